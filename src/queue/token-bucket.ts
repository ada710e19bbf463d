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
  /** Takes a token if more than half of the burst is left. */
  takeSpare(name: string): Promise<boolean>;
}

/** The store's clock, so that all workers agree. */
const draw = script(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + time[2] / 1000
  local rate, burst, ahead = tonumber(ARGV[1]) / 1000, tonumber(ARGV[2]), ARGV[3] == '1'
  local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
  local tokens = burst
  if kept[1] then tokens = math.min(burst, tonumber(kept[1]) + (now - tonumber(kept[2])) * rate) end
  if not ahead and tokens < math.max(1, burst / 2) then return -1 end
  tokens = tokens - 1
  redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil((burst - tokens) / rate) + 1000)
  if tokens >= 0 then return 0 end
  return math.ceil(-tokens / rate)`);

/** A rate for each name, shared by every process on the store. */
export function createTokenBucket(redis: Redis, prefix: string, rate: Rate): TokenBucket {
  const run = (name: string, ahead: number) =>
    draw(redis, [`${prefix}:${name}`], [rate.perSecond, rate.burst, ahead]);
  return {
    reserve: async (name) => Number(await run(name, 1)),
    takeSpare: async (name) => Number(await run(name, 0)) === 0,
  };
}
