import { describe, expect, it } from 'vitest';
import { BotError } from '../../src/errors.ts';
import { answerTo, type Bench, createBench, isReady, request, sleep, until } from './support/bench.ts';
import { eachBench } from './support/each-bench.ts';
import { stores } from './support/stores.ts';

for (const { name, skip, open } of stores)
  describe.skipIf(skip)(`requests on ${name}`, () => {
    let bench: Bench;
    eachBench(open, createBench, (made) => {
      bench = made;
    });

    it('are answered once each', async () => {
      const queue = bench.producer();
      await isReady(queue);
      bench.worker();
      const jobs = Array.from({ length: 20 }, (_, index) => request({ target: `web-${index}` }));
      const added = await Promise.all(jobs.map((job) => queue.add(job)));
      expect(added.every(({ joined }) => !joined)).toBe(true);
      await until(() => bench.delivered.length >= 20);
      await sleep(100);
      for (const job of jobs) expect(bench.answersTo(job)).toMatchObject([{ reply: { message: 'found' } }]);
      const counts = (metric: string) => bench.metrics.filter((one) => one.name === metric).length;
      expect([counts('received'), counts('wait'), counts('run')]).toEqual([20, 20, 20]);
    });

    it('for the same thing by ten people cause one run and ten answers', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const allAsked = Promise.withResolvers<void>();
      let runs = 0;
      bench.worker({
        run: async (job) => {
          runs++;
          await allAsked.promise;
          return { reply: answerTo(job) };
        },
      });
      const jobs = Array.from({ length: 10 }, () => request());
      const added = await Promise.all(jobs.map((job) => queue.add(job)));
      allAsked.resolve();
      expect(added.filter(({ joined }) => joined)).toHaveLength(9);
      await until(() => bench.delivered.length >= 10);
      await sleep(300);
      expect(runs).toBe(1);
      expect(new Set(bench.delivered.map(({ id }) => id)).size).toBe(10);
      expect(bench.delivered).toHaveLength(10);
    });

    it('that join at any moment of a run are answered once, with as many runs as it takes', async () => {
      const queue = bench.producer();
      await isReady(queue);
      bench.worker({
        run: async (job) => {
          await sleep(Math.random() * 4);
          return { reply: answerTo(job) };
        },
      });
      const jobs = Array.from({ length: 400 }, (_, index) => request({ target: `web-${index % 5}` }));
      for (let start = 0; start < jobs.length; start += 8) {
        await Promise.all(jobs.slice(start, start + 8).map((job) => queue.add(job)));
        await sleep(Math.random() * 6);
      }
      await until(() => bench.delivered.length >= jobs.length);
      await sleep(200);
      expect(bench.delivered).toHaveLength(jobs.length);
      expect(new Set(bench.delivered.map(({ id }) => id)).size).toBe(jobs.length);
    });

    it('that Slack delivers again are the same request, running or answered', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const allAsked = Promise.withResolvers<void>();
      let runs = 0;
      bench.worker({
        run: async (job) => {
          runs++;
          await allAsked.promise;
          return { reply: answerTo(job) };
        },
      });
      const job = request();
      const joiner = request();
      await queue.add(job);
      for (const again of [job, joiner, joiner]) await queue.add(again);
      allAsked.resolve();
      await until(() => bench.delivered.length >= 2);
      await sleep(50);
      await expect(queue.add(job)).resolves.toEqual({ joined: true, known: true });
      await queue.add(joiner);
      await sleep(300);
      expect(runs).toBe(1);
      expect(bench.answersTo(job)).toHaveLength(1);
      expect(bench.answersTo(joiner)).toHaveLength(1);
    });

    it('that reach two processes at the same time are one request', async () => {
      const queues = [bench.producer(), bench.producer()];
      for (const queue of queues) await isReady(queue);
      let runs = 0;
      bench.worker({
        run: async (job) => {
          runs++;
          return { reply: answerTo(job) };
        },
      });
      const jobs = Array.from({ length: 20 }, (_, index) => request({ target: `web-${index}` }));
      await Promise.all(jobs.flatMap((job) => queues.map((queue) => queue.add(job))));
      await until(() => bench.delivered.length >= 20);
      await sleep(200);
      expect([runs, bench.delivered.length]).toEqual([20, 20]);
    });

    it('show their steps, and never after the answer', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const shown: (readonly string[])[] = [];
      let sending = 0;
      bench.worker({
        run: async (job, progress) => {
          for (const [index, step] of ['reading', 'judging', 'writing'].entries()) {
            progress(step);
            await until(() => sending > index);
          }
          // The last one is on its way to Slack as the answer comes.
          return { reply: answerTo(job) };
        },
        progress: async (_, steps) => {
          sending = steps.length;
          expect(bench.delivered).toHaveLength(0);
          await sleep(50);
          expect(bench.delivered).toHaveLength(0);
          shown.push(steps);
        },
      });
      await queue.add(request());
      await until(() => bench.delivered.length === 1);
      await sleep(300);
      expect(shown.at(-1)).toEqual(['reading', 'judging', 'writing']);
      expect(bench.events('queue.progress-failed')).toEqual([]);
    });

    it('go on as a watch until its run stops asking', async () => {
      const queue = bench.producer();
      await isReady(queue);
      let ticks = 0;
      bench.worker({
        run: async (job) => {
          ticks++;
          const reply = answerTo(job, `tick ${ticks}`);
          return ticks < 4 ? { reply, againAfterMs: 50 } : { reply };
        },
      });
      const job = request({ verb: 'watch' });
      await queue.add(job);
      await until(() => bench.delivered.length >= 4);
      await sleep(300);
      expect(bench.answersTo(job).map(({ reply }) => (reply as { message: string }).message)).toEqual([
        'tick 1',
        'tick 2',
        'tick 3',
        'tick 4',
      ]);
      expect(bench.metrics.filter((one) => one.name === 'failed')).toHaveLength(1);
    });

    it('over the person’s limit are refused in words', async () => {
      const queue = bench.producer({ userLimitPerMinute: 3 });
      await isReady(queue);
      const asker = { user: 'Ubusy', channel: 'C1' };
      for (let count = 0; count < 3; count++) await queue.add(request({ target: `t${count}` }, { asker }));
      const refusal = await queue.add(request({}, { asker })).catch((error) => error);
      expect(refusal).toBeInstanceOf(BotError);
      expect(refusal).toMatchObject({ code: 'throttled', userMessage: expect.stringContaining('3 times') });
      await queue.add(request({}, { asker: { user: 'Uquiet', channel: 'C1' } }));
    });

    it('that are malformed never get in', async () => {
      const queue = bench.producer();
      await isReady(queue);
      const bad = request({ target: 'x'.repeat(501) });
      await expect(queue.add(bad)).rejects.toMatchObject({ code: 'usage' });
    });
  });
