/** Something that goes wrong on demand. */
export interface Fault {
  /** A Web API method, `upload`, `response_url`, or `*` for every one. */
  readonly method: string;
  readonly channel?: string;
  /** How many requests it strikes; every one where absent. */
  readonly times?: number;
  /** How many requests pass before it strikes. */
  readonly after?: number;
  readonly kind:
    | 'ratelimited'
    | 'status'
    /** Answers `{ok: false, error}`. */
    | 'error'
    /** Never answers. */
    | 'hang'
    /** Cuts the connection before anything was done. */
    | 'reset'
    /** Does what was asked, then cuts the connection: the app can't know. */
    | 'lost'
    /** Does what was asked, and never answers. */
    | 'mute'
    | 'slow';
  /** ratelimited: seconds; 1 where absent. */
  readonly retryAfter?: number;
  /** status: 500 where absent. */
  readonly status?: number;
  /** error: Slack's code; `internal_error` where absent. */
  readonly error?: string;
  /** slow: milliseconds before it is done; 1,000 where absent. */
  readonly ms?: number;
}

interface Planted {
  readonly fault: Fault;
  passed: number;
  struck: number;
}

export class Faults {
  #planted: Planted[] = [];

  /** @returns what takes it away. */
  add(fault: Fault): () => void {
    const planted = { fault, passed: 0, struck: 0 };
    this.#planted.push(planted);
    return () => {
      this.#planted = this.#planted.filter((other) => other !== planted);
    };
  }

  clear(): void {
    this.#planted = [];
  }

  /** The fault that strikes this request, counted. */
  strike(method: string, channel: unknown): Fault | undefined {
    for (const planted of this.#planted) {
      const { fault } = planted;
      if (fault.method !== '*' && fault.method !== method) continue;
      if (fault.channel !== undefined && fault.channel !== channel) continue;
      if (planted.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (planted.passed < (fault.after ?? 0)) {
        planted.passed += 1;
        continue;
      }
      planted.struck += 1;
      return fault;
    }
    return undefined;
  }
}
