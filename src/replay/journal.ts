/** One request that a replay received. */
export interface JournalEntry {
  readonly method: string;
  readonly path: string;
  /** Without the question mark; '' if there was none. */
  readonly query: string;
  /** The Accept header, '' if there was none. */
  readonly accept: string;
  /** The HTTP status answered; 0 until an answer began, and for good where none was given. */
  readonly status: number;
  /** Bytes of the body sent so far. */
  readonly bytes: number;
  /** When it came, in milliseconds since the epoch. */
  readonly at: number;
  /** Milliseconds until its answer was sent; absent while it is being answered. */
  readonly ms?: number;
}

/** An entry while its request is being answered. */
export type OpenEntry = { -readonly [Field in keyof JournalEntry]: JournalEntry[Field] };

export function openEntry(method: string, url: URL, accept: string | undefined): OpenEntry {
  return {
    method,
    path: url.pathname,
    query: url.search.slice(1),
    accept: accept ?? '',
    status: 0,
    bytes: 0,
    at: Date.now(),
  };
}
