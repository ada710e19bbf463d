import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { DigestPosts } from '../../digest-ports.ts';
import { parseText } from '../parsed.ts';

/** Longer than anything is tried again. */
const KEPT_MS = 7 * 86_400_000;

const POST = z.object({ channel: z.string(), ts: z.string(), done: z.boolean() });

/** Where digests that were due were posted, so that each is posted once. */
export function createDigestPosts(redis: Redis, prefix: string): DigestPosts {
  const key = (id: string) => `${prefix}:digest-post:${id}`;
  return {
    async of(id) {
      const text = await redis.get(key(id));
      if (text === null) return undefined;
      const read = parseText(POST, text);
      if (read.status === 'invalid') return undefined;
      const { done, ...at } = read.value;
      return { at, done };
    },
    async put(id, { at, done }) {
      await redis.set(key(id), JSON.stringify({ ...at, done }), 'PX', KEPT_MS);
    },
  };
}
