import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Runs at most `most` pieces of work at a time, the others in the order in which they came; each begins after the events
 * that are waiting, so that acknowledgements of a burst go out before the work that they announce.
 */
export function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      await nextTurn();
      return await work();
    } finally {
      // Whoever is next takes this place over.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
