import { expect } from 'vitest';

/** What will hold soon: on a busy machine "soon" is long. */
export function soon<T>(read: () => T) {
  return expect.poll(read, { timeout: 15_000 });
}
