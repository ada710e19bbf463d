import type { Redis } from 'ioredis';
import { script } from '../script.ts';
import type { AlertTiming } from './alert-timing.ts';

/**
 * What waits for one name (a subject, a storm's channel), and who works on it: one at a time over all workers. Each
 * round takes what is there and gets a number; what is put in afterwards is for the next one. So whoever puts something
 * in adds the job of the number that they are told, which the queue knows as one however often it is added: a round
 * that begins later than the push finds it, and one that has begun before has another number.
 */
export interface Inboxes {
  /** The number of the round that will find these: see to its job. The same entry twice is one. */
  push(name: string, entries: readonly string[]): Promise<number>;
  begin(name: string, holder: string): Promise<Begun>;
  /** Keeps the name for its holder. False where it is somebody else's. */
  hold(name: string, holder: string): Promise<boolean>;
  /** Takes these out for good: how many have come meanwhile, and the number of their round. */
  done(
    name: string,
    holder: string,
    entries: readonly string[],
  ): Promise<{ readonly left: number; readonly round: number }>;
  /** Tells how long to pause; once it has gone on for too long, how many entries were dropped for it. */
  failed(name: string, holder: string): Promise<{ readonly pauseMs: number } | { readonly dropped: number }>;
  /** Drops what was there when it first went wrong: how many. */
  giveUp(name: string, holder: string): Promise<number>;
  release(name: string, holder: string): Promise<void>;
}

export type Begun =
  | { readonly status: 'empty' }
  /** Somebody works on it, or it has failed: for so long at most. */
  | { readonly status: 'busy' | 'resting'; readonly ms: number }
  /** `deaths`: how many workers began and said nothing any more. */
  | { readonly status: 'begun'; readonly entries: readonly string[]; readonly deaths: number };

/** As many entries as one round takes. */
const MOST = 500;
/** Every round that waits touches it, so this only ends what nothing waits for. */
const STATE_MS = 86_400_000;

const NOW = `
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local state, inbox = KEYS[1], KEYS[2]
  redis.call('PEXPIRE', state, ${STATE_MS})`;

/** Whoever has lost the name and says so was late: a process that froze, or a store that did. It has not died of it. */
const FREE = `
  local function free()
    if redis.call('HGET', state, 'holder') == ARGV[1] then
      redis.call('HDEL', state, 'holder', 'until', 'begun')
    elseif tonumber(redis.call('HGET', state, 'begun') or '0') > 1 then
      redis.call('HINCRBY', state, 'begun', -1)
    end
  end
  local function give_up()
    local upto = redis.call('HGET', state, 'upto') or '-inf'
    redis.call('HDEL', state, 'upto', 'since', 'tries', 'resting')
    free()
    return redis.call('ZREMRANGEBYSCORE', inbox, '-inf', upto)
  end`;

const push = script(`${NOW}
  for _, entry in ipairs(ARGV) do
    if not redis.call('ZSCORE', inbox, entry) then
      redis.call('ZADD', inbox, redis.call('HINCRBY', state, 'pushed', 1), entry)
    end
  end
  redis.call('PEXPIRE', state, ${STATE_MS})
  return tonumber(redis.call('HGET', state, 'round') or '0')`);

/** `upto` marks the last entry of the first round since the last that went well: what is dropped if none goes well. */
const begin = script(`${NOW}
  local holder, lease, resting = unpack(redis.call('HMGET', state, 'holder', 'until', 'resting'))
  if holder and holder ~= ARGV[1] and tonumber(lease) > now then return {'busy', tonumber(lease) - now} end
  if resting and tonumber(resting) > now then return {'resting', tonumber(resting) - now} end
  redis.call('HINCRBY', state, 'round', 1)
  redis.call('PEXPIRE', state, ${STATE_MS})
  local found = redis.call('ZRANGE', inbox, 0, ARGV[3] - 1, 'WITHSCORES')
  if #found == 0 then
    redis.call('HDEL', state, 'holder', 'until', 'begun', 'upto', 'since', 'tries', 'resting')
    return {'empty', 0}
  end
  redis.call('HSETNX', state, 'upto', found[#found])
  redis.call('HSET', state, 'holder', ARGV[1], 'until', now + ARGV[2])
  local answer = {'begun', redis.call('HINCRBY', state, 'begun', 1) - 1}
  for index = 1, #found, 2 do table.insert(answer, found[index]) end
  return answer`);

const hold = script(`${NOW}
  if redis.call('HGET', state, 'holder') ~= ARGV[1] then return 0 end
  redis.call('HSET', state, 'until', now + ARGV[2])
  return 1`);

const done = script(`${NOW} ${FREE}
  for index = 2, #ARGV do redis.call('ZREM', inbox, ARGV[index]) end
  redis.call('HDEL', state, 'upto', 'since', 'tries', 'resting')
  free()
  return {redis.call('ZCARD', inbox), tonumber(redis.call('HGET', state, 'round') or '0')}`);

const failed = script(`${NOW} ${FREE}
  redis.call('HSETNX', state, 'since', now)
  if now - redis.call('HGET', state, 'since') >= tonumber(ARGV[2]) then return {'dropped', give_up()} end
  local tries = redis.call('HINCRBY', state, 'tries', 1)
  local pause = math.min(tonumber(ARGV[4]), ARGV[3] * 2 ^ math.min(tries - 1, 30))
  redis.call('HSET', state, 'resting', now + pause)
  free()
  return {'pause', pause}`);

const giveUp = script(`${NOW} ${FREE}
  return give_up()`);

const release = script(`${NOW} ${FREE}
  free()
  return 1`);

export function createInboxes(
  redis: Redis,
  { prefix, timing }: { readonly prefix: string; readonly timing: AlertTiming },
): Inboxes {
  const keys = (name: string) => [`${prefix}:alerts-state:${name}`, inboxKey(prefix, name)];

  return {
    push: async (name, entries) => Number(await push(redis, keys(name), entries)),
    async begin(name, holder) {
      const answer = await begin(redis, keys(name), [holder, timing.lock, MOST]);
      const [status, number, ...entries] = answer as [Begun['status'], number, ...string[]];
      if (status === 'empty') return { status };
      return status === 'begun' ? { status, deaths: number, entries } : { status, ms: number };
    },
    hold: async (name, holder) => (await hold(redis, keys(name), [holder, timing.lock])) === 1,
    async done(name, holder, entries) {
      const [left, round] = (await done(redis, keys(name), [holder, ...entries])) as [number, number];
      return { left, round };
    },
    async failed(name, holder) {
      const { giveUpAfter, retryFirst, retryMost } = timing;
      const args = [holder, giveUpAfter, retryFirst, retryMost];
      const [outcome, number] = (await failed(redis, keys(name), args)) as [string, number];
      return outcome === 'dropped' ? { dropped: number } : { pauseMs: number };
    },
    giveUp: async (name, holder) => Number(await giveUp(redis, keys(name), [holder])),
    async release(name, holder) {
      await release(redis, keys(name), [holder]);
    },
  };
}

export function inboxKey(prefix: string, name: string): string {
  return `${prefix}:alerts-inbox:${name}`;
}
