import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openStore, type Store } from '../../../src/queue/store.ts';
import { AT_ONCE, collectingLogger, sleep, until, WITHIN_TWO_SECONDS } from '../support/bench.ts';
import { killChildren } from '../support/child-process.ts';
import { noRedis, type RedisServer, startRedis } from '../support/redis-server.ts';
import { createDigestBench, type DigestBench, fakeDate, subscription } from './support/digest-bench.ts';
import { startDigestChild } from './support/digest-child.ts';

const DAY = 24 * 3_600_000;

describe.skipIf(noRedis)(
  `drills of digests with a Redis proper ${noRedis ? `(skipped: ${noRedis})` : ''}`,
  () => {
    let redis: RedisServer;
    let store: Store;
    let bench: DigestBench;

    beforeEach(async () => {
      redis = await startRedis({ durable: true });
      store = await openStore({ redisUrl: redis.url, logger: collectingLogger() });
      bench = createDigestBench(store);
    });
    afterEach(async () => {
      redis.signal('SIGCONT');
      await killChildren();
      await bench.close();
      await redis.remove();
    });

    /** Subscribed to the day before: due by now, for processes with the real date. */
    async function overdue(): Promise<void> {
      const schedules = await bench.schedules();
      fakeDate(new Date(Date.now() - DAY).toISOString());
      await schedules.put(subscription());
      vi.useRealTimers();
    }

    it('a worker killed amid a post: another goes on under the same id, and knows that it was begun', async () => {
      await overdue();
      const child = startDigestChild(redis.url, bench.prefix, 60_000);
      await until(() => child.posting.length === 1);
      await child.kill();
      bench.worker();
      bench.worker();
      await until(() => bench.posted.length === 1);
      await sleep(600);
      expect(bench.posted.map(({ id, begun }) => ({ id, begun }))).toEqual([
        { id: child.posting[0], begun: true },
      ]);
      expect(bench.events('digests.taken-over').length).toBeGreaterThan(0);
    });

    it('a worker stopped longer than its lock posts nothing when it wakes', async () => {
      await overdue();
      const child = startDigestChild(redis.url, bench.prefix, 1500);
      await until(() => child.posting.length === 1);
      child.signal('SIGSTOP');
      bench.worker();
      // The stopped one may have swallowed the signal that the job is there: others look after ten seconds at most.
      await until(() => bench.posted.length === 1, 25_000);
      child.signal('SIGCONT');
      await sleep(1200);
      expect(child.posted).toEqual([]);
      expect(bench.posted).toHaveLength(1);
    });

    it('a worker told to end puts its post back for another', async () => {
      await overdue();
      const child = startDigestChild(redis.url, bench.prefix, 60_000);
      await until(() => child.posting.length === 1);
      child.signal('SIGTERM');
      await child.exited();
      bench.worker();
      await until(() => bench.posted.length === 1);
      expect(bench.events('digests.taken-over')).toEqual([]);
    });

    it('what kills its workers is given up after the fourth death, and its next slot stays', async () => {
      await overdue();
      for (let deaths = 0; deaths < 4; deaths++) {
        const child = startDigestChild(redis.url, bench.prefix, 60_000);
        await until(() => child.posting.length === 1);
        await child.kill();
      }
      bench.worker();
      await until(() => bench.events('digests.given-up').length === 1);
      expect(bench.posted).toEqual([]);
      const schedules = await bench.schedules();
      expect((await schedules.find('shop-1'))?.next).toBeGreaterThan(Date.now());
    });

    it('a post that got through, whose worker died before it could say so, is not made again', async () => {
      await overdue();
      const child = startDigestChild(redis.url, bench.prefix, 60_000);
      await until(() => child.posting.length === 1);
      const [id = ''] = child.posting;
      await store.connectWorker().set(`${bench.prefix}:digest:due:${id}`, 'done');
      await child.kill();
      bench.worker();
      await until(() => bench.events('digests.taken-over').length > 0);
      await sleep(300);
      expect(bench.posted).toEqual([]);
    });

    it('a Redis that is away is told within two seconds, killed or stopped, and used again when it is back', async () => {
      const schedules = await bench.schedules();
      redis.signal('SIGSTOP');
      const stopped = Date.now();
      await expect(schedules.put(subscription())).rejects.toMatchObject({ code: 'queue-unavailable' });
      expect(Date.now() - stopped).toBeLessThan(WITHIN_TWO_SECONDS);
      redis.signal('SIGCONT');
      await redis.kill();
      const killed = Date.now();
      await expect(schedules.of('C1')).rejects.toMatchObject({ code: 'queue-unavailable' });
      await expect(schedules.pause('shop-1', true)).rejects.toMatchObject({ code: 'queue-unavailable' });
      expect(Date.now() - killed).toBeLessThan(AT_ONCE);
      await until(() => !schedules.ready());
      await redis.start();
      await until(() => schedules.ready());
      expect((await schedules.put(subscription())).next).toBeGreaterThan(Date.now());
    });

    it('a Redis that is away when the worker starts: the configuration stands once it is there', async () => {
      await redis.kill();
      const worker = bench.worker({ configured: [subscription({ id: 'team', source: 'config' })] });
      await sleep(500);
      expect(worker.ready()).toBe(false);
      await redis.start();
      const schedules = await bench.schedules();
      await until(async () => (await schedules.find('team'))?.next !== undefined);
    });

    it('a Redis that comes back empty gets the configuration again', async () => {
      const configured = [subscription({ id: 'team', source: 'config' })];
      bench.worker({ configured });
      const schedules = await bench.schedules();
      await until(async () => (await schedules.find('team'))?.next !== undefined);
      await bench.redis.flushall();
      await redis.kill();
      await redis.start();
      await until(() => schedules.ready());
      await until(async () => (await schedules.find('team'))?.next !== undefined);
    });
  },
);
