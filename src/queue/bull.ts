import { Queue, type QueueOptions } from 'bullmq';
import type { Redis } from 'ioredis';

export const QUEUE_NAME = 'asks';
export const DEFAULT_PREFIX = 'podwhy';

const ATTEMPTS = 3;

/** The queue as both sides open it. Finished jobs are kept for a look at them; their data are references alone. */
export function openQueue(redis: Redis, prefix: string): Queue {
  const options: QueueOptions = {
    connection: redis,
    prefix,
    streams: { events: { maxLen: 200 } },
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: 500 },
      removeOnComplete: { age: 3600, count: 1000 },
      removeOnFail: { age: 86_400, count: 1000 },
      stackTraceLimit: 1,
    },
  };
  return new Queue(QUEUE_NAME, options);
}
