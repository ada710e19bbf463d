import { Queue, type QueueOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import { nextSlot } from './next-slot.ts';

export const DIGESTS_QUEUE = 'digests';

/** For the queue and its workers alike: each of them finds slots. */
export const repeatStrategy: NonNullable<NonNullable<QueueOptions['settings']>['repeatStrategy']> = (
  after,
  { pattern, tz },
) => (pattern === undefined ? undefined : nextSlot({ pattern, timeZone: tz ?? 'UTC' }, after));

export function openDigestsQueue(redis: Redis, prefix: string): Queue {
  return new Queue(DIGESTS_QUEUE, {
    connection: redis,
    prefix,
    streams: { events: { maxLen: 200 } },
    settings: { repeatStrategy },
    defaultJobOptions: {
      // The worker decides when to give up, by its own time.
      attempts: Number.MAX_SAFE_INTEGER,
      backoff: { type: 'custom' },
      // A slot whose job is kept could not be scheduled anew: what was done is in our own marks.
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 1,
    },
  });
}

/** As BullMQ names the job of a scheduler's slot. */
export function slotJobId(scheduler: string, slot: number): string {
  return `repeat:${scheduler}:${slot}`;
}

/** The slot that a job was made for, however late it runs. */
export function slotOf(jobId: string): number | undefined {
  const slot = Number(jobId.slice(jobId.lastIndexOf(':') + 1));
  return Number.isSafeInteger(slot) && slot > 0 ? slot : undefined;
}
