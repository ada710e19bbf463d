import type { Redis } from 'ioredis';
import { script } from './script.ts';

export interface Rate {
  readonly perSecond: number;
  /** How many may go at once after a quiet time. */
  readonly burst: number;
}

export interface TokenBucket {
  /** Takes the next token, which may be one to come: the milliseconds until then. */
  reserve(name: string): Promise<number>;
  /** The same, but takes none and says undefined where it is farther off than `mostMs`. */
  reserveWithin(name: string, mostMs: number): Promise<number | undefined>;
  /** Takes a token if more than half of the burst is left. */
  takeSpare(name: string): Promise<boolean>;
}

/** The store's clock, so that all workers agree. */
const draw = script(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local rate, burst, most = tonumber(ARGV[1]) / 1000, tonumber(ARGV[2]), tonumber(ARGV[3])
  local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
  local tokens = burst
  if kept[1] then tokens = math.min(burst, tonumber(kept[1]) + (now - tonumber(kept[2])) * rate) end
  if most < 0 and tokens < math.max(1, burst / 2) then return -1 end
  tokens = tokens - 1
  local wait = tokens >= 0 and 0 or math.ceil(-tokens / rate)
  if most >= 0 and wait > most then return -1 end
  redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / rate) + 1000)
  return wait`);

/** In place of how long it may take: only where more than half of the burst is left. */
const SPARE = -1;
const ANY_TIME = Number.MAX_SAFE_INTEGER;

/** A rate for each name, shared by every process on the store. */
export function createTokenBucket(redis: Redis, prefix: string, rate: Rate): TokenBucket {
  const run = async (name: string, most: number) =>
    Number(await draw(redis, [`${prefix}:${name}`], [rate.perSecond, rate.burst, most]));
  return {
    reserve: (name) => run(name, ANY_TIME),
    async reserveWithin(name, mostMs) {
      const ms = await run(name, mostMs);
      return ms < 0 ? undefined : ms;
    },
    takeSpare: async (name) => (await run(name, SPARE)) === 0,
  };
}
