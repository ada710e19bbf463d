import type { Redis } from 'ioredis';
import type { IncidentStore } from '../../incident-ports.ts';
import type { AlertSubject } from '../../incidents/alert-news.ts';
import type { Incident } from '../../incidents/incident.ts';
import type { Logger } from '../../ports.ts';
import { parseText } from '../parsed.ts';
import { script } from '../script.ts';
import { shortHash } from '../short-hash.ts';
import { subjectSchema } from './alert-schema.ts';
import { bounded, incidentSchema } from './incident-schema.ts';
import { createStorms } from './storms.ts';

export interface IncidentStoreOptions {
  readonly prefix: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a closed incident may come again; an hour at least. */
  readonly flapMs?: number;
  readonly logger: Logger;
}

const HOUR_MS = 3_600_000;
const FLAP_MS = 6 * HOUR_MS;
/** Of an open incident that nobody has looked at, and of where an alert was sorted to. */
const KNOWN_MS = 7 * 24 * HOUR_MS;
/** Of one subject: the newest. */
const MOST = 200;

/** The store's clock, so that all workers count the same minute. */
const countShown = script(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - 60000)
  redis.call('ZADD', KEYS[1], now, ARGV[1])
  redis.call('PEXPIRE', KEYS[1], 60000)
  return redis.call('ZCARD', KEYS[1])`);

/** Incidents as JSON, each at a key of its own that ends by itself; another version may have written them. */
export function createIncidentStore(redis: Redis, options: IncidentStoreOptions): IncidentStore {
  const { logger } = options;
  const prefix = `${options.prefix}:incident`;
  const flapMs = Math.max(HOUR_MS, options.flapMs ?? FLAP_MS);
  const recordKey = (id: string) => `${prefix}:record:${id}`;
  const hashOf = ({ cluster, namespace, kind, name }: AlertSubject) =>
    shortHash(cluster, namespace, kind, name);
  const runnerKey = (named: AlertSubject) => `${prefix}:runner:${hashOf(named)}`;
  const indexKey = (subject: AlertSubject) => `${prefix}:of:${hashOf(subject)}`;

  async function some(ids: readonly string[]): Promise<readonly Incident[]> {
    if (ids.length === 0) return [];
    const written = await redis.mget(...ids.map(recordKey));
    return written.flatMap((text, index) => (text === null ? [] : readIncident(text, ids[index])));
  }

  function readIncident(written: string, id: string | undefined): readonly Incident[] {
    const read = parseText(incidentSchema, written);
    if (read.status === 'ok') return [read.value];
    logger.warn('incident.unreadable', { incident: id, problem: read.problem });
    return [];
  }

  return {
    async of(subject) {
      const key = indexKey(subject);
      const ids = await redis.zrange(key, 0, `${MOST - 1}`, 'REV');
      if (ids.length === 0) return [];
      const written = await redis.mget(...ids.map(recordKey));
      const gone = ids.filter((_, index) => written[index] === null);
      if (gone.length > 0) await redis.zrem(key, ...gone);
      return written.flatMap((text, index) => (text === null ? [] : readIncident(text, ids[index])));
    },
    some,
    async put(incident) {
      const key = indexKey(incident.subject);
      // What is held back is told, however long it has been over by then.
      const isOver = incident.state === 'closed' && incident.heldUntil === undefined;
      const ttl = isOver ? flapMs : KNOWN_MS;
      const results = await redis
        .multi()
        .set(recordKey(incident.id), JSON.stringify(bounded(incident)), 'PX', ttl)
        .zadd(key, incident.openedAt, incident.id)
        .zremrangebyrank(key, 0, -MOST - 1)
        .pexpire(key, Math.max(KNOWN_MS, flapMs))
        .exec();
      throwFirst(results);
    },
    async runnerOf(named) {
      const written = await redis.get(runnerKey(named));
      if (written === null) return undefined;
      const read = parseText(subjectSchema, written);
      if (read.status === 'ok') return read.value;
      logger.warn('incident.unreadable', { named, problem: read.problem });
      return undefined;
    },
    async rememberRunner(named, runner) {
      await redis.set(runnerKey(named), JSON.stringify(runner), 'PX', KNOWN_MS);
    },
    countShown: async (channel, id) => Number(await countShown(redis, [`${prefix}:shown:${channel}`], [id])),
    ...createStorms(redis, { prefix, now: options.now, logger }),
  };
}

/** A pipeline resolves whatever its commands come to. */
function throwFirst(results: readonly (readonly [Error | null, unknown])[] | null): void {
  for (const [error] of results ?? []) if (error) throw error;
}
