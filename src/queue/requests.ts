import type { Redis } from 'ioredis';
import type { AskJob } from '../asks.ts';
import { askKey } from './ask-key.ts';
import { type Read, readAskJobText } from './payload.ts';
import { script } from './script.ts';

/** How long an answered request is remembered: a redelivery after that is a new request. */
const ANSWERED_SECONDS = 3600;

/**
 * Every request from its placeholder to its answer, beside the queue: BullMQ keeps one job where ten people ask the
 * same, and forgets what it loses. `open` is scored by when somebody last worked for it, which is what the sweeper
 * looks at; `waiting` holds those whom one run answers.
 */
export interface Requests {
  register(job: AskJob, limitPerMinute: number): Promise<'new' | 'open' | 'answered' | 'limited'>;
  /** The open requests that a run of this question answers, first asked first. Keeps the sweeper away from them. */
  waiting(key: string): Promise<readonly Read<AskJob>[]>;
  anyWaiting(key: string): Promise<boolean>;
  /** False once it has been answered or given up. Keeps the sweeper away from it. */
  claim(id: string): Promise<boolean>;
  answered(job: AskJob): Promise<void>;
  /** No run shall try again; left to the sweeper. */
  abandon(job: AskJob): Promise<void>;
  /** Takes those out of the runs' hands that nobody worked for since `before`, for one sweeper alone. */
  takeStale(before: number, limit: number): Promise<readonly StaleRequest[]>;
  forget(id: string): Promise<void>;
  /** Which of these the store has never heard of, and which are still open. */
  known(ids: readonly string[]): Promise<readonly ('open' | 'answered' | 'lost')[]>;
}

export interface StaleRequest {
  readonly id: string;
  readonly read: Read<AskJob>;
}

const register = script(`
  if redis.call('EXISTS', KEYS[1]) == 1 then return 'answered' end
  if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return 'open' end
  local limit = tonumber(ARGV[5])
  if limit > 0 then
    local asked = redis.call('INCR', KEYS[5])
    if asked == 1 then redis.call('PEXPIRE', KEYS[5], 60000) end
    if asked > limit then return 'limited' end
  end
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
  redis.call('ZADD', KEYS[3], ARGV[3], ARGV[1])
  redis.call('ZADD', KEYS[4], ARGV[4], ARGV[1])
  return 'new'`);

const waiting = script(`
  local found = {}
  for _, id in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
    local text = redis.call('HGET', KEYS[1], id)
    if text and redis.call('ZSCORE', KEYS[2], id) then
      redis.call('ZADD', KEYS[2], 'XX', ARGV[1], id)
      table.insert(found, text)
    else
      redis.call('ZREM', KEYS[3], id)
    end
  end
  return found`);

const claim = script(`
  if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
  redis.call('ZADD', KEYS[1], 'XX', ARGV[2], ARGV[1])
  return 1`);

/** A sweeper that died with requests in hand leaves them in `swept`: a minute later they are taken again. */
const takeStale = script(`
  local taken = {}
  local function take(from, ids)
    for _, id in ipairs(ids) do
      redis.call('ZREM', from, id)
      redis.call('ZADD', KEYS[2], ARGV[3], id)
      table.insert(taken, id)
      table.insert(taken, redis.call('HGET', KEYS[3], id) or '')
    end
  end
  take(KEYS[1], redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[4]))
  take(KEYS[2], redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[2], 'LIMIT', 0, ARGV[4]))
  return taken`);

const SWEEP_AGAIN_MS = 60_000;

export function createRequests(redis: Redis, prefix: string, now: () => number): Requests {
  const open = `${prefix}:open`;
  const swept = `${prefix}:swept`;
  const texts = `${prefix}:requests`;
  const answeredKey = (id: string) => `${prefix}:answered:${id}`;
  const waitingKey = (key: string) => `${prefix}:waiting:${key}`;

  async function drop(id: string): Promise<void> {
    await redis.multi().hdel(texts, id).zrem(open, id).zrem(swept, id).exec();
  }

  return {
    async register(job, limitPerMinute) {
      const keys = [
        answeredKey(job.id),
        texts,
        open,
        waitingKey(askKey(job)),
        `${prefix}:asked:${job.asker.user}`,
      ];
      const args = [job.id, JSON.stringify(job), now(), job.askedAt, limitPerMinute];
      return (await register(redis, keys, args)) as 'new' | 'open' | 'answered' | 'limited';
    },
    async waiting(key) {
      const found = (await waiting(redis, [texts, open, waitingKey(key)], [now()])) as string[];
      return found.map(readAskJobText);
    },
    anyWaiting: async (key) => (await redis.zcard(waitingKey(key))) > 0,
    claim: async (id) => (await claim(redis, [open], [id, now()])) === 1,
    async answered(job) {
      await redis
        .multi()
        .set(answeredKey(job.id), 1, 'EX', ANSWERED_SECONDS)
        .hdel(texts, job.id)
        .zrem(open, job.id)
        .zrem(swept, job.id)
        .zrem(waitingKey(askKey(job)), job.id)
        .exec();
    },
    async abandon(job) {
      await redis.zrem(waitingKey(askKey(job)), job.id);
    },
    async takeStale(before, limit) {
      const args = [before, now() - SWEEP_AGAIN_MS, now(), limit];
      const taken = (await takeStale(redis, [open, swept, texts], args)) as string[];
      return pairs(taken).map(([id, text]) => ({ id, read: readAskJobText(text) }));
    },
    forget: drop,
    async known(ids) {
      if (ids.length === 0) return [];
      const [held, answered] = await Promise.all([
        redis.hmget(texts, ...ids),
        redis.mget(...ids.map(answeredKey)),
      ]);
      return ids.map((_, index) => (held[index] ? 'open' : answered[index] ? 'answered' : 'lost'));
    },
  };
}

function pairs(flat: readonly string[]): [string, string][] {
  return flat.flatMap((id, index): [string, string][] =>
    index % 2 === 0 ? [[id, flat[index + 1] ?? '']] : [],
  );
}
