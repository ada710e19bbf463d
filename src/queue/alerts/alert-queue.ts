import type { AlertQueue } from '../../incident-ports.ts';
import type { Clock, Logger } from '../../ports.ts';
import { DEFAULT_PREFIX } from '../bull.ts';
import { createProducerSide } from '../producer-side.ts';
import { reopened } from '../reopened.ts';
import type { Store } from '../store.ts';
import { type AlertJob, openAlertsQueue, sortJobs, tellJob } from './alert-jobs.ts';
import { createIncidentStore } from './incident-store.ts';

export interface AlertQueueOptions {
  readonly prefix?: string;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The side of the queue that alerts come in by: fails within two seconds when the store is away. */
export function createAlertQueue(store: Store, options: AlertQueueOptions): AlertQueue {
  const { clock, logger, prefix = DEFAULT_PREFIX } = options;
  const redis = store.connectProducer();
  const queue = reopened(redis, () => openAlertsQueue(redis, prefix));
  const incidents = createIncidentStore(redis, { prefix, now: () => clock.now(), logger });
  const { inTime, ready, close } = createProducerSide(redis);

  /** Resolves once all of them are in. Where it throws some may be: sent again, each is still one by its id. */
  async function add(jobs: readonly AlertJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await inTime(async () => (await queue()).addBulk([...jobs]));
  }

  return {
    add: (news, id) => add(sortJobs(news, id)),
    // The click's own time: Slack sends a click again that was answered late.
    act: (subject, item) => add([tellJob(subject, item, item.at, item.at)]),
    incident: (id) => inTime(async () => (await incidents.some([id]))[0]),
    ready,
    close,
  };
}
