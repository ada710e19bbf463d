import { Queue } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.ts';
import { answerTo, type Bench, createBench, isReady, request, sleep, until } from './support/bench.ts';
import { eachBench } from './support/each-bench.ts';
import { stores } from './support/stores.ts';

for (const { name, skip, open } of stores)
  describe.skipIf(skip)(`what goes wrong on ${name}`, () => {
    let bench: Bench;
    eachBench(open, createBench, (made) => {
      bench = made;
    });

    function message(index: number): string {
      const reply = bench.delivered[index]?.reply;
      return reply?.kind === 'failed' ? reply.message : '';
    }

    it('a run that fails for a moment is tried again, and answered once', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let tries = 0;
      bench.worker({
        run: async (job) => {
          if (++tries < 3) throw new BotError('cluster-unreachable', 'It is away.');
          return { reply: answerTo(job) };
        },
      });
      await queue.add(request());
      await until(() => bench.delivered.length > 0);
      await sleep(200);
      expect([tries, bench.delivered.length, message(0)]).toEqual([3, 1, 'found']);
    });

    it('a run that fails for good ends in a plain error for all who joined, after three tries', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let tries = 0;
      bench.worker({
        run: async () => {
          tries++;
          await sleep(30);
          throw new BotError('cluster-unreachable', 'Cluster prod does not answer.');
        },
      });
      await Promise.all([queue.add(request()), queue.add(request())]);
      await until(() => bench.delivered.length >= 2);
      await sleep(200);
      expect([tries, bench.delivered.length]).toEqual([3, 2]);
      expect(bench.delivered[0]?.reply).toMatchObject({
        kind: 'failed',
        code: 'cluster-unreachable',
        message: 'Cluster prod does not answer.',
      });
    });

    it('an error that trying again cannot mend is answered at once, and the next ask is a new run', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let tries = 0;
      bench.worker({
        run: async () => {
          tries++;
          throw tries === 1 ? new BotError('forbidden', 'You may not.') : new TypeError('secret detail');
        },
      });
      await queue.add(request());
      await until(() => bench.delivered.length === 1);
      // Who asks while the run still ends has its answer.
      const redis = bench.store.connectWorker();
      const bull = new Queue('asks', { connection: redis, prefix: bench.prefix });
      await until(async () => (await bull.getActiveCount()) === 0);
      redis.disconnect();
      await queue.add(request());
      await until(() => bench.delivered.length === 2);
      expect(tries).toBe(2);
      expect(bench.delivered[1]?.reply).toMatchObject({ code: 'internal' });
      expect(message(1)).not.toContain('secret');
    });

    it('a run that hangs ends in an answer, and is told to stop', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let told = false;
      bench.worker({
        timing: { run: 300 },
        run: (_job, _progress, signal) => {
          signal.addEventListener('abort', () => {
            told = true;
          });
          return new Promise(() => {});
        },
      });
      const at = Date.now();
      await queue.add(request());
      await until(() => bench.delivered.length === 1);
      expect(bench.delivered[0]?.reply).toMatchObject({ kind: 'failed', code: 'timeout' });
      // Sooner than any run ends that nobody told of another time.
      expect(Date.now() - at).toBeLessThan(4500);
      expect(told).toBe(true);
    });

    it('a delivery that fails twice is made again without another run', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let runs = 0;
      let deliveries = 0;
      bench.worker({
        run: async (job) => {
          runs++;
          return { reply: answerTo(job) };
        },
        deliver: async (job, reply) => {
          if (++deliveries < 3) throw new BotError('slack-unavailable', 'Slack is busy.');
          await bench.deliver(job, reply);
        },
      });
      await queue.add(request());
      await until(() => bench.delivered.length === 1);
      await sleep(200);
      expect([runs, deliveries, bench.delivered.length]).toEqual([1, 3, 1]);
    });

    it('a delivery that Slack refuses is not made again', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let deliveries = 0;
      bench.worker({
        timing: { answerWithin: 300 },
        deliver: async () => {
          deliveries++;
          throw new BotError('slack-rejected', 'message_not_found');
        },
      });
      await queue.add(request());
      await until(() => deliveries > 0);
      await sleep(600);
      expect(deliveries).toBe(1);
    });

    it('a Slack that is away is answered to by the sweeper when it is back', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let away = true;
      bench.worker({
        timing: { answerWithin: 400, deliveryBackoff: 5 },
        deliver: async (job, reply) => {
          if (away) throw new BotError('slack-unavailable', 'Slack is away.');
          await bench.deliver(job, reply);
        },
      });
      await queue.add(request());
      await until(() => bench.events('queue.undelivered').length > 0);
      away = false;
      await until(() => bench.delivered.length === 1);
      expect(message(0)).toContain('Ask again');
      await sleep(300);
      expect(bench.delivered).toHaveLength(1);
    });

    it('a request nobody works for is answered by the sweeper, once, by one of several', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const job = request();
      await queue.add(job);
      const redis = bench.store.connectWorker();
      const bull = new Queue('asks', { connection: redis, prefix: bench.prefix });
      await bull.obliterate({ force: true });
      bench.worker({ timing: { answerWithin: 300 } });
      bench.worker({ timing: { answerWithin: 300 } });
      await until(() => bench.delivered.length === 1);
      await sleep(600);
      expect(bench.answersTo(job)).toHaveLength(1);
      expect(message(0)).toBe('This took too long or got lost on its way. Ask again.');
      expect(bench.metrics.filter((one) => one.name === 'swept')).toHaveLength(1);
      redis.disconnect();
    });

    it('a payload of another version is dropped with a line, and its placeholder answered', async () => {
      const redis = bench.store.connectWorker();
      const bull = new Queue('asks', { connection: redis, prefix: bench.prefix });
      const { replyTo } = request();
      await bull.add('ask', { tick: 0, job: { id: 'x', ask: { verb: 'exec' }, replyTo } }, { attempts: 3 });
      await bull.add('ask', { nothing: 'ours', token: 'xoxb-planted' });
      bench.worker();
      await until(() => bench.delivered.length === 1);
      await until(() => bench.events('queue.payload-invalid').length === 2);
      await sleep(300);
      expect(bench.delivered).toHaveLength(1);
      expect(message(0)).toContain('Another version');
      expect(bench.events('queue.payload-invalid')).toHaveLength(2);
      expect(JSON.stringify(bench.logger.lines)).not.toContain('planted');
      redis.disconnect();
    });

    it('a cluster never sees more runs at once than it may, over two workers, and others go on', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const otherAnswered = Promise.withResolvers<void>();
      let now = 0;
      let most = 0;
      const run = async (job: Parameters<typeof answerTo>[0]) => {
        if (job.ask.cluster === 'staging') return { reply: answerTo(job) };
        most = Math.max(most, ++now);
        await sleep(50);
        await otherAnswered.promise;
        now--;
        return { reply: answerTo(job) };
      };
      bench.worker({ run, clusterLimit: 2 });
      bench.worker({ run, clusterLimit: 2 });
      const jobs = Array.from({ length: 20 }, (_, index) => request({ target: `web-${index}` }));
      const other = request({ cluster: 'staging' });
      await Promise.all(jobs.map((job) => queue.add(job)));
      await queue.add(other);
      await until(() => bench.answersTo(other).length === 1);
      otherAnswered.resolve();
      await until(() => bench.delivered.length === 21);
      expect(most).toBe(2);
    });

    it('a cluster that hangs does not keep others from their answers', async () => {
      const queue = bench.producer();
      await isReady(queue);
      bench.worker({
        concurrency: 4,
        clusterLimit: 2,
        timing: { run: 60_000 },
        run: async (job) => (job.ask.cluster === 'dead' ? new Promise(() => {}) : { reply: answerTo(job) }),
      });
      const dead = Array.from({ length: 100 }, (_, index) =>
        request({ cluster: 'dead', target: `web-${index}` }),
      );
      await Promise.all(dead.map((job) => queue.add(job)));
      await sleep(200);
      const alive = Array.from({ length: 10 }, (_, index) => request({ target: `api-${index}` }));
      await Promise.all(alive.map((job) => queue.add(job)));
      await until(() => alive.every((job) => bench.answersTo(job).length === 1));
    });

    it('answers in one channel keep to its pace', async () => {
      const queue = bench.producer();
      await isReady(queue);
      bench.worker({ channelRate: { perSecond: 10, burst: 2 } });
      const jobs = Array.from({ length: 7 }, (_, index) => request({ target: `web-${index}` }));
      const begun = Date.now();
      await Promise.all(jobs.map((job) => queue.add(job)));
      await until(() => bench.delivered.length === 7);
      expect(Date.now() - begun).toBeGreaterThan(400);
    });
  });
