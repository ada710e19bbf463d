import type { Redis } from 'ioredis';
import type { DueDigest } from '../../digest-ports.ts';
import type { Clock } from '../../ports.ts';
import { script } from '../script.ts';

export interface DigestMarks {
  /**
   * Someone begins. `again`: someone did before, and may have posted; `done`: someone got through with it; `superseded`: a
   * later slot of the same subscription has begun, so this one says nothing new.
   */
  begin(due: Omit<DueDigest, 'begun'>): Promise<'first' | 'again' | 'done' | 'superseded'>;
  /** Marks that something may be posted from now on. */
  posting(id: string): Promise<void>;
  done(id: string): Promise<void>;
}

/** Longer than anybody is away with a job in their hands: a long weekend. */
const KEPT_MS = 8 * 24 * 3_600_000;

/** A slot that is later than now was begun by a clock that was wrong. */
const begin = script(`
  local dueAt, now, kept = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
  local mark = redis.call('GET', KEYS[1])
  if mark == 'done' then return 'done' end
  local latest = tonumber(redis.call('GET', KEYS[2]) or 0)
  if latest > dueAt and latest <= now then return 'superseded' end
  redis.call('SET', KEYS[2], ARGV[1], 'PX', kept)
  return mark and 'again' or 'first'`);

/** What has become of slots, for those who come to them again. */
export function createDigestMarks(
  redis: Redis,
  { prefix, clock }: { readonly prefix: string; readonly clock: Clock },
): DigestMarks {
  const markKey = (id: string) => `${prefix}:digest:due:${id}`;
  const latestKey = (subscription: string) => `${prefix}:digest:latest:${subscription}`;
  return {
    async begin({ id, subscription, dueAt }) {
      const keys = [markKey(id), latestKey(subscription.id)];
      const told = await begin(redis, keys, [dueAt, clock.now(), KEPT_MS]);
      if (told === 'first' || told === 'again' || told === 'done' || told === 'superseded') return told;
      throw new Error(`the store said ${told}`);
    },
    async posting(id) {
      await redis.set(markKey(id), 'posting', 'PX', KEPT_MS);
    },
    async done(id) {
      await redis.set(markKey(id), 'done', 'PX', KEPT_MS);
    },
  };
}
