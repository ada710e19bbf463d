import { describe, expect, it } from 'vitest';
import type { HeldWork } from '../../../src/incident-ports.ts';
import { sleep, until } from '../support/bench.ts';
import { eachBench } from '../support/each-bench.ts';
import { stores } from '../support/stores.ts';
import { type AlertBench, createAlertBench, news, subject } from './support/alert-bench.ts';

const followUp = (incident: string) => ({ kind: 'look', why: 'follow-up', incident }) as const;

describe.each(stores.filter(({ skip }) => !skip))('what is done later, on $name', ({ open }) => {
  let bench: AlertBench;
  eachBench(open, createAlertBench, (made) => {
    bench = made;
  });

  it('an item for later comes when its time has come, once for the same time', async () => {
    const cameAt: number[] = [];
    const { later } = bench.worker({
      work: () => ({
        async look(about, items) {
          if (about.name === 'later') cameAt.push(...items.map(() => Date.now()));
          await bench.look(about, items);
        },
      }),
    });
    const at = Date.now() + 300;
    await later.tell(subject('later'), [followUp('i1')], at);
    await later.tell(subject('later'), [followUp('i1')], at);
    await later.tell(subject('later'), [followUp('i1')], at + 700);
    await later.tell(subject(), [followUp('now')]);
    await until(() => bench.names().length === 3);
    await sleep(100);
    expect(bench.names().toSorted()).toEqual(['look:i1', 'look:i1', 'look:now']);
    expect(cameAt[0]).toBeGreaterThanOrEqual(at - 10);
    expect(cameAt[1]).toBeGreaterThanOrEqual(at + 690);
  });

  it('many calls for a storm are one telling; a call during it leads to another', async () => {
    let telling = 0;
    let atOnce = 0;
    let tellings = 0;
    const calledAgain = Promise.withResolvers<void>();
    const { later } = bench.worker({
      timing: { stormDelay: 400 },
      work: () => ({
        async tellStorm(channel) {
          telling++;
          atOnce = Math.max(atOnce, telling);
          await calledAgain.promise;
          telling--;
          if (channel === 'C1') tellings++;
          return {};
        },
      }),
    });
    await Promise.all(Array.from({ length: 20 }, () => later.tellStorm('C1')));
    await until(() => telling === 1);
    await later.tellStorm('C1');
    calledAgain.resolve();
    await until(() => tellings === 2);
    await sleep(600);
    expect([tellings, atOnce]).toEqual([2, 1]);
  });

  it('a storm is told again when it said so, at the last time that it said', async () => {
    let tellings = 0;
    const { later } = bench.worker({
      work: () => ({
        tellStorm: async () => {
          tellings++;
          return tellings < 3 ? { againAfterMs: 150 } : {};
        },
      }),
    });
    await later.tellStorm('C1');
    await until(() => tellings === 1);
    // Told before its time comes: that one is set anew, and the first is void.
    await later.tellStorm('C1');
    await until(() => tellings === 3);
    await sleep(500);
    expect(tellings).toBe(3);
  });

  it('a storm whose telling fails is told again', async () => {
    let tries = 0;
    const { later } = bench.worker({
      work: () => ({
        tellStorm: async () => {
          tries++;
          if (tries < 3) throw new Error('Slack is away');
          return {};
        },
      }),
    });
    await later.tellStorm('C1');
    await until(() => tries === 3);
    await sleep(200);
    expect(tries).toBe(3);
  });

  it('posts in one channel keep their distance, over two workers; other channels do not wait', async () => {
    const posts: string[] = [];
    const options = {
      pace: { post: { perSecond: 5, burst: 1 }, edit: { perSecond: 1000, burst: 10 } },
      work: () => ({
        async look(about: { name: string }, _items: unknown, held: HeldWork) {
          const channel = about.name === 'other' ? 'C2' : 'C1';
          await held.turn('post', channel);
          posts.push(channel);
        },
      }),
    };
    bench.worker(options);
    bench.worker(options);
    const door = await bench.door();
    const begun = Date.now();
    const names = ['a', 'b', 'c', 'd', 'e', 'other'];
    await door.add(
      names.map((name) => news({ target: `deployment/${name}` })),
      'd1',
    );
    await until(() => posts.length === names.length);
    // Four of them waited a fifth of a second each.
    expect(Date.now() - begun).toBeGreaterThan(750);
    expect(posts.at(-1)).toBe('C1');
  });

  it('work that waits for Slack leaves its place to others, and a cluster has its limit over all workers', async () => {
    let asking = 0;
    let most = 0;
    const options = {
      concurrency: 2,
      clusterLimit: 1,
      pace: { post: { perSecond: 0.2, burst: 1 }, edit: { perSecond: 1000, burst: 10 } },
      work: () => ({
        async look(
          about: ReturnType<typeof subject>,
          items: Parameters<typeof bench.look>[1],
          held: HeldWork,
        ) {
          const leave = await held.enter(about.cluster);
          asking++;
          most = Math.max(most, asking);
          await sleep(10);
          asking--;
          leave();
          if (about.name.startsWith('waits')) await held.turn('post', 'C1');
          await bench.look(about, items);
        },
      }),
    };
    bench.worker(options);
    bench.worker(options);
    const door = await bench.door();
    const waits = Array.from({ length: 8 }, (_, index) => news({ target: `deployment/waits-${index}` }));
    await door.add(waits, 'd1');
    await until(() => bench.looked.length === 1);
    await door.add([news({ target: 'deployment/quick' })], 'd2');
    await until(() => bench.looked.some((one) => one.subject === 'quick'));
    expect(most).toBe(1);
    expect(bench.looked.length).toBeLessThan(5);
  });

  it('what waits for its turn when the process ends is put back, without a failure', async () => {
    const ending = bench.worker({
      pace: { post: { perSecond: 0.05, burst: 1 } },
      work: () => ({
        look: async (about, items, held) => {
          await held.turn('post', 'C1');
          await bench.look(about, items);
        },
      }),
    });
    const door = await bench.door();
    await door.add([news({ target: 'deployment/a' }), news({ target: 'deployment/b' })], 'd1');
    await until(() => bench.looked.length === 1);
    await ending.close(1000);
    bench.worker();
    await until(() => bench.looked.length === 2);
    expect(bench.events('alerts.failed')).toEqual([]);
  });
});
