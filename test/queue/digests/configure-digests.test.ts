import { Queue } from 'bullmq';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DigestSchedules } from '../../../src/digest-ports.ts';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';

const DUE = Date.parse('2026-06-01T07:00:00Z');
const DAY = 24 * 3_600_000;
const team = subscription({ id: 'team', source: 'config' });
const night = subscription({ id: 'night', source: 'config', pattern: '0 23 * * *' });

describe.each(stores.filter(({ skip }) => !skip))('digests of the configuration, on $name', ({ open }) => {
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

  const ids = async () => (await schedules.of('C1')).map(({ subscription }) => subscription.id);
  const timed = () => queue.getJobSchedulersCount();

  it('stand in the store once a worker starts, and those that are gone from it are taken out', async () => {
    const first = bench.worker({ configured: [team, night] });
    await until(async () => (await timed()) === 2);
    await schedules.put(subscription());
    await first.close(1000);
    bench.worker({ configured: [night] });
    await until(async () => (await timed()) === 2);
    expect(await ids()).toEqual(['night', 'shop-1']);
  });

  it('keep the pause of a command over restarts, and since when they have been there', async () => {
    const first = bench.worker({ configured: [team] });
    await until(async () => (await timed()) === 1);
    await schedules.pause('team', true);
    await first.close(1000);
    bench.worker({ configured: [{ ...team, createdAt: 2, when: 'each day 09:00' }, night] });
    await until(async () => (await timed()) === 1);
    const told = (await schedules.find('team'))?.subscription;
    expect(told).toEqual({ ...team, when: 'each day 09:00', paused: true });
  });

  it('a changed time has a new timer; one that is the same keeps its job', async () => {
    const first = bench.worker({ configured: [team, night] });
    await until(async () => (await timed()) === 2);
    await first.close(1000);
    const jobs = async () => (await queue.getDelayed()).map(({ id, timestamp }) => ({ id, timestamp }));
    const before = await jobs();
    bench.worker({ configured: [{ ...team, pattern: '0 10 * * *' }, night] });
    await until(async () => (await schedules.find('team'))?.next === DUE + 3_600_000);
    const after = await jobs();
    expect(after).toHaveLength(2);
    const kept = before.find(({ id }) => id?.includes('night'));
    expect(after).toContainEqual(kept);
    expect(after.map(({ id }) => id)).toContain(`repeat:team:${DUE + 3_600_000}`);
  });

  it('two workers that start at once make one timer of each, and one post', async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      subscription({ id: `c${index}`, source: 'config', channel: `C${index}` }),
    );
    bench.worker({ configured: many });
    bench.worker({ configured: many });
    await until(async () => (await timed()) === 20);
    await sleep(200);
    expect(await queue.getDelayedCount()).toBe(20);
    await bench.moveTo(DUE);
    await until(() => bench.posted.length === 20);
    await bench.moveTo(DUE + DAY);
    await until(() => bench.posted.length === 40);
    expect(new Set(bench.posted.map(({ id }) => id)).size).toBe(40);
  });

  it('restarts in the minute of the slot, before and after it was posted, lose and repeat nothing', async () => {
    const configured = [team];
    const first = bench.worker({ configured });
    await until(async () => (await timed()) === 1);
    await first.close(1000);
    await bench.moveTo(DUE + 1000);
    for (let starts = 0; starts < 4; starts++) {
      const [one, two] = [bench.worker({ configured }), bench.worker({ configured })];
      await until(() => bench.posted.length === 1);
      await Promise.all([one.close(1000), two.close(1000)]);
    }
    bench.worker({ configured });
    await bench.moveTo(DUE + DAY);
    await until(() => bench.posted.length === 2);
    expect(bench.posted.map(({ dueAt }) => dueAt)).toEqual([DUE, DUE + DAY]);
  });

  it('a timer without a subscription is taken away, and a timer that stopped is set going', async () => {
    await schedules.put(subscription());
    await queue.upsertJobScheduler('orphan', { pattern: '0 9 * * *' }, { name: 'post', data: {} });
    // As after a crash in between: the slot is over, and there is no job of it.
    const key = `${bench.prefix}:digests`;
    await bench.redis.zadd(`${key}:repeat`, DUE - DAY, 'shop-1');
    await bench.redis.zrem(`${key}:delayed`, `repeat:shop-1:${DUE}`);
    await bench.redis.del(`${key}:repeat:shop-1:${DUE}`);
    bench.worker();
    await until(async () => (await schedules.find('shop-1'))?.next === DUE);
    expect(await queue.getJobScheduler('orphan')).toBeUndefined();
    await bench.moveTo(DUE);
    await until(() => bench.posted.length === 1);
  });

  it('what cannot be read keeps its timer, and what cannot be timed does not keep others from theirs', async () => {
    await schedules.put(subscription({ id: 'odd' }));
    await bench.redis.hset(`${bench.prefix}:digest:subscriptions`, 'odd', '{"schema":"of tomorrow"}');
    const never = { ...team, id: 'a-never', pattern: '0 0 30 2 *' };
    bench.worker({ configured: [never, night] });
    await until(async () => (await schedules.find('night'))?.next !== undefined);
    expect(bench.events('digests.not-timed').map(({ fields }) => fields.subscription)).toEqual(['a-never']);
    expect((await queue.getJobScheduler('odd'))?.next).toBe(DUE);
  });

  it('takes the place of one that was subscribed to under its name, and says so', async () => {
    await schedules.put(subscription({ id: 'team', pattern: '0 5 * * *' }));
    bench.worker({ configured: [team] });
    await until(async () => (await schedules.find('team'))?.next === DUE);
    expect((await schedules.find('team'))?.subscription.source).toBe('config');
    expect(bench.events('digests.replaced')).toHaveLength(1);
  });
});
