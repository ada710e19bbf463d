import { describe, expect, it } from 'vitest';
import type { HeldWork } from '../../../src/incident-ports.ts';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';

const HOUR = 3_600_000;

describe.each(stores.filter(({ skip }) => !skip))('digests that are due, on $name', ({ name, open }) => {
  let bench: DigestBench;
  eachBench(open, createDigestBench, (made) => {
    bench = made;
  });

  it('one is posted when it is due, with its slot and its subscription', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    bench.worker();
    await schedules.put(subscription());
    await sleep(200);
    expect(bench.posted).toEqual([]);
    await bench.moveTo('2026-06-01T07:00:03Z');
    await until(() => bench.posted.length === 1);
    const dueAt = Date.parse('2026-06-01T07:00:00Z');
    expect(bench.posted).toEqual([
      { id: `shop-1-${dueAt}`, subscription: subscription(), dueAt, begun: false },
    ]);
    expect((await schedules.find('shop-1'))?.next).toBe(dueAt + 24 * HOUR);
  });

  it('what was missed while nobody was there is posted once, and then the next regular one', async () => {
    fakeDate('2026-06-01T06:00:00Z');
    const schedules = await bench.schedules();
    await schedules.put(subscription());
    const first = bench.worker();
    await until(() => first.ready());
    await first.close(1000);
    await bench.moveTo('2026-06-05T12:00:00Z');
    bench.worker();
    bench.worker();
    await until(() => bench.posted.length === 1);
    await sleep(300);
    expect(bench.slots()).toEqual(['2026-06-01T07:00:00.000Z']);
    await bench.moveTo('2026-06-06T07:00:01Z');
    await until(() => bench.posted.length === 2);
    expect(bench.slots()[1]).toBe('2026-06-06T07:00:00.000Z');
  });

  it('a worker that starts at the very second of the slot, or just after it, loses nothing', async () => {
    const configured = [
      subscription({ id: 'team', source: 'config' }),
      subscription({ id: 'late', source: 'config', pattern: '1 9 * * *' }),
    ];
    fakeDate('2026-06-01T06:00:00Z');
    const first = bench.worker({ configured });
    const schedules = await bench.schedules();
    await until(async () => (await schedules.of('C1')).every(({ next }) => next !== undefined));
    await until(async () => (await schedules.of('C1')).length === 2);
    await first.close(1000);
    await bench.moveTo('2026-06-01T07:00:00Z');
    const second = bench.worker({ configured });
    await until(() => bench.posted.length === 1);
    await second.close(1000);
    await bench.moveTo('2026-06-01T07:01:07Z');
    bench.worker({ configured });
    await until(() => bench.posted.length === 2);
    expect(bench.slots()).toEqual(['2026-06-01T07:00:00.000Z', '2026-06-01T07:01:00.000Z']);
  });

  it('one that fails is tried again under the same id, and knows that it was begun', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    const tries: (readonly [string, boolean])[] = [];
    bench.worker({
      async post(due, held) {
        tries.push([due.id, due.begun]);
        await held.permit();
        if (tries.length < 3) throw new Error('Slack is away');
      },
    });
    await schedules.put(subscription());
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => tries.length === 3);
    await sleep(300);
    const id = `shop-1-${Date.parse('2026-06-01T07:00:00Z')}`;
    expect(tries).toEqual([
      [id, false],
      [id, true],
      [id, true],
    ]);
  });

  it('one that always fails is given up, and the next slot has its turn', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    let away = true;
    bench.worker({
      async post(due) {
        if (away) throw new Error('Slack is away');
        await bench.post(due);
      },
    });
    await schedules.put(subscription());
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => bench.events('digests.given-up').length === 1);
    away = false;
    await bench.moveTo('2026-06-02T07:00:00Z');
    await until(() => bench.posted.length === 1);
    expect(bench.slots()).toEqual(['2026-06-02T07:00:00.000Z']);
  });

  it('slots that failed for hours do not pile up: the last one alone is posted', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    let away = true;
    const failed = new Set<number>();
    bench.worker({
      timing: { giveUpAfter: 60_000, retryFirst: 200, retryMost: 200 },
      async post(due) {
        failed.add(due.dueAt);
        if (away) throw new Error('Slack is away');
        await bench.post(due);
      },
    });
    await schedules.put(subscription({ pattern: '0 * * * *' }));
    for (const hour of ['07', '08', '09']) {
      await bench.moveTo(`2026-06-01T${hour}:00:00Z`);
      await until(() => failed.has(Date.parse(`2026-06-01T${hour}:00:00Z`)));
    }
    away = false;
    await until(() => bench.events('digests.superseded').length === 2);
    await until(() => bench.posted.length === 1);
    expect(bench.slots()).toEqual(['2026-06-01T09:00:00.000Z']);
  });

  it('one that is paused or gone by then is not posted', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    await schedules.put(subscription({ id: 'paused' }));
    await schedules.put(subscription({ id: 'gone' }));
    bench.worker({ configured: [subscription({ id: 'stays', source: 'config' })] });
    await until(async () => (await schedules.find('stays'))?.next !== undefined);
    // As it is where the job is in a worker's hands by the time the person says so.
    await bench.redis.hdel(`${bench.prefix}:digest:subscriptions`, 'gone');
    await bench.redis.sadd(`${bench.prefix}:digest:paused`, 'paused');
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => bench.posted.length === 1);
    await sleep(200);
    expect(bench.posted.map(({ subscription }) => subscription.id)).toEqual(['stays']);
  });

  it('one that waits for its turn when the process ends is put back for another, without a failure', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    const post = async (due: Parameters<typeof bench.post>[0], held: HeldWork) => {
      await held.turn('post', 'C1');
      await held.permit();
      await bench.post(due);
    };
    const ending = bench.worker({ post, pace: { post: { perSecond: 0.05, burst: 1 } } });
    await schedules.put(subscription({ id: 'a' }));
    await schedules.put(subscription({ id: 'b' }));
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => bench.posted.length === 1);
    await ending.close(1000);
    bench.worker();
    await until(() => bench.posted.length === 2);
    expect(new Set(bench.posted.map(({ subscription }) => subscription.id)).size).toBe(2);
    expect(bench.events('digests.failed')).toEqual([]);
  });

  it('one that found no place at its cluster has posted nothing yet: Slack need not be searched for it', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    let tries = 0;
    bench.worker({
      clusterLimit: 1,
      async post(due, held) {
        tries++;
        const leave = await held.enter('prod');
        // The other has been put off by then, and came again.
        await until(() => tries > 2);
        leave();
        await held.permit();
        await bench.post(due);
      },
    });
    await schedules.put(subscription({ id: 'a' }));
    await schedules.put(subscription({ id: 'b' }));
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => bench.posted.length === 2);
    expect(bench.posted.map(({ begun }) => begun)).toEqual([false, false]);
    expect(bench.events('digests.failed')).toEqual([]);
  });

  it('one that hangs fails, its signal ends, and the next try has its turn', async () => {
    fakeDate('2026-06-01T06:59:00Z');
    const schedules = await bench.schedules();
    const signals: AbortSignal[] = [];
    bench.worker({
      timing: { work: 100 },
      async post(due, held) {
        signals.push(held.signal);
        if (signals.length === 1) await new Promise(() => {});
        await bench.post(due);
      },
    });
    await schedules.put(subscription());
    await bench.moveTo('2026-06-01T07:00:00Z');
    await until(() => bench.posted.length === 1);
    expect(signals[0]?.aborted).toBe(true);
  });

  it('a store in memory says what is lost with its process: what was subscribed to by command', async () => {
    const configured = [subscription({ id: 'team', source: 'config' })];
    const schedules = await bench.schedules();
    await schedules.put(subscription());
    const worker = bench.worker({ configured });
    await until(async () => (await schedules.find('team')) !== undefined);
    await worker.close(5000);
    const said = bench.events('digests.lost').map(({ fields }) => fields.subscriptions);
    expect(said).toEqual(name === 'the embedded Valkey' ? [['shop-1']] : []);
  });
});
