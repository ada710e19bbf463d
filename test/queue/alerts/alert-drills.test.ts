import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/queue/store.ts';
import { AT_ONCE, collectingLogger, sleep, until, WITHIN_TWO_SECONDS } from '../support/bench.ts';
import { killChildren } from '../support/child-process.ts';
import { noRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { type AlertBench, createAlertBench, nameOf, news, subject } from './support/alert-bench.ts';
import { startAlertChild } from './support/alert-child.ts';

describe.skipIf(noRedis)(
  `drills of alerts with a Redis proper ${noRedis ? `(skipped: ${noRedis})` : ''}`,
  () => {
    let redis: RedisServer;
    let store: Store;
    let bench: AlertBench;

    beforeEach(async () => {
      redis = await startRedis({ durable: true });
      store = await openStore({ redisUrl: redis.url, logger: collectingLogger() });
      bench = createAlertBench(store);
    });
    afterEach(async () => {
      redis.signal('SIGCONT');
      await killChildren();
      await bench.close();
      await redis.remove();
    });

    it('a worker killed amid a sort: another sorts, and nothing is lost', async () => {
      const door = await bench.door();
      const child = startAlertChild(redis.url, bench.prefix, { sort: 60_000 });
      await door.add([news({ fingerprint: 'a' }), news({ fingerprint: 'b' })], 'd1');
      await until(() => child.sorting.length === 1);
      await child.kill();
      bench.worker();
      await until(() => bench.names().length === 2);
      expect(bench.names()).toEqual(['a', 'b']);
    });

    it('a worker killed amid a look: its items come again, with those that came meanwhile', async () => {
      const door = await bench.door();
      const child = startAlertChild(redis.url, bench.prefix, { look: 60_000 });
      await door.add([news({ fingerprint: 'a' })], 'd1');
      await until(() => child.looking.includes('a'));
      await door.add([news({ fingerprint: 'b' })], 'd2');
      await child.kill();
      bench.worker();
      await until(() => bench.names().length === 2);
      expect(bench.names()).toEqual(['a', 'b']);
    });

    it('a worker stopped longer than its lock shows nothing when it wakes', async () => {
      const door = await bench.door();
      const child = startAlertChild(redis.url, bench.prefix, { look: 1500 });
      await door.add([news({ fingerprint: 'a' })], 'd1');
      await until(() => child.looking.includes('a'));
      child.signal('SIGSTOP');
      bench.worker();
      await until(() => bench.names().length === 1);
      child.signal('SIGCONT');
      await sleep(1200);
      expect(child.looked).toEqual([]);
      expect(bench.names()).toEqual(['a']);
    });

    it('what kills its workers is put aside after the fourth death, and what came later is looked at', async () => {
      const door = await bench.door();
      await door.add([news({ fingerprint: 'deadly' })], 'd1');
      for (let deaths = 0; deaths < 4; deaths++) {
        const child = startAlertChild(redis.url, bench.prefix, { look: 60_000 });
        await until(() => child.looking.includes('deadly'));
        await child.kill();
      }
      await door.add([news({ fingerprint: 'later' })], 'd2');
      bench.worker();
      await until(() => bench.names().includes('later'));
      expect(bench.names()).toEqual(['later']);
      expect(bench.dropped('given-up')).toBe(1);
    });

    it('a delivery that kills whoever sorts it is put aside after the fourth death', async () => {
      const door = await bench.door();
      await door.add([news(), news()], 'deadly');
      for (let deaths = 0; deaths < 4; deaths++) {
        const child = startAlertChild(redis.url, bench.prefix, { sort: 60_000 });
        await until(() => child.sorting.length === 1);
        await child.kill();
      }
      bench.worker();
      await until(() => bench.dropped('given-up') === 2);
      expect(bench.names()).toEqual([]);
    });

    it('a worker told to end puts its look back for another', async () => {
      const door = await bench.door();
      const child = startAlertChild(redis.url, bench.prefix, { look: 60_000 });
      await door.add([news({ fingerprint: 'a' })], 'd1');
      await until(() => child.looking.includes('a'));
      child.signal('SIGTERM');
      await child.exited();
      bench.worker();
      await until(() => bench.names().length === 1);
      expect(bench.events('alerts.taken-over')).toEqual([]);
    });

    it('a durable Redis killed with work in every state: each item is looked at', async () => {
      const door = await bench.door();
      const { later } = bench.worker({
        work: () => ({
          async look(about, items, held) {
            await sleep(100);
            await held.permit();
            await bench.look(about, items);
          },
        }),
      });
      const all = Array.from({ length: 30 }, (_, index) => news({ target: `deployment/s${index % 6}` }));
      await Promise.all(all.map((one, index) => door.add([one], `d${index}`)));
      await later.tell(subject('s0'), [{ kind: 'look', why: 'follow-up', incident: 'i1' }], Date.now() + 800);
      await redis.kill();
      await until(() => !door.ready());
      await redis.start();
      const names = () => new Set(bench.names());
      await until(() => names().size === 31);
      expect([...names()].sort()).toEqual([...all.map(({ fingerprint }) => fingerprint), 'look:i1'].sort());
    });

    it('a Redis and its worker killed together, both started again: nothing that was accepted is lost', async () => {
      const door = await bench.door();
      const child = startAlertChild(redis.url, bench.prefix, { sort: 20, look: 40 });
      const all = Array.from({ length: 40 }, (_, index) => news({ target: `deployment/s${index % 10}` }));
      for (const [index, one] of all.slice(0, 20).entries()) await door.add([one], `d${index}`);
      await until(() => child.looking.length > 0);
      for (const [index, one] of all.slice(20).entries()) await door.add([one], `e${index}`);
      await Promise.all([child.kill(), redis.kill()]);
      const before = new Set(child.looked);
      await redis.start();
      bench.worker();
      await until(() =>
        all.every(({ fingerprint }) => before.has(fingerprint) || bench.names().includes(fingerprint)),
      );
    });

    it('a Redis that is away is told within two seconds, killed or stopped, and used again when it is back', async () => {
      const door = await bench.door();
      redis.signal('SIGSTOP');
      const stopped = Date.now();
      await expect(door.add([news()], 'd1')).rejects.toMatchObject({ code: 'queue-unavailable' });
      expect(Date.now() - stopped).toBeLessThan(WITHIN_TWO_SECONDS);
      redis.signal('SIGCONT');
      await redis.kill();
      const killed = Date.now();
      await expect(door.add([news()], 'd2')).rejects.toMatchObject({ code: 'queue-unavailable' });
      await expect(door.incident('i')).rejects.toMatchObject({ code: 'queue-unavailable' });
      expect(Date.now() - killed).toBeLessThan(AT_ONCE);
      await redis.start();
      await until(() => door.ready());
      bench.worker();
      await door.add([news({ fingerprint: 'back' })], 'd3');
      await until(() => bench.names().includes('back'));
    });

    it('a Redis stopped amid a look, longer than its lock: the item is there until a look went well', async () => {
      const door = await bench.door();
      const tries: string[][] = [];
      const work = () => ({
        async look(
          about: ReturnType<typeof subject>,
          items: Parameters<typeof bench.look>[1],
          held: { permit(): Promise<void> },
        ) {
          tries.push(items.map(nameOf));
          await sleep(600);
          await held.permit();
          await bench.look(about, items);
        },
      });
      bench.worker({ work });
      bench.worker({ work });
      await door.add([news({ fingerprint: 'a' })], 'd1');
      await until(() => tries.length === 1);
      redis.signal('SIGSTOP');
      await sleep(1500);
      redis.signal('SIGCONT');
      await until(() => bench.names().length > 0);
      await sleep(1000);
      expect(bench.names()).toEqual(['a']);
    });
  },
);
