import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { DigestSchedules, DigestWork, DueDigest } from '../../../../src/digest-ports.ts';
import type { DigestSubscription } from '../../../../src/digests/subscription.ts';
import { createDigestSchedules } from '../../../../src/queue/digests/digest-schedules.ts';
import {
  type DigestTiming,
  type DigestWorkerOptions,
  startDigestWorker,
} from '../../../../src/queue/digests/digest-worker.ts';
import type { RunningWorker } from '../../../../src/queue/running-worker.ts';
import type { Store } from '../../../../src/queue/store.ts';
import { clock, collectingLogger, until } from '../../support/bench.ts';

/** Small, so that what takes minutes in production takes a second here. */
export const quick: Partial<DigestTiming> = {
  lock: 1000,
  stalledCheck: 400,
  work: 5000,
  retryFirst: 20,
  retryMost: 100,
  giveUpAfter: 400,
  lookEvery: 60_000,
};

export function subscription(over: Partial<DigestSubscription> = {}): DigestSubscription {
  return {
    id: 'shop-1',
    source: 'slack',
    channel: 'C1',
    when: 'every day 09:00',
    pattern: '0 9 * * *',
    timeZone: 'Europe/Zurich',
    cluster: 'prod',
    namespaces: ['shop'],
    user: 'U1',
    createdAt: 1,
    ...over,
  };
}

/** A date alone is faked, and goes on: timers and sockets are the real ones. */
export function fakeDate(at: string): void {
  vi.useFakeTimers({ toFake: ['Date'], shouldAdvanceTime: true, now: Date.parse(at) });
}

export type Overrides = Partial<Omit<DigestWorkerOptions, 'work' | 'logger' | 'clock'>> & {
  readonly post?: DigestWork['post'];
};

/** One store with its doors and workers, and what was posted. */
export function createDigestBench(store: Store, prefix = `t${randomUUID().slice(0, 8)}`) {
  const logger = collectingLogger();
  const posted: DueDigest[] = [];
  const ends: (() => Promise<void>)[] = [];
  const redis = store.connectWorker();
  const post = async (due: DueDigest) => void posted.push(due);

  async function schedules(): Promise<DigestSchedules> {
    const made = createDigestSchedules(store, { prefix, logger, clock });
    ends.push(() => made.close());
    await until(() => made.ready());
    return made;
  }

  function worker({ post: asked, ...options }: Overrides = {}): RunningWorker {
    const running = startDigestWorker(store, {
      prefix,
      logger,
      clock,
      concurrency: 4,
      clusterLimit: 4,
      configured: [],
      pace: { post: { perSecond: 1000, burst: 1000 } },
      work: { post: asked ?? post },
      ...options,
      timing: { ...quick, ...options.timing },
    });
    ends.push(() => running.close(1000));
    return running;
  }

  /** Workers wait for the time that they were told of: they are told to look. */
  async function moveTo(at: string | number): Promise<void> {
    vi.setSystemTime(at);
    await redis.zadd(`${prefix}:digests:marker`, 0, '0');
  }

  return {
    prefix,
    logger,
    redis,
    posted,
    post,
    schedules,
    worker,
    moveTo,
    events: (name: string) => logger.lines.filter(({ event }) => event === name),
    /** When each was due. */
    slots: () => posted.map(({ dueAt }) => new Date(dueAt).toISOString()),
    async close() {
      await Promise.all(ends.map((end) => end()));
      redis.disconnect();
      vi.useRealTimers();
    },
  };
}

export type DigestBench = ReturnType<typeof createDigestBench>;
