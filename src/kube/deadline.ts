/** The time that one question may take, retries and waiting included. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly milliseconds: number;
  /** Nobody waits for the answer any more. */
  readonly isStopped: () => boolean;
  /** Milliseconds left. */
  remaining(): number;
}

/** @param stop ends the question before its time. */
export function createDeadline(milliseconds: number, stop?: AbortSignal): Deadline {
  const end = performance.now() + milliseconds;
  return {
    signal: AbortSignal.any([AbortSignal.timeout(milliseconds), ...(stop ? [stop] : [])]),
    milliseconds,
    isStopped: () => stop?.aborted ?? false,
    remaining: () => Math.max(end - performance.now(), 0),
  };
}
