import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Later } from '../../incident-ports.ts';
import type { AlertSubject } from '../../incidents/alert-news.ts';
import type { Clock } from '../../ports.ts';
import {
  type AlertJob,
  lookJob,
  stormJob,
  stormName,
  subjectName,
  tellAgainJob,
  tellJob,
} from './alert-jobs.ts';
import type { Entry } from './alert-schema.ts';
import type { Inboxes } from './inboxes.ts';

/** What a worker does with inboxes: for itself, and for the work that it was given. */
export interface Post extends Later {
  /** Puts entries into inboxes and sees to it that someone looks. Twice is once. */
  deliver(
    to: readonly { readonly subject: AlertSubject; readonly entries: readonly Entry[] }[],
  ): Promise<void>;
  /** Has what came into a storm's inbox meanwhile told. */
  ensureStorm(channel: string, round: number): Promise<void>;
  /** Has a storm told at a time, instead of at the one that was set before; at none. */
  setAgain(channel: string, afterMs: number | undefined): Promise<void>;
  /** The time that was set for a storm has come, unless another was set meanwhile. */
  again(channel: string, at: number): Promise<void>;
}

const DAY_MS = 86_400_000;

export function createPost(options: {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly prefix: string;
  readonly inboxes: Inboxes;
  readonly stormDelay: number;
  readonly clock: Clock;
}): Post {
  const { redis, queue, prefix, inboxes, stormDelay, clock } = options;
  const againKey = (channel: string) => `${prefix}:storm-again:${channel}`;

  async function add(jobs: readonly AlertJob[]): Promise<void> {
    if (jobs.length > 0) await queue.addBulk([...jobs]);
  }

  async function tellStorm(channel: string): Promise<void> {
    const round = await inboxes.push(stormName(channel), [randomUUID()]);
    await add([stormJob(channel, round, stormDelay)]);
  }

  return {
    // A job even where it is to be now: it is in the store at once, or it is not there at all.
    tell: (subject, items, at) => add(items.map((item) => tellJob(subject, item, at, clock.now()))),
    tellStorm,
    async deliver(to) {
      const jobs = to.map(async ({ subject, entries }) => {
        const texts = entries.map((entry) => JSON.stringify(entry));
        return lookJob(subject, await inboxes.push(subjectName(subject), texts));
      });
      await add(await Promise.all(jobs));
    },
    ensureStorm: (channel, round) => add([stormJob(channel, round, stormDelay)]),
    async setAgain(channel, afterMs) {
      if (afterMs === undefined) return void (await redis.del(againKey(channel)));
      const at = clock.now() + afterMs;
      await redis.set(againKey(channel), at, 'PX', Math.ceil(afterMs) + DAY_MS);
      await add([tellAgainJob(channel, at, clock.now())]);
    },
    async again(channel, at) {
      if (Number(await redis.get(againKey(channel))) === at) await tellStorm(channel);
    },
  };
}
