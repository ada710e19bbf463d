import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/queue/store.ts';
import {
  AT_ONCE,
  answerTo,
  type Bench,
  collectingLogger,
  createBench,
  isReady,
  request,
  sleep,
  until,
  WITHIN_TWO_SECONDS,
} from './support/bench.ts';
import { killChildren } from './support/child-process.ts';
import { startChildWorker } from './support/child-worker.ts';
import { noRedis, type RedisServer, startRedis } from './support/redis-server.ts';

/** Told with PODWHY_DRILLS=1: what the drills came to, in milliseconds. */
function figure(what: string, ms: number): void {
  if (process.env.PODWHY_DRILLS) process.stderr.write(`${what}: ${Math.round(ms)} ms\n`);
}

describe.skipIf(noRedis)(`drills with a Redis proper ${noRedis ? `(skipped: ${noRedis})` : ''}`, () => {
  let redis: RedisServer;
  let store: Store;
  let bench: Bench;

  async function begin(durable = false): Promise<void> {
    redis = await startRedis({ durable });
    store = await openStore({ redisUrl: redis.url, logger: collectingLogger() });
    bench = createBench(store);
  }

  beforeEach(() => begin());
  afterEach(async () => {
    redis.signal('SIGCONT');
    await killChildren();
    await bench.close();
    await redis.remove();
  });

  it('a worker killed with kill -9 amid a run is taken over, and the request answered once', async () => {
    const queue = bench.producer();
    await isReady(queue);
    const child = startChildWorker(redis.url, bench.prefix, 60_000);
    const job = request();
    const joiner = request();
    await queue.add(job);
    await until(() => child.ran.length === 1);
    await queue.add(joiner);
    bench.worker();
    const at = Date.now();
    await child.kill();
    await until(() => bench.delivered.length === 2);
    figure('kill -9 of a worker, answered by another after', Date.now() - at);
    await sleep(500);
    expect(child.delivered).toEqual([]);
    expect([bench.answersTo(job).length, bench.answersTo(joiner).length]).toEqual([1, 1]);
  });

  it('a worker stopped for longer than its lock shows nothing when it wakes: one answer', async () => {
    const queue = bench.producer();
    await isReady(queue);
    const child = startChildWorker(redis.url, bench.prefix, 1500);
    const job = request();
    await queue.add(job);
    await until(() => child.ran.length === 1);
    child.signal('SIGSTOP');
    bench.worker();
    const at = Date.now();
    await until(() => bench.delivered.length === 1);
    figure('SIGSTOP of a worker, answered by another after', Date.now() - at);
    child.signal('SIGCONT');
    await sleep(1500);
    expect(child.delivered).toEqual([]);
    expect(bench.answersTo(job)).toHaveLength(1);
  });

  it('a request whose workers keep dying is answered with an error', async () => {
    const queue = bench.producer();
    await isReady(queue);
    const job = request();
    await queue.add(job);
    for (let deaths = 0; deaths < 3; deaths++) {
      const child = startChildWorker(redis.url, bench.prefix, 60_000);
      await until(() => child.ran.length === 1);
      await child.kill();
    }
    let runs = 0;
    bench.worker({
      run: async (one) => {
        runs++;
        return { reply: answerTo(one) };
      },
    });
    await until(() => bench.delivered.length === 1);
    await sleep(300);
    expect(runs).toBe(0);
    expect(bench.answersTo(job)).toMatchObject([{ reply: { message: expect.stringContaining('died') } }]);
  });

  it('a worker told to end puts its run back for another, at once', async () => {
    const queue = bench.producer();
    await isReady(queue);
    const child = startChildWorker(redis.url, bench.prefix, 60_000);
    const job = request();
    await queue.add(job);
    await until(() => child.ran.length === 1);
    const at = Date.now();
    child.signal('SIGTERM');
    await child.exited();
    figure('SIGTERM amid a long run, with a deadline of 3 s, ended after', Date.now() - at);
    bench.worker();
    await until(() => bench.delivered.length === 1);
    expect(bench.events('queue.taken-over')).toEqual([]);
    expect(bench.answersTo(job)).toHaveLength(1);
  });

  it('a Redis stopped for longer than the lock: one answer', async () => {
    const queue = bench.producer();
    await isReady(queue);
    let running = false;
    const run = async (job: Parameters<typeof answerTo>[0]) => {
      running = true;
      await sleep(400);
      return { reply: answerTo(job) };
    };
    bench.worker({ run });
    bench.worker({ run });
    const job = request();
    await queue.add(job);
    await until(() => running);
    redis.signal('SIGSTOP');
    await sleep(1600);
    expect(bench.delivered).toHaveLength(0);
    redis.signal('SIGCONT');
    const at = Date.now();
    await until(() => bench.delivered.length === 1);
    figure('Redis stopped for 1.6 s amid a run, answered after SIGCONT by', Date.now() - at);
    await sleep(1200);
    expect(bench.answersTo(job)).toHaveLength(1);
  });

  it('a Redis that stays away does not keep a finished answer back for ever', async () => {
    const queue = bench.producer();
    await isReady(queue);
    const away = Promise.withResolvers<void>();
    let running = false;
    bench.worker({
      timing: { answerWithin: 1000 },
      run: async (job) => {
        running = true;
        await away.promise;
        return { reply: answerTo(job) };
      },
    });
    await queue.add(request());
    await until(() => running);
    await redis.kill();
    away.resolve();
    await until(() => bench.delivered.length === 1);
  });

  it('a Redis killed with its data amid runs: every request answered once', async () => {
    const queue = bench.producer({ lookEvery: 300 });
    await isReady(queue);
    bench.worker({
      run: async (job) => {
        await sleep(300);
        return { reply: answerTo(job) };
      },
    });
    const jobs = Array.from({ length: 12 }, (_, index) => request({ target: `web-${index}` }));
    await Promise.all(jobs.map((job) => queue.add(job)));
    await sleep(100);
    await redis.kill();
    await until(() => !queue.ready());
    await redis.start();
    const at = Date.now();
    await until(() => new Set(bench.delivered.map(({ id }) => id)).size === 12);
    figure('Redis killed without persistence, 12 requests put in again and answered', Date.now() - at);
    await sleep(1500);
    expect(bench.delivered).toHaveLength(12);
  });

  it('a Redis away at the command is told within two seconds: killed, stopped, and never there', async () => {
    const queue = bench.producer();
    await isReady(queue);
    await queue.add(request());
    redis.signal('SIGSTOP');
    const stopped = Date.now();
    await expect(queue.add(request())).rejects.toMatchObject({ code: 'queue-unavailable' });
    figure('add with Redis stopped, refused after', Date.now() - stopped);
    expect(Date.now() - stopped).toBeLessThan(WITHIN_TWO_SECONDS);
    await until(() => !queue.ready(), 6000);
    redis.signal('SIGCONT');
    await until(() => queue.ready());
    await redis.kill();
    const killed = Date.now();
    await expect(queue.add(request())).rejects.toMatchObject({ code: 'queue-unavailable' });
    figure('add with Redis killed, refused after', Date.now() - killed);
    const late = bench.producer();
    const never = Date.now();
    await expect(late.add(request())).rejects.toMatchObject({ code: 'queue-unavailable' });
    figure('add with Redis never there, refused after', Date.now() - never);
    expect(Date.now() - killed).toBeLessThan(AT_ONCE);
    await redis.start();
    const back = Date.now();
    await isReady(late);
    await late.add(request());
    figure('usable again after', Date.now() - back);
  });

  it('a Redis without memory is told like one that is away, and used again when it has some', async () => {
    const queue = bench.producer();
    await isReady(queue);
    bench.worker();
    const admin = store.connectWorker();
    await admin.config('SET', 'maxmemory', '1mb');
    await expect(queue.add(request())).rejects.toMatchObject({ code: 'queue-unavailable' });
    await admin.config('SET', 'maxmemory', '0');
    admin.disconnect();
    const job = request();
    await queue.add(job);
    await until(() => bench.answersTo(job).length === 1);
  });

  it('a shutdown keeps its deadline with Redis dead or stopped', async () => {
    const queue = bench.producer();
    await isReady(queue);
    let running = false;
    const run = () => {
      running = true;
      return new Promise<never>(() => {});
    };
    const busy = bench.worker({ run });
    await queue.add(request());
    await until(() => running);
    const idle = bench.worker();
    redis.signal('SIGSTOP');
    const stopped = Date.now();
    await idle.close(500);
    await redis.kill();
    await busy.close(500);
    await queue.close();
    expect(Date.now() - stopped).toBeLessThan(5000);
  });
});

describe.skipIf(noRedis)('drills with a durable Redis', () => {
  it('a Redis killed and started again amid a run: answered once', async () => {
    const redis = await startRedis({ durable: true });
    const bench = createBench(await openStore({ redisUrl: redis.url, logger: collectingLogger() }));
    const queue = bench.producer();
    await isReady(queue);
    let running = false;
    bench.worker({
      run: async (job) => {
        running = true;
        await sleep(800);
        return { reply: answerTo(job) };
      },
    });
    await queue.add(request());
    await until(() => running);
    await redis.kill();
    await sleep(400);
    await redis.start();
    await until(() => bench.delivered.length === 1);
    await sleep(1500);
    expect(bench.delivered).toHaveLength(1);
    await bench.close();
    await redis.remove();
  });
});

describe('the embedded store', () => {
  it('is said once, and what is open when its process ends is answered', async () => {
    const logger = collectingLogger();
    const store = await openStore({ logger });
    expect(logger.lines.map(({ event }) => event)).toEqual(['queue.embedded']);
    const bench = createBench(store);
    const queue = bench.producer();
    await isReady(queue);
    let running = false;
    const run = () => {
      running = true;
      return new Promise<never>(() => {});
    };
    const worker = bench.worker({ concurrency: 1, run });
    const jobs = Array.from({ length: 3 }, (_, index) => request({ target: `web-${index}` }));
    await Promise.all(jobs.map((job) => queue.add(job)));
    await until(() => running);
    await worker.close(2500);
    expect(bench.events('queue.close-late')).toEqual([]);
    expect(new Set(bench.delivered.map(({ id }) => id)).size).toBe(3);
    expect(bench.delivered[0]?.reply).toMatchObject({ message: expect.stringContaining('restarted') });
    await bench.close();
    await store.close();
  });
});
