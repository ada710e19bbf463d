/** The time that one question may take, retries and waiting included. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly milliseconds: number;
  /** Milliseconds left. */
  remaining(): number;
}

export function createDeadline(milliseconds: number): Deadline {
  const end = performance.now() + milliseconds;
  return {
    signal: AbortSignal.timeout(milliseconds),
    milliseconds,
    remaining: () => Math.max(end - performance.now(), 0),
  };
}
