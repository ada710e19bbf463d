import type { Redis } from 'ioredis';

export interface ConnectionFamily {
  readonly redis: Redis;
  /** Ends them all at once, whatever they wait for. */
  disconnect(): void;
}

/**
 * A connection and those that BullMQ makes of it for its blocking reads. With the store away, closing a worker never
 * returns and its connections would keep the process alive.
 */
export function connectionFamily(redis: Redis): ConnectionFamily {
  const members = [redis];
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (...args) => {
    const copy = duplicate(...args);
    // The first one tells of a store that is away.
    copy.on('error', () => {});
    members.push(copy);
    return copy;
  };
  return {
    redis,
    disconnect() {
      for (const member of members) member.disconnect();
    },
  };
}
