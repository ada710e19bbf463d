import type { AlertWork, Later } from '../../incident-ports.ts';
import type { CountAlert } from '../../incidents/alert-metric.ts';
import type { Clock, Logger } from '../../ports.ts';
import { DEFAULT_PREFIX } from '../bull.ts';
import { openParts, startHeldWorker } from '../held-worker.ts';
import type { PaceOptions } from '../pace.ts';
import type { RunningWorker } from '../running-worker.ts';
import type { Store } from '../store.ts';
import { ALERTS_QUEUE, openAlertsQueue } from './alert-jobs.ts';
import { ALERT_TIMING, type AlertTiming } from './alert-timing.ts';
import { createInboxes } from './inboxes.ts';
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

export function startAlertWorker(store: Store, options: AlertWorkerOptions): RunningAlertWorker {
  const {
    logger,
    clock,
    concurrency,
    clusterLimit,
    pace,
    prefix = DEFAULT_PREFIX,
    count = () => {},
  } = options;
  const timing = { ...ALERT_TIMING, ...options.timing };
  const held = {
    queue: ALERTS_QUEUE,
    name: 'alerts',
    prefix,
    concurrency,
    clusterLimit,
    pace,
    timing,
    logger,
  };
  const parts = openParts(store, held);
  const { redis } = parts;
  const queue = openAlertsQueue(redis, prefix);
  queue.on('error', () => {});
  const inboxes = createInboxes(redis, { prefix, timing });
  const post = createPost({ redis, queue, prefix, inboxes, stormDelay: timing.stormDelay, clock });
  const shared = { ...parts, inboxes, timing, logger, count };
  const rounds = createRounds(shared);
  const running = startHeldWorker(parts, held, {
    process: createProcess({ ...shared, work: options.work(post), post, rounds }),
    async atEnd() {
      if (store.embedded) await tellWhatIsLost({ redis, queue, prefix, logger });
    },
    close: rounds.close,
  });
  return { ...running, later: post };
}
