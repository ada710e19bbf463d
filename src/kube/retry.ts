import type { HttpReply } from './transport.ts';

/** One attempt: an answer, or the error of the connection. */
export type Attempt =
  | { readonly status: 'answered'; readonly reply: HttpReply }
  | { readonly status: 'no-answer'; readonly error: unknown; readonly passing: boolean };

export interface RetryAdvice {
  /** Milliseconds to wait before the next attempt. */
  readonly wait: number;
  /** Whether every request of this client should wait as well. */
  readonly forAll: boolean;
}

const BACKOFF_MS = 150;
/** A server that keeps saying 429 is not going to be asked forever, whatever the deadline. */
const THROTTLED_ATTEMPTS = 4;

/**
 * Whether to try again. 429: after `Retry-After`, several times; a server error or a broken connection: once.
 * @param retryServerErrors false where a 5xx is the kubelet's answer and will be the same.
 */
export function retryAdvice(
  attempt: Attempt,
  attempts: number,
  retryServerErrors: boolean,
): RetryAdvice | undefined {
  const once = attempts < 2 ? { wait: BACKOFF_MS, forAll: false } : undefined;
  if (attempt.status === 'no-answer') return attempt.passing ? once : undefined;
  const { reply } = attempt;
  const after = retryAfter(reply);
  if (reply.status === 429) {
    return attempts < THROTTLED_ATTEMPTS ? { wait: after ?? 1000 * attempts, forAll: true } : undefined;
  }
  if (reply.status >= 500 && retryServerErrors) return once && { wait: after ?? once.wait, forAll: false };
  return reply.status < 300 && reply.cutOff !== undefined ? once : undefined;
}

/** Milliseconds. Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter(reply: HttpReply): number | undefined {
  const text = reply.headers['retry-after'];
  if (!text) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const wait = Date.parse(text) - Date.parse(reply.headers.date ?? new Date().toUTCString());
  return Number.isNaN(wait) ? undefined : Math.max(wait, 0);
}
