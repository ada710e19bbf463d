import type { Redis } from 'ioredis';
import type { AskJob } from '../asks.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Requests } from './requests.ts';

export interface Unanswered {
  remember(job: AskJob): void;
  close(): void;
}

/** As many as are looked for; what is older than the sweeper's patience many times over is looked for no more. */
const MOST = 5000;
const OLDEST_MS = 1_800_000;
/** After a reconnection: time for a restarted store to load its data. */
const SETTLE_MS = 300;

/**
 * This process's memory of what it put in. A store that lost its data (killed, without persistence) has forgotten the
 * requests and that they are open: nobody but us can put them in again.
 */
export function createUnanswered(options: {
  readonly redis: Redis;
  readonly requests: Requests;
  readonly everyMs: number;
  readonly addAgain: (job: AskJob) => Promise<unknown>;
  readonly clock: Clock;
  readonly logger: Logger;
}): Unanswered {
  const { redis, requests, addAgain, clock, logger } = options;
  const jobs = new Map<string, AskJob>();
  let looking = false;

  async function look(): Promise<void> {
    const ids = [...jobs.keys()];
    const known = await requests.known(ids);
    for (const [index, id] of ids.entries()) {
      const job = jobs.get(id);
      if (!job || known[index] === 'open') continue;
      if (known[index] === 'lost' && clock.now() - job.askedAt < OLDEST_MS) {
        logger.warn('queue.put-in-again', { id });
        await addAgain(job);
      } else jobs.delete(id);
    }
  }

  function lookOnce(): void {
    if (looking || redis.status !== 'ready') return;
    looking = true;
    look()
      .catch((error) => logger.warn('queue.look-failed', { problem: String(error) }))
      .finally(() => {
        looking = false;
      });
  }

  const timer = setInterval(lookOnce, options.everyMs);
  timer.unref();
  redis.on('ready', () => setTimeout(lookOnce, SETTLE_MS).unref());

  return {
    remember(job) {
      const [oldest] = jobs.size >= MOST ? jobs.keys() : [];
      if (oldest !== undefined) jobs.delete(oldest);
      jobs.set(job.id, job);
    },
    close: () => clearInterval(timer),
  };
}
