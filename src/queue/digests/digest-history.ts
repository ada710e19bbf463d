import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DigestHistory, StoredDigest } from '../../digest-ports.ts';
import { digestSchema } from '../../digest-schema.ts';
import type { DigestScope } from '../../digests/digest.ts';
import type { Logger } from '../../ports.ts';
import { parseText } from '../parsed.ts';
import { shortHash } from '../short-hash.ts';

export interface DigestHistoryOptions {
  readonly prefix: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** How long a digest is kept, in milliseconds. */
  readonly keepMs: number;
  /** Of a series: the newest. */
  readonly most?: number;
  readonly logger: Logger;
}

const MOST = 60;
/** Series that are about the same: each is somebody's subscription, or what was asked for. */
const MOST_SERIES = 1000;

const storedSchema = z.object({
  id: z.string().min(1),
  digest: digestSchema,
  at: z.object({ channel: z.string(), ts: z.string() }).optional(),
}) satisfies z.ZodType<StoredDigest>;

/** Digests as JSON, each at a key of its own that ends by itself; another version may have written them. */
export function createDigestHistory(redis: Redis, options: DigestHistoryOptions): DigestHistory {
  const { now, keepMs, most = MOST, logger } = options;
  const prefix = `${options.prefix}:digest`;
  const recordKey = (id: string) => `${prefix}:record:${id}`;
  const seriesKey = (series: string) => `${prefix}:series:${shortHash(series)}`;

  function read(id: string, written: string | null | undefined): readonly StoredDigest[] {
    if (written === null || written === undefined) return [];
    const parsed = parseText(storedSchema, written);
    if (parsed.status === 'ok') return [parsed.value];
    logger.warn('digest.unreadable', { digest: id, problem: parsed.problem });
    return [];
  }

  /** What is beyond the most of a series goes now, not when its time is up. */
  async function dropOldest(series: string): Promise<void> {
    const key = seriesKey(series);
    const over = await redis.zrange(key, 0, `${-most - 1}`);
    if (over.length === 0) return;
    await redis.zrem(key, ...over);
    await redis.del(...over.map(recordKey));
  }

  return {
    async recent(series, wanted) {
      const key = seriesKey(series);
      const ids = await redis.zrange(key, 0, `${most - 1}`, 'REV');
      const found: StoredDigest[] = [];
      // As few as do: a digest of a large cluster is large.
      for (let next = 0; next < ids.length && found.length < wanted; ) {
        const some = ids.slice(next, next + wanted - found.length);
        next += some.length;
        const written = await redis.mget(...some.map(recordKey));
        const gone = some.filter((_, index) => written[index] === null);
        if (gone.length > 0) await redis.zrem(key, ...gone);
        found.push(...some.flatMap((id, index) => read(id, written[index])));
      }
      return found;
    },
    async put(series, stored) {
      const takenAt = Date.parse(stored.digest.takenAt);
      const key = seriesKey(series);
      const { scope, seen } = stored.digest;
      const about = aboutKey(prefix, scope);
      const writing = redis
        .multi()
        .set(recordKey(stored.id), JSON.stringify(stored), 'PX', keepMs)
        .zadd(key, takenAt, stored.id)
        .pexpire(key, keepMs)
        .zremrangebyscore(about, '-inf', now() - keepMs);
      if (seen.partial) writing.zrem(about, series);
      else
        writing
          .zadd(about, now(), series)
          .zremrangebyrank(about, 0, -MOST_SERIES - 1)
          .pexpire(about, keepMs);
      const results = await writing.exec();
      // A pipeline resolves whatever its commands come to.
      for (const [error] of results ?? []) if (error) throw error;
      await dropOldest(series);
    },
    find: async (id) => read(id, await redis.get(recordKey(id)))[0],
    async seriesAbout(scope) {
      return redis.zrange(aboutKey(prefix, scope), '+inf', `${now() - keepMs}`, 'BYSCORE', 'REV');
    },
  };
}

function aboutKey(prefix: string, { cluster, namespaces }: DigestScope): string {
  const names = namespaces && [...new Set(namespaces)].toSorted();
  return `${prefix}:about:${shortHash(cluster, names ?? 'all')}`;
}
