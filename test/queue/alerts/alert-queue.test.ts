import { describe, expect, it } from 'vitest';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import {
  type AlertBench,
  createAlertBench,
  nameOf,
  news,
  sortByTarget,
  subject,
} from './support/alert-bench.ts';

describe.each(stores.filter(({ skip }) => !skip))('the queue of alerts on $name', ({ open }) => {
  let bench: AlertBench;
  eachBench(open, createAlertBench, (made) => {
    bench = made;
  });

  it('sorts what came in and has each subject looked at, with its alerts', async () => {
    const door = await bench.door();
    bench.worker();
    const [a, b, c] = [news(), news(), news({ target: 'deployment/api' })];
    await door.add([a, b, c], 'delivery-1');
    await until(() => bench.names().length === 3);
    const of = (name: string) =>
      bench.looked.filter((one) => one.subject === name).flatMap(({ items }) => items);
    expect(of('web')).toEqual([a, b].map((one) => ({ kind: 'alert', news: one })));
    expect(of('api')).toEqual([{ kind: 'alert', news: c }]);
  });

  it('the same delivery twice is one, waiting, and again once it is done', async () => {
    const door = await bench.door();
    const one = news();
    await door.add([one], 'sender:1');
    await door.add([one], 'sender:1');
    bench.worker();
    await until(() => bench.names().length === 1);
    await sleep(50);
    await door.add([one], 'sender:1');
    await door.add([news({ fingerprint: 'next' })], 'sender:2');
    await until(() => bench.names().includes('next'));
    expect(bench.names()).toEqual([one.fingerprint, 'next']);
  });

  it('a delivery of many alerts is sorted in chunks of a hundred', async () => {
    const door = await bench.door();
    const sizes: number[] = [];
    bench.worker({
      work: () => ({
        sort: (all) => {
          sizes.push(all.length);
          return sortByTarget(all);
        },
      }),
    });
    await door.add(
      Array.from({ length: 250 }, () => news()),
      'many',
    );
    await until(() => new Set(bench.names()).size === 250);
    expect(sizes.sort((a, b) => b - a)).toEqual([100, 100, 50]);
  });

  it('a click is looked at, and the same click twice is one', async () => {
    const door = await bench.door();
    bench.worker();
    const click = { kind: 'action', action: 'rerun', incident: 'i1', user: 'U1', at: Date.now() } as const;
    await door.act(subject(), click);
    await door.act(subject(), click);
    await door.act(subject(), { ...click, incident: 'i2' });
    await until(() => bench.names().length === 2);
    expect(bench.names().sort()).toEqual(['action:i1', 'action:i2']);
  });

  it('pushes that race ending looks, over two workers: one look at a time, and none is forgotten', async () => {
    const door = await bench.door();
    const seen = new Map<string, number>();
    const busy = new Set<string>();
    let overlaps = 0;
    const look = async (about: { name: string }, items: Parameters<typeof bench.look>[1]) => {
      if (busy.has(about.name)) overlaps++;
      busy.add(about.name);
      await sleep(Math.random() * 4);
      for (const item of items) seen.set(nameOf(item), (seen.get(nameOf(item)) ?? 0) + 1);
      busy.delete(about.name);
    };
    bench.worker({ work: () => ({ look }) });
    bench.worker({ work: () => ({ look }) });
    const all = Array.from({ length: 400 }, (_, index) => news({ target: `deployment/s${index % 3}` }));
    for (const [index, one] of all.entries()) {
      await door.add([one], `race-${index}`);
      if (index % 5 === 0) await sleep(Math.random() * 5);
    }
    await until(() => seen.size === all.length);
    expect(overlaps).toBe(0);
    expect(Math.max(...seen.values())).toBe(1);
  });

  it('a look for several workers at once goes on while another subject is looked at', async () => {
    const door = await bench.door();
    let end = () => {};
    const slow = new Promise<void>((resolve) => {
      end = resolve;
    });
    bench.worker({
      work: () => ({
        async look(about, items) {
          if (about.name === 'slow') await slow;
          await bench.look(about, items);
        },
      }),
    });
    await door.add([news({ target: 'deployment/slow', fingerprint: 's1' })], 'd1');
    await sleep(50);
    await door.add([news({ target: 'deployment/slow', fingerprint: 's2' })], 'd2');
    await door.add([news({ target: 'deployment/fast', fingerprint: 'f' })], 'd3');
    await until(() => bench.names().includes('f'));
    expect(bench.names()).toEqual(['f']);
    end();
    await until(() => bench.names().length === 3);
    expect(bench.names()).toEqual(['f', 's1', 's2']);
  });

  it('work that is put back at a shutdown is done by another worker, at once', async () => {
    const door = await bench.door();
    let begun = false;
    const ending = bench.worker({
      work: () => ({
        look: () => {
          begun = true;
          return new Promise(() => {});
        },
      }),
    });
    await door.add([news({ fingerprint: 'x' })], 'd1');
    await until(() => begun);
    const other = bench.worker();
    await ending.close(1500);
    await until(() => bench.names().includes('x'));
    expect(bench.events('alerts.taken-over')).toEqual([]);
    expect(other.ready()).toBe(true);
  });
});

describe('the embedded store', () => {
  it('says at its end how many items were lost with it', async () => {
    const [embedded] = stores;
    if (!embedded) throw new Error('there is no embedded store');
    const opened = await embedded.open();
    const bench = createAlertBench(opened.store);
    const door = await bench.door();
    let looking = false;
    const worker = bench.worker({
      work: () => ({
        look: () => {
          looking = true;
          return new Promise(() => {});
        },
      }),
    });
    await door.add([news(), news()], 'd1');
    await until(() => looking);
    await worker.later.tell(
      subject(),
      [{ kind: 'look', why: 'follow-up', incident: 'i' }],
      Date.now() + 60_000,
    );
    await worker.close(2500);
    expect(bench.events('alerts.lost')[0]?.fields).toMatchObject({
      items: 2,
      followUps: 1,
    });
    await bench.close();
    await opened.close();
  });
});
