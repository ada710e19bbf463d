import { Worker } from 'bullmq';
import type { AlertWork, Later } from '../../incident-ports.ts';
import type { CountAlert } from '../../incidents/alert-metric.ts';
import type { Clock, Logger } from '../../ports.ts';
import { createAdmission } from '../admission.ts';
import { DEFAULT_PREFIX } from '../bull.ts';
import { connectionFamily } from '../connection-family.ts';
import { createLeases } from '../leases.ts';
import { within } from '../pause.ts';
import { CLOSING } from '../run-job.ts';
import type { Store } from '../store.ts';
import type { RunningWorker } from '../worker.ts';
import { onWorkerTrouble } from '../worker-trouble.ts';
import { ALERTS_QUEUE, openAlertsQueue } from './alert-jobs.ts';
import { ALERT_TIMING, type AlertTiming, retryPause } from './alert-timing.ts';
import { createInboxes } from './inboxes.ts';
import { createPace, type PaceOptions } from './pace.ts';
import { createPost } from './post.ts';
import { createProcess } from './process-alert-job.ts';
import { createRounds } from './rounds.ts';
import { tellWhatIsLost } from './tell-what-is-lost.ts';

export interface AlertWorkerOptions {
  /** Makes the work; what it goes on with later comes back to it. */
  readonly work: (later: Later) => AlertWork;
  /** Pieces of work that ask clusters at once, in this process. */
  readonly concurrency: number;
  /** The same on one cluster, over all workers; asks count as well. */
  readonly clusterLimit: number;
  readonly pace?: PaceOptions;
  readonly prefix?: string;
  readonly timing?: Partial<AlertTiming>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly count?: CountAlert;
}

export interface RunningAlertWorker extends RunningWorker {
  readonly later: Later;
}

/** For each place, how many jobs a worker holds: most of them wait for Slack's turn or for a busy cluster. */
const SLOTS = 16;
/** Seconds. A frozen process may swallow the signal that a job is there: others look by themselves. */
const DRAIN_DELAY = 2;
/** The part of a shutdown's time in which work may still end by itself. */
const GRACE = 0.6;

export function startAlertWorker(store: Store, options: AlertWorkerOptions): RunningAlertWorker {
  const { logger, clock, concurrency, prefix = DEFAULT_PREFIX, count = () => {} } = options;
  const timing = { ...ALERT_TIMING, ...options.timing };
  const connections = connectionFamily(store.connectWorker());
  const { redis } = connections;
  const queue = openAlertsQueue(redis, prefix);
  queue.on('error', () => {});
  // The same places as those of asks.
  const leases = createLeases(redis, {
    prefix: `${prefix}:cluster`,
    limit: options.clusterLimit,
    leaseMs: timing.lock,
  });
  const inboxes = createInboxes(redis, { prefix, timing });
  const post = createPost({ redis, queue, prefix, inboxes, stormDelay: timing.stormDelay, clock });
  const shared = {
    inboxes,
    admission: createAdmission(concurrency, leases),
    pace: createPace(redis, { prefix, rates: options.pace ?? {}, mostWaiting: (concurrency * SLOTS) / 2 }),
    timing,
    logger,
    count,
  };
  const rounds = createRounds(shared);
  const process = createProcess({ ...shared, work: options.work(post), post, rounds });
  const worker = new Worker(ALERTS_QUEUE, process, {
    connection: redis,
    prefix,
    concurrency: concurrency * SLOTS,
    lockDuration: timing.lock,
    stalledInterval: timing.stalledCheck,
    drainDelay: DRAIN_DELAY,
    // Ours see the count, and give up.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    settings: { backoffStrategy: (failures) => retryPause(timing, Math.max(1, failures)) },
  });
  onWorkerTrouble(worker, {
    takenOver: (id) => logger.warn('alerts.taken-over', { job: id }),
    failed: (problem) => logger.warn('alerts.worker-error', { problem }),
  });

  async function end(deadlineMs: number): Promise<void> {
    const cancel = setTimeout(() => worker.cancelAllJobs(CLOSING), deadlineMs * GRACE);
    await worker.close().finally(() => clearTimeout(cancel));
    if (store.embedded) await tellWhatIsLost({ redis, queue, prefix, logger });
  }

  return {
    later: post,
    ready: () => redis.status === 'ready' && worker.isRunning(),
    async close(deadlineMs) {
      const late = () => logger.warn('alerts.close-late', { deadlineMs });
      await within(deadlineMs, end(deadlineMs), late).catch((error) =>
        logger.warn('alerts.close-failed', { problem: String(error) }),
      );
      rounds.close();
      leases.close();
      connections.disconnect();
    },
  };
}
