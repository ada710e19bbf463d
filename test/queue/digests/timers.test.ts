import type { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DigestSubscription } from '../../../src/digests/subscription.ts';
import { configureDigests } from '../../../src/queue/digests/configure-digests.ts';
import { openDigestsQueue } from '../../../src/queue/digests/digest-queue.ts';
import { createSubscriptions, type Subscriptions } from '../../../src/queue/digests/subscriptions.ts';
import { createTimers } from '../../../src/queue/digests/timers.ts';
import { clock, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';

const DUE = Date.parse('2026-06-01T07:00:00Z');

describe.each(stores.filter(({ skip }) => !skip))('timers of digests, on $name', ({ open }) => {
  let bench: DigestBench;
  let queue: Queue;
  let subscriptions: Subscriptions;
  eachBench(open, createDigestBench, (made) => {
    bench = made;
  });
  beforeEach(() => {
    fakeDate('2026-06-01T06:00:00Z');
    queue = openDigestsQueue(bench.redis, bench.prefix);
    subscriptions = createSubscriptions(bench.redis, bench);
  });
  afterEach(() => queue.close());

  /** Someone else changes it right after it was read for the first time. */
  function changedMeanwhile(change: () => Promise<unknown>): Subscriptions {
    let reads = 0;
    return {
      ...subscriptions,
      async find(id): Promise<DigestSubscription | undefined> {
        const found = await subscriptions.find(id);
        reads++;
        if (reads === 1) await change();
        return found;
      },
    };
  }

  it('one that is resumed while another process takes its timer away has a timer', async () => {
    await subscriptions.put(subscription());
    const mine = createTimers(queue, subscriptions, clock);
    await mine.setRight('shop-1');
    await subscriptions.setPaused('shop-1', true);
    const resumed = changedMeanwhile(async () => {
      await subscriptions.setPaused('shop-1', false);
      await mine.setRight('shop-1');
    });
    await createTimers(queue, resumed, clock).setRight('shop-1');
    expect(await mine.next('shop-1')).toBe(DUE);
  });

  it('one that is removed while another process makes its timer has none', async () => {
    await subscriptions.put(subscription());
    const mine = createTimers(queue, subscriptions, clock);
    const removed = changedMeanwhile(async () => {
      await subscriptions.remove('shop-1');
      await mine.setRight('shop-1');
    });
    await createTimers(queue, removed, clock).setRight('shop-1');
    expect(await mine.ids()).toEqual([]);
    expect(await queue.getDelayedCount()).toBe(0);
  });

  it('what is due, or overdue, when the configuration is read again stays due', async () => {
    const team = subscription({ id: 'team', source: 'config' });
    const configure = () =>
      configureDigests({
        redis: bench.redis,
        queue,
        prefix: bench.prefix,
        configured: [team],
        lookEvery: 60_000,
        logger: bench.logger,
        clock,
      });
    const timers = createTimers(queue, subscriptions, clock);
    const first = configure();
    await until(async () => (await timers.next('team')) === DUE);
    first.close();
    for (const at of [DUE, DUE + 1, DUE + 30_000, DUE + 3 * 3_600_000]) {
      await bench.moveTo(at);
      const marked = { ...team, id: `seen-${at}` };
      await subscriptions.put(marked);
      const again = configure();
      // It comes after the other in the order of the configuration.
      await until(async () => (await subscriptions.has(marked.id)) === false);
      await until(async () => (await timers.ids()).length === 1);
      again.close();
      expect(await timers.next('team')).toBe(DUE);
    }
    bench.worker({ configured: [team] });
    await until(() => bench.posted.length === 1);
    expect(bench.posted[0]?.dueAt).toBe(DUE);
  });
});
