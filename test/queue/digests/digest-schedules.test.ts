import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DigestSchedules } from '../../../src/digest-ports.ts';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';

const DUE = Date.parse('2026-06-01T07:00:00Z');

describe.each(stores.filter(({ skip }) => !skip))('schedules of digests, on $name', ({ open }) => {
  let bench: DigestBench;
  let schedules: DigestSchedules;
  let queue: Queue;
  eachBench(open, createDigestBench, (made) => {
    bench = made;
  });
  beforeEach(async () => {
    fakeDate('2026-06-01T06:00:00Z');
    schedules = await bench.schedules();
    queue = new Queue('digests', { connection: bench.redis, prefix: bench.prefix });
  });
  afterEach(() => queue.close());

  it('one that is put is there, with the time when it is due, for others too', async () => {
    expect(await schedules.put(subscription())).toEqual({ subscription: subscription(), next: DUE });
    const others = await bench.schedules();
    expect(await others.find('shop-1')).toEqual({ subscription: subscription(), next: DUE });
    expect(await others.find('shop-2')).toBeUndefined();
  });

  it('those of a channel are listed by their ids, and no others', async () => {
    await schedules.put(subscription({ id: 'b' }));
    await schedules.put(subscription({ id: 'a', source: 'config' }));
    await schedules.put(subscription({ id: 'c', channel: 'C2' }));
    const ids = (await schedules.of('C1')).map(({ subscription }) => subscription.id);
    expect(ids).toEqual(['a', 'b']);
    expect(await schedules.of('C3')).toEqual([]);
  });

  it('one that is paused stays and is not due; resumed it is due again', async () => {
    await schedules.put(subscription());
    const paused = { subscription: subscription({ paused: true }) };
    expect(await schedules.pause('shop-1', true)).toEqual(paused);
    expect(await schedules.of('C1')).toEqual([paused]);
    expect(await queue.getDelayedCount()).toBe(0);
    expect(await schedules.pause('shop-1', false)).toEqual({ subscription: subscription(), next: DUE });
    expect(await queue.getDelayedCount()).toBe(1);
    expect(await schedules.pause('gone', true)).toBeUndefined();
    expect(await schedules.pause('gone', false)).toBeUndefined();
  });

  it('one in the place of another has the new time, and the pause of the old', async () => {
    await schedules.put(subscription());
    const noon = subscription({ when: 'every day 12:00', pattern: '0 12 * * *' });
    expect(await schedules.put(noon)).toEqual({ subscription: noon, next: DUE + 3 * 3_600_000 });
    expect(await queue.getDelayedCount()).toBe(1);
    await schedules.pause('shop-1', true);
    expect(await schedules.put(subscription())).toEqual({ subscription: subscription({ paused: true }) });
    expect(await queue.getDelayedCount()).toBe(0);
  });

  it('one that is removed is gone, with its timer and its pause', async () => {
    await schedules.put(subscription());
    await schedules.pause('shop-1', true);
    expect(await schedules.remove('shop-1')).toBe(true);
    expect(await schedules.remove('shop-1')).toBe(false);
    expect(await schedules.of('C1')).toEqual([]);
    expect(await schedules.put(subscription())).toEqual({ subscription: subscription(), next: DUE });
    await schedules.remove('shop-1');
    expect(await queue.getDelayedCount()).toBe(0);
    expect(await queue.getJobSchedulersCount()).toBe(0);
  });

  it('removed and put again in the minute of its slot, its run of that day is not repeated and the next one comes', async () => {
    bench.worker();
    await schedules.put(subscription());
    await bench.moveTo(DUE);
    await until(() => bench.posted.length === 1);
    for (let times = 0; times < 5; times++) {
      await schedules.pause('shop-1', true);
      await schedules.pause('shop-1', false);
      await schedules.remove('shop-1');
      await schedules.put(subscription());
    }
    await bench.moveTo(DUE + 24 * 3_600_000);
    await until(() => bench.posted.length === 2);
    await sleep(100);
    expect(bench.posted.map(({ dueAt }) => dueAt)).toEqual([DUE, DUE + 24 * 3_600_000]);
  });

  it('a worker whose clock is ahead posts a slot once, however often it is subscribed to meanwhile', async () => {
    bench.worker();
    await schedules.put(subscription());
    await bench.moveTo(DUE + 1000);
    await until(() => bench.posted.length === 1);
    await bench.moveTo(DUE - 3000);
    await schedules.remove('shop-1');
    expect((await schedules.put(subscription())).next).toBe(DUE);
    await bench.moveTo(DUE + 2000);
    await until(async () => (await schedules.find('shop-1'))?.next === DUE + 24 * 3_600_000);
    await bench.moveTo(DUE + 24 * 3_600_000);
    await until(() => bench.posted.length === 2);
    expect(bench.posted.map(({ dueAt }) => dueAt)).toEqual([DUE, DUE + 24 * 3_600_000]);
  });

  it('many who change the same at once agree in the end on what was said last', async () => {
    const others = await bench.schedules();
    await schedules.put(subscription());
    for (let times = 0; times < 20; times++) {
      const last = times % 2 === 0;
      await Promise.all([
        schedules.pause('shop-1', true),
        others.pause('shop-1', false),
        others.put(subscription({ pattern: `${times} 9 * * *` })),
        schedules.pause('shop-1', false),
        others.pause('shop-1', true),
      ]);
      await (last ? schedules : others).pause('shop-1', last);
      expect(await queue.getJobSchedulersCount()).toBe(last ? 0 : 1);
      expect(await queue.getDelayedCount()).toBe(last ? 0 : 1);
    }
  });

  it('changes at once leave a timer exactly where there is no pause', async () => {
    const others = await bench.schedules();
    await schedules.put(subscription());
    for (let times = 0; times < 20; times++) {
      await Promise.all([
        schedules.pause('shop-1', true),
        others.pause('shop-1', false),
        schedules.pause('shop-1', true),
        others.pause('shop-1', false),
      ]);
      const paused = (await schedules.find('shop-1'))?.subscription.paused ?? false;
      expect(await queue.getDelayedCount()).toBe(paused ? 0 : 1);
    }
  });

  it('a channel has fifty at most; one of them can still be changed, and another channel is free', async () => {
    for (let index = 0; index < 50; index++) await schedules.put(subscription({ id: `s${index}` }));
    const refused = schedules.put(subscription({ id: 'one-too-many' }));
    await expect(refused).rejects.toMatchObject({
      code: 'usage',
      userMessage:
        'This channel has 50 digests already, and that is the most. Remove one that nobody needs first.',
    });
    await schedules.put(subscription({ id: 's7', pattern: '0 10 * * *' }));
    await schedules.put(subscription({ id: 'elsewhere', channel: 'C2' }));
    expect(await schedules.of('C1')).toHaveLength(50);
  });

  it('what would never be due is refused', async () => {
    for (const over of [{ pattern: '0 0 30 2 *' }, { timeZone: 'Mars/Olympus' }, { pattern: 'soon' }])
      await expect(schedules.put(subscription(over))).rejects.toMatchObject({ code: 'usage' });
    expect(await schedules.of('C1')).toEqual([]);
  });

  it('what another version wrote is said in the log, and the others are listed', async () => {
    await schedules.put(subscription());
    const hash = `${bench.prefix}:digest:subscriptions`;
    await bench.redis.hset(hash, 'odd', '{"id":"odd"}', 'broken', 'not json');
    expect(await schedules.of('C1')).toHaveLength(1);
    expect(await schedules.find('odd')).toBeUndefined();
    const said = bench.events('digests.unreadable').map(({ fields }) => fields.subscription);
    expect(new Set(said)).toEqual(new Set(['odd', 'broken']));
  });
});
