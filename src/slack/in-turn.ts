import { setTimeout as pause } from 'node:timers/promises';

/** A burst is over when nothing has come for this long; at the latest then. */
const QUIET_MS = 15;
const LATEST_MS = 500;

/**
 * Runs at most `most` pieces of work at a time, the others in the order in which they came; none begins while a burst is
 * still coming in: the loop accepts one connection a turn (libuv 1.45), so that work in between would hold the
 * acknowledgements up.
 */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  let cameAt = 0;
  async function quiet(): Promise<void> {
    const until = performance.now() + LATEST_MS;
    for (;;) {
      const now = performance.now();
      const left = Math.min(cameAt + QUIET_MS, until) - now;
      if (left <= 0) return;
      await pause(left);
    }
  }
  return async (work) => {
    cameAt = performance.now();
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      await quiet();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
