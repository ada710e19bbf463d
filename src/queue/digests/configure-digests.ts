import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Clock, Logger } from '../../ports.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { createTimers, type Timers } from './timers.ts';

export interface ConfigureOptions {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly prefix: string;
  /** The configuration's subscriptions. */
  readonly configured: readonly DigestSubscription[];
  /** Milliseconds between two looks whether all timers are right. */
  readonly lookEvery: number;
  readonly logger: Logger;
  readonly clock: Clock;
}

/**
 * Makes the store hold what the configuration says, once it is there and each time it comes back: it may come back
 * empty. Makes every timer what its subscription says, then and every few minutes. Any number of processes may.
 */
export function configureDigests(options: ConfigureOptions): { close(): void } {
  const { redis, queue, prefix, configured, lookEvery, logger, clock } = options;
  const subscriptions = createSubscriptions(redis, { prefix, logger });
  const timers = createTimers(queue, subscriptions, clock);
  let stands = false;
  let again = false;
  let running = false;

  async function look(): Promise<void> {
    again = true;
    if (running) return;
    running = true;
    while (again) {
      again = false;
      try {
        if (!stands) {
          stands = true;
          await putConfigured(configured, subscriptions, logger);
        }
        await setTimersRight(timers, subscriptions, logger);
      } catch (error) {
        stands = false;
        logger.warn('digests.configure-failed', { problem: String(error) });
      }
    }
    running = false;
  }

  function lookAtAll(): void {
    stands = false;
    void look();
  }

  redis.on('ready', lookAtAll);
  if (redis.status === 'ready') lookAtAll();
  const timer = setInterval(() => {
    if (redis.status === 'ready') void look();
  }, lookEvery);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      redis.off('ready', lookAtAll);
    },
  };
}

async function setTimersRight(timers: Timers, subscriptions: Subscriptions, logger: Logger): Promise<void> {
  const ids = new Set([...(await timers.ids()), ...(await subscriptions.ids())]);
  for (const id of ids)
    await timers
      .setRight(id)
      // One that can't be timed is no reason not to time the others.
      .catch((error) => logger.error('digests.not-timed', { subscription: id, problem: String(error) }));
}

async function putConfigured(
  configured: readonly DigestSubscription[],
  subscriptions: Subscriptions,
  logger: Logger,
): Promise<void> {
  const known = new Map((await subscriptions.all()).map((one) => [one.id, one]));
  for (const one of configured) {
    const there = known.get(one.id);
    if (there?.source === 'slack') logger.warn('digests.replaced', { subscription: one.id, by: 'config' });
    // Since when it has been there is not for a restart to say.
    await subscriptions.put(there?.source === 'config' ? { ...one, createdAt: there.createdAt } : one);
  }
  const names = new Set(configured.map(({ id }) => id));
  for (const { id, source } of known.values())
    if (source === 'config' && !names.has(id)) await subscriptions.remove(id);
}
