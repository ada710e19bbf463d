import { Worker } from 'bullmq';
import type { Clock, Logger } from '../ports.ts';
import { createAdmission } from './admission.ts';
import { DEFAULT_PREFIX, openQueue, QUEUE_NAME } from './bull.ts';
import { connectionFamily } from './connection-family.ts';
import { createDeliveries, type Deliver } from './deliveries.ts';
import { createLeases } from './leases.ts';
import type { Count } from './metrics.ts';
import { within } from './pause.ts';
import { pacedProgress, type SendProgress } from './progress.ts';
import { createRequests } from './requests.ts';
import { CLOSING, createRunJob, type Ended } from './run-job.ts';
import type { Run } from './run-once.ts';
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

export interface RunningWorker {
  /** Ends what runs, or puts it back for others; returns by the deadline whatever the store does. */
  close(deadlineMs: number): Promise<void>;
  /** True while the store is connected and jobs are taken. */
  ready(): boolean;
}

/** For each run, how many jobs a worker holds: most of them only wait for Slack or for a busy cluster. */
const SLOTS = 16;
const DELIVERY_ATTEMPTS = 5;
const CHANNEL_RATE: Rate = { perSecond: 1, burst: 10 };
/** Seconds. A frozen process may swallow the signal that a job is there: others look by themselves. */
const DRAIN_DELAY = 2;
/** The part of a shutdown's time in which runs may still end by themselves. */
const GRACE = 0.6;

export function startWorker(store: Store, options: WorkerOptions): RunningWorker {
  const { logger, clock, prefix = DEFAULT_PREFIX } = options;
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
    admission: createAdmission(options.concurrency, leases),
    timing,
    clock,
    logger,
    count,
  });
  const worker = new Worker<unknown, Ended>(QUEUE_NAME, runJob, {
    connection: redis,
    prefix,
    concurrency: options.concurrency * SLOTS,
    lockDuration: timing.lock,
    stalledInterval: timing.stalledCheck,
    drainDelay: DRAIN_DELAY,
    // Our own processor sees the count, and answers.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  onWorkerEvents(worker, { queue, requests, logger });

  async function end(deadlineMs: number): Promise<void> {
    const cancel = setTimeout(() => worker.cancelAllJobs(CLOSING), deadlineMs * GRACE);
    await worker.close().finally(() => clearTimeout(cancel));
    if (store.embedded) await sweeper.sweepAll();
  }

  return {
    ready: () => redis.status === 'ready' && worker.isRunning(),
    async close(deadlineMs) {
      await within(deadlineMs, end(deadlineMs), () => logger.warn('queue.close-late', { deadlineMs })).catch(
        (error) => logger.warn('queue.close-failed', { problem: String(error) }),
      );
      sweeper.close();
      leases.close();
      connections.disconnect();
    },
  };
}
