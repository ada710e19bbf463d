import type { DigestWork } from '../../digest-ports.ts';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Clock, Logger } from '../../ports.ts';
import { DEFAULT_PREFIX } from '../bull.ts';
import { HELD_TIMING, type HeldTiming } from '../held-timing.ts';
import { openParts, startHeldWorker } from '../held-worker.ts';
import type { PaceOptions } from '../pace.ts';
import type { RunningWorker } from '../running-worker.ts';
import type { Store } from '../store.ts';
import { configureDigests } from './configure-digests.ts';
import { createDigestMarks } from './digest-marks.ts';
import { DIGESTS_QUEUE, openDigestsQueue, repeatStrategy } from './digest-queue.ts';
import { createProcess } from './process-digest-job.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';

export interface DigestTiming extends HeldTiming {
  /** Between two looks whether every subscription has its timer. */
  readonly lookEvery: number;
}

/** A try asks for all of a cluster: fewer of them, and more time for each, than where one pod is looked at. */
export const DIGEST_TIMING: DigestTiming = {
  ...HELD_TIMING,
  work: 600_000,
  retryMost: 300_000,
  lookEvery: 300_000,
};

export interface DigestWorkerOptions {
  readonly work: DigestWork;
  /** The configuration's subscriptions: they stand in the store from then on, and others of its are taken out. */
  readonly configured: readonly DigestSubscription[];
  /** Pieces of work that ask clusters at once, in this process. */
  readonly concurrency: number;
  /** The same on one cluster, over all workers; asks and alerts count as well. */
  readonly clusterLimit: number;
  readonly pace?: PaceOptions;
  readonly prefix?: string;
  readonly timing?: Partial<DigestTiming>;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Posts digests when they are due, and sees to it that each subscription has its timer. */
export function startDigestWorker(store: Store, options: DigestWorkerOptions): RunningWorker {
  const {
    work,
    configured,
    logger,
    clock,
    concurrency,
    clusterLimit,
    pace,
    prefix = DEFAULT_PREFIX,
  } = options;
  const timing = { ...DIGEST_TIMING, ...options.timing };
  const held = {
    queue: DIGESTS_QUEUE,
    name: 'digests',
    prefix,
    concurrency,
    clusterLimit,
    pace,
    timing,
    repeatStrategy,
    logger,
  };
  const parts = openParts(store, held);
  const { redis } = parts;
  const queue = openDigestsQueue(redis, prefix);
  queue.on('error', () => {});
  const configuring = configureDigests({
    redis,
    queue,
    prefix,
    configured,
    lookEvery: timing.lookEvery,
    logger,
    clock,
  });
  const subscriptions = createSubscriptions(redis, { prefix, logger });
  return startHeldWorker(parts, held, {
    process: createProcess({
      ...parts,
      work,
      subscriptions,
      marks: createDigestMarks(redis, { prefix, clock }),
      timing,
      logger,
    }),
    async atEnd() {
      if (store.embedded) await tellWhatIsLost(subscriptions, logger);
    },
    close: configuring.close,
  });
}

/** A store in memory ends with its process; the configuration's are there again after the next start. */
async function tellWhatIsLost(subscriptions: Subscriptions, logger: Logger): Promise<void> {
  const lost = (await subscriptions.all()).filter(({ source }) => source === 'slack');
  if (lost.length === 0) return;
  logger.warn('digests.lost', {
    subscriptions: lost.map(({ id }) => id),
    note: 'They were in memory; set REDIS_URL for a store that lasts, or put them into the configuration.',
  });
}
