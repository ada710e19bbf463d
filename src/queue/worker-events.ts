import { randomUUID } from 'node:crypto';
import type { Job, Queue, Worker } from 'bullmq';
import type { Logger } from '../ports.ts';
import { askKey } from './ask-key.ts';
import { readTicket, type Ticket } from './payload.ts';
import type { Requests } from './requests.ts';
import type { Ended } from './run-job.ts';
import { onWorkerTrouble } from './worker-trouble.ts';

/** What must happen when BullMQ says so. */
export function onWorkerEvents(
  worker: Worker<unknown, Ended>,
  {
    queue,
    requests,
    logger,
  }: { readonly queue: Queue; readonly requests: Requests; readonly logger: Logger },
): void {
  onWorkerTrouble(worker, {
    takenOver: (id) => logger.warn('queue.taken-over', { run: id }),
    failed: (problem) => logger.warn('queue.worker-error', { problem }),
  });
  worker.on('completed', (job, ended) => {
    if (ended === 'done') serveLateJoiners(job);
  });
  worker.on('failed', (job) => {
    if (job?.finishedOn) serveLateJoiners(job);
  });

  /** Who joined after the last look of a run that was ending gets a run of their own. */
  function serveLateJoiners(job: Job): void {
    const read = readTicket(job.data);
    if (read.status === 'invalid' || read.value.tick > 0) return;
    const key = askKey(read.value.job);
    requests
      .anyWaiting(key)
      .then(async (any) => {
        if (!any) return;
        const ticket = { tick: 0, job: read.value.job } satisfies Ticket;
        await queue.add('ask', ticket, { jobId: `l-${randomUUID()}`, deduplication: { id: key } });
      })
      .catch((error) => logger.warn('queue.late-joiners-failed', { problem: String(error) }));
  }
}
