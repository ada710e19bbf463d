import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { IncidentStore } from '../../incident-ports.ts';
import type { Storm } from '../../incidents/incident.ts';
import { CALM_MS } from '../../incidents/storm-calm.ts';
import type { Logger } from '../../ports.ts';
import { parse, parseText } from '../parsed.ts';
import { script } from '../script.ts';

const KNOWN_MS = 7 * 24 * 3_600_000;
/** The summary tells of more than anybody reads long before. */
const MOST_INCIDENTS = 1000;

/** What was told of a storm, as one who tells it knows. */
const toldSchema = z.object({
  begun: z.boolean().optional(),
  shown: z.string().optional(),
  toldAt: z.number().optional(),
  listed: z.boolean().optional(),
  mentioned: z.boolean().optional(),
});

/** A storm's own facts; who belongs to it is a set apart, so that nobody's join is lost in another's put. */
const stormSchema = z.object({
  id: z.string().min(1),
  beganAt: z.coerce.number(),
  lastAt: z.coerce.number(),
  over: z.literal(['0', '1']),
  ts: z.string().optional(),
  mention: z.string().optional(),
  told: z.string().default('{}'),
});

/** Members lie at the storm's id, which is only known in the script. */
const join = script(`
  local id, last, over = unpack(redis.call('HMGET', KEYS[1], 'id', 'lastAt', 'over'))
  local now, ttl = tonumber(ARGV[3]), ARGV[5]
  if not id or over ~= '0' or now - (tonumber(last) or 0) >= tonumber(ARGV[4]) then
    id, last = ARGV[2], 0
    redis.call('DEL', KEYS[1])
    redis.call('HSET', KEYS[1], 'id', id, 'beganAt', now, 'over', '0')
  end
  redis.call('HSET', KEYS[1], 'lastAt', math.max(now, tonumber(last) or 0))
  if ARGV[6] ~= '' then redis.call('HSETNX', KEYS[1], 'mention', ARGV[6]) end
  redis.call('PEXPIRE', KEYS[1], ttl)
  local members = KEYS[2] .. ':' .. id
  if redis.call('ZCARD', members) < tonumber(ARGV[7]) then redis.call('ZADD', members, 'NX', now, ARGV[1]) end
  redis.call('PEXPIRE', members, ttl)
  return 1`);

/** A storm that something has joined since it was read is not over. */
const put = script(`
  local id, last = unpack(redis.call('HMGET', KEYS[1], 'id', 'lastAt'))
  if id and id ~= ARGV[1] then return 0 end
  local over = ARGV[4]
  if id and (tonumber(last) or 0) > tonumber(ARGV[3]) then over = '0' end
  redis.call('HSET', KEYS[1], 'id', ARGV[1], 'beganAt', ARGV[2], 'over', over,
    'lastAt', math.max(tonumber(last) or 0, tonumber(ARGV[3])))
  if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'ts', ARGV[5]) end
  if ARGV[6] ~= '' then redis.call('HSET', KEYS[1], 'mention', ARGV[6]) end
  redis.call('HSET', KEYS[1], 'told', ARGV[8])
  redis.call('PEXPIRE', KEYS[1], ARGV[7])
  redis.call('PEXPIRE', KEYS[2] .. ':' .. ARGV[1], ARGV[7])
  return 1`);

type Storms = Pick<IncidentStore, 'storm' | 'joinStorm' | 'putStorm'>;

export function createStorms(
  redis: Redis,
  options: { readonly prefix: string; readonly now: () => number; readonly logger: Logger },
): Storms {
  const { prefix, now, logger } = options;
  const membersKey = `${prefix}:storm-members`;
  const stormKey = (channel: string) => `${prefix}:storm:${channel}`;

  async function storm(channel: string): Promise<Storm | undefined> {
    const fields = await redis.hgetall(stormKey(channel));
    if (Object.keys(fields).length === 0) return undefined;
    const read = parse(stormSchema, fields);
    if (read.status === 'invalid') {
      logger.warn('incident.unreadable', { storm: channel, problem: read.problem });
      return undefined;
    }
    const incidents = await redis.zrange(`${membersKey}:${read.value.id}`, 0, '-1');
    const { told, ...facts } = read.value;
    // What can't be read is told again.
    const known = parseText(toldSchema, told);
    return {
      ...facts,
      ...(known.status === 'ok' ? known.value : {}),
      channel,
      over: facts.over === '1',
      incidents,
    };
  }

  return {
    storm,
    async joinStorm(channel, incident, { mention }) {
      const keys = [stormKey(channel), membersKey];
      const args = [incident, randomUUID(), now(), CALM_MS, KNOWN_MS, mention ?? '', MOST_INCIDENTS];
      await join(redis, keys, args);
      const joined = await storm(channel);
      if (joined) return joined;
      // What can't be read must not be joined for ever: the next try begins a new one.
      await redis.del(stormKey(channel));
      throw new Error(`the storm in ${channel} could not be read`);
    },
    async putStorm({
      id,
      channel,
      beganAt,
      lastAt,
      over,
      ts,
      mention,
      begun,
      shown,
      toldAt,
      listed,
      mentioned,
    }) {
      const told = JSON.stringify({ begun, shown, toldAt, listed, mentioned });
      const args = [id, beganAt, lastAt, over ? '1' : '0', ts ?? '', mention ?? '', KNOWN_MS, told];
      const done = await put(redis, [stormKey(channel), membersKey], args);
      if (done !== 1) logger.info('incident.storm-superseded', { channel, storm: id });
    },
  };
}
