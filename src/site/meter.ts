/** Work that one evaluation may do: characters made, patterns tried. It takes about a second at the worst. */
const MOST_WORK = 5_000_000;
/** One entry of a list that is gone through, whatever is then done with it, beside one character made. */
const ENTRY = 40;

let left = MOST_WORK;

/** Starts the count anew. Evaluations never overlap: nothing in them waits. */
export function startWork(): void {
  left = MOST_WORK;
}

/**
 * Takes note of work done.
 * @throws Error once it is too much
 */
export function spend(work: number): void {
  left -= work;
  if (left < 0) throw new Error('it is too much work: look at fewer things, or at simpler ones');
}

/** Takes note of something made, by its size, and gives it back. */
export function weighed<T>(value: T): T {
  spend(sizeOf(value));
  return value;
}

/** Takes note of something that is about to be gone through, and gives it back. */
export function walked<T>(value: T): T {
  spend(ENTRY * sizeOf(value));
  return value;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return 1 + value.length;
  return value instanceof Map ? 1 + value.size : 1;
}
