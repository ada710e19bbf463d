import type { Redis } from 'ioredis';
import { script } from './script.ts';

export interface Leases {
  /** Takes one of `name`'s places if there is one. */
  take(name: string, holder: string): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  close(): void;
}

const take = script(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then return 0 end
  redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
  return 1`);

const renew = script(`
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[1], 'XX', time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2]), ARGV[1])
  redis.call('PEXPIRE', KEYS[1], ARGV[2] * 2)
  return 1`);

/** At most `limit` holders of a name at once over all workers; a worker that died gives its places back in `leaseMs`. */
export function createLeases(
  redis: Redis,
  options: { readonly prefix: string; readonly limit: number; readonly leaseMs: number },
): Leases {
  const { prefix, limit, leaseMs } = options;
  const held = new Map<string, string>();
  const key = (name: string) => `${prefix}:${name}`;
  const timer = setInterval(() => {
    for (const [holder, name] of held) renew(redis, [key(name)], [holder, leaseMs]).catch(() => {});
  }, leaseMs / 3);
  timer.unref();
  return {
    async take(name, holder) {
      if ((await take(redis, [key(name)], [holder, leaseMs, limit])) !== 1) return false;
      held.set(holder, name);
      return true;
    },
    async release(name, holder) {
      held.delete(holder);
      await redis.zrem(key(name), holder);
    },
    close: () => clearInterval(timer),
  };
}
