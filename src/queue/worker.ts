import type { Clock, Logger } from '../ports.ts';
import { createAdmission } from './admission.ts';
import { DEFAULT_PREFIX, openQueue, QUEUE_NAME } from './bull.ts';
import { connectionFamily } from './connection-family.ts';
import { createDeliveries, type Deliver } from './deliveries.ts';
import { createLeases } from './leases.ts';
import type { Count } from './metrics.ts';
import { pacedProgress, type SendProgress } from './progress.ts';
import { createRequests } from './requests.ts';
import { createRunJob } from './run-job.ts';
import type { Run } from './run-once.ts';
import { openWorker, type RunningWorker, runningWorker } from './running-worker.ts';
import type { Store } from './store.ts';
import { startSweeper } from './sweeper.ts';
import { TIMING, type WorkerTiming } from './timing.ts';
import { createTokenBucket, type Rate } from './token-bucket.ts';
import { onWorkerEvents } from './worker-events.ts';

export interface WorkerOptions {
  /** Computes an answer. Throw a retryable `BotError` to be called again, at most three times. */
  readonly run: Run;
  /** Puts an answer in its request's placeholder. Called again with growing pauses where it throws. */
  readonly deliver: Deliver;
  /** Shows the steps so far in the placeholders. */
  readonly progress?: SendProgress;
  /** Runs at once in this process. */
  readonly concurrency: number;
  /** Runs at once on one cluster, over all workers. */
  readonly clusterLimit: number;
  /** Answers in one Slack channel, over all workers. */
  readonly channelRate?: Rate;
  readonly prefix?: string;
  readonly timing?: Partial<WorkerTiming>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics?: Count;
}

const DELIVERY_ATTEMPTS = 5;
const CHANNEL_RATE: Rate = { perSecond: 1, burst: 10 };

export function startWorker(store: Store, options: WorkerOptions): RunningWorker {
  const { logger, clock, concurrency, prefix = DEFAULT_PREFIX } = options;
  const timing = { ...TIMING, ...options.timing };
  const count: Count = options.metrics ?? (() => {});
  const connections = connectionFamily(store.connectWorker());
  const { redis } = connections;
  const queue = openQueue(redis, prefix);
  queue.on('error', () => {});
  const requests = createRequests(redis, prefix, () => clock.now());
  const leases = createLeases(redis, {
    prefix: `${prefix}:cluster`,
    limit: options.clusterLimit,
    leaseMs: timing.lock,
  });
  const channels = createTokenBucket(redis, `${prefix}:channel`, options.channelRate ?? CHANNEL_RATE);
  const deliveries = createDeliveries({
    deliver: options.deliver,
    requests,
    channels,
    attempts: DELIVERY_ATTEMPTS,
    backoffMs: timing.deliveryBackoff,
    storeAwayMs: timing.answerWithin,
    logger,
  });
  const sweeper = startSweeper({ requests, deliveries, timing, clock, logger, count });
  const runJob = createRunJob({
    run: options.run,
    sendProgress: options.progress ? pacedProgress(options.progress, channels) : async () => {},
    queue,
    requests,
    deliveries,
    admission: createAdmission(concurrency, leases),
    timing,
    clock,
    logger,
    count,
  });
  const worker = openWorker(QUEUE_NAME, runJob, { redis, prefix, concurrency, timing });
  onWorkerEvents(worker, { queue, requests, logger });

  return runningWorker(worker, {
    redis,
    name: 'queue',
    logger,
    async atEnd() {
      if (store.embedded) await sweeper.sweepAll();
    },
    close() {
      sweeper.close();
      leases.close();
      connections.disconnect();
    },
  });
}
