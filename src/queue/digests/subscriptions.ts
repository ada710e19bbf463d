import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Logger } from '../../ports.ts';
import { parseText } from '../parsed.ts';

/** What is subscribed to: the source of truth. Timers are made of it. */
export interface Subscriptions {
  all(): Promise<readonly DigestSubscription[]>;
  find(id: string): Promise<DigestSubscription | undefined>;
  /** The same of those that can't be read. */
  has(id: string): Promise<boolean>;
  ids(): Promise<readonly string[]>;
  /** New, or in the place of the one with its id, whose pause goes on. */
  put(subscription: DigestSubscription): Promise<void>;
  setPaused(id: string, paused: boolean): Promise<void>;
  /** Whether there was one. */
  remove(id: string): Promise<boolean>;
}

const text = z.string().min(1).max(500);

const subscriptionSchema = z.object({
  id: text,
  source: z.enum(['config', 'slack']),
  channel: text,
  when: text,
  pattern: text,
  timeZone: text,
  cluster: text,
  namespaces: z.array(text).max(1000).optional(),
  user: text.optional(),
  team: text.optional(),
  createdAt: z.number(),
}) satisfies z.ZodType<DigestSubscription>;

/** A hash of what was subscribed to, and a set of the paused ids: so that each is changed without reading the other. */
export function createSubscriptions(
  redis: Redis,
  { prefix, logger }: { readonly prefix: string; readonly logger: Logger },
): Subscriptions {
  const hash = `${prefix}:digest:subscriptions`;
  const pauses = `${prefix}:digest:paused`;

  function read(id: string, written: string, paused: boolean): readonly DigestSubscription[] {
    const parsed = parseText(subscriptionSchema, written);
    if (parsed.status === 'ok' && parsed.value.id === id)
      return [paused ? { ...parsed.value, paused } : parsed.value];
    const problem = parsed.status === 'invalid' ? parsed.problem : 'it has another id';
    logger.error('digests.unreadable', { subscription: id, problem });
    return [];
  }

  return {
    async all() {
      const [written, paused] = await Promise.all([redis.hgetall(hash), redis.smembers(pauses)]);
      return Object.entries(written).flatMap(([id, text]) => read(id, text, paused.includes(id)));
    },
    async find(id) {
      const [written, paused] = await Promise.all([redis.hget(hash, id), redis.sismember(pauses, id)]);
      return written === null ? undefined : read(id, written, paused === 1)[0];
    },
    has: async (id) => (await redis.hexists(hash, id)) === 1,
    ids: () => redis.hkeys(hash),
    async put({ paused, ...subscription }) {
      const isNew = await redis.hset(hash, subscription.id, JSON.stringify(subscription));
      if (isNew > 0 && paused) await redis.sadd(pauses, subscription.id);
    },
    async setPaused(id, paused) {
      await (paused ? redis.sadd(pauses, id) : redis.srem(pauses, id));
    },
    async remove(id) {
      const removed = await redis.hdel(hash, id);
      await redis.srem(pauses, id);
      return removed > 0;
    },
  };
}
