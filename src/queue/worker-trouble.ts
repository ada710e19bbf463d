import type { Worker } from 'bullmq';

/** What every worker does about trouble: ends jobs whose lock was lost, and says what it took over and what failed. */
export function onWorkerTrouble<Data, Result>(
  worker: Worker<Data, Result>,
  said: { readonly takenOver: (id: string) => void; readonly failed: (problem: string) => void },
): void {
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'the lock was lost');
  });
  worker.on('stalled', said.takenOver);
  worker.on('error', (error) => {
    // The connection tells of these itself, once.
    if ('code' in error || error.message.includes('Connection is closed')) return;
    said.failed(error.message);
  });
}
