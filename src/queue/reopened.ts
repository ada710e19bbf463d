import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';

/** A Queue whose first look at the store failed stays broken for ever, so another is opened. */
export function reopened(redis: Redis, openQueue: () => Queue): () => Promise<Queue> {
  let opened: Promise<Queue> | undefined;
  const queue = () => {
    opened ??= open().catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  redis.on('ready', () => void queue().catch(() => {}));
  return queue;

  async function open(): Promise<Queue> {
    const made = openQueue();
    made.on('error', () => {});
    await made.waitUntilReady();
    return made;
  }
}
