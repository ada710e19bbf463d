import type { Leases } from './leases.ts';
import { pause } from './pause.ts';

/** How long a run waits in its slot for its turn; then it goes back to the queue, and others come to theirs. */
const PATIENCE_MS = 500;
/** Between two looks at a cluster whose places are all taken. */
const LOOK_MS = 60;

export interface Admission {
  /** Gives the place back. Absent where there was none within the patience. */
  enter(cluster: string, holder: string, signal: AbortSignal): Promise<(() => void) | undefined>;
}

/**
 * How many runs at once: in this process, and over all processes for one cluster. Apart from BullMQ's own concurrency,
 * which also counts runs that only wait for Slack to take their answer.
 */
export function createAdmission(concurrency: number, clusters: Leases): Admission {
  let running = 0;
  const waiting = new Set<() => void>();

  function left(): void {
    running--;
    const [next] = waiting;
    next?.();
  }

  function someoneLeft(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  async function tryEnter(cluster: string, holder: string): Promise<'in' | 'cluster-full'> {
    running++;
    try {
      if (await clusters.take(cluster, holder)) return 'in';
    } catch (error) {
      left();
      throw error;
    }
    left();
    return 'cluster-full';
  }

  return {
    async enter(cluster, holder, signal) {
      const until = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
      while (!until.aborted) {
        if (running >= concurrency) {
          await someoneLeft(until);
          continue;
        }
        if ((await tryEnter(cluster, holder)) === 'in')
          return () => {
            left();
            clusters.release(cluster, holder).catch(() => {});
          };
        await pause(LOOK_MS * (0.5 + Math.random()), until);
      }
      return undefined;
    },
  };
}
