import { randomUUID } from 'node:crypto';
import type { Ask, AskJob, Reply } from '../../../src/asks.ts';
import type { JobQueue, Logger } from '../../../src/ports.ts';
import type { QueueMetric } from '../../../src/queue/metrics.ts';
import { createJobQueue, type JobQueueOptions } from '../../../src/queue/producer.ts';
import type { RunningWorker } from '../../../src/queue/running-worker.ts';
import type { Store } from '../../../src/queue/store.ts';
import type { WorkerTiming } from '../../../src/queue/timing.ts';
import { startWorker, type WorkerOptions } from '../../../src/queue/worker.ts';

export const clock = { now: () => Date.now() };

export interface Line {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function collectingLogger(): Logger & { readonly lines: Line[] } {
  const lines: Line[] = [];
  const write = (event: string, fields: Readonly<Record<string, unknown>> = {}) =>
    void lines.push({ event, fields });
  return { lines, info: write, warn: write, error: write };
}

let asked = 0;

/** A request of its own, about `web` unless said. */
export function request(ask: Partial<Ask> = {}, over: Partial<AskJob> = {}): AskJob {
  asked++;
  return {
    id: `8.${asked}:${randomUUID()}`,
    ask: { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'web', ...ask },
    asker: { user: `U${asked}`, channel: 'C1' },
    replyTo: { kind: 'message', channel: 'C1', ts: `1.${asked}` },
    askedAt: Date.now(),
    ...over,
  };
}

export function answerTo({ ask }: AskJob, message = 'found'): Reply {
  return { kind: 'failed', ask, code: 'internal', message };
}

/** Small, so that what takes a minute in production takes a second here. */
export const quick: Partial<WorkerTiming> = {
  lock: 1000,
  stalledCheck: 400,
  run: 5000,
  answerWithin: 60_000,
  sweepEvery: 200,
  progressEvery: 100,
  deliveryBackoff: 50,
};

export interface Delivery {
  readonly id: string;
  readonly reply: Reply;
  readonly at: number;
}

export type Overrides = Partial<Omit<WorkerOptions, 'logger' | 'clock'>>;

/** One store with its producers and workers, and what was delivered. */
export function createBench(store: Store, prefix = `t${randomUUID().slice(0, 8)}`) {
  const logger = collectingLogger();
  const delivered: Delivery[] = [];
  const metrics: QueueMetric[] = [];
  const ends: (() => Promise<void>)[] = [];
  const deliver = async (job: AskJob, reply: Reply) =>
    void delivered.push({ id: job.id, reply, at: Date.now() });

  function producer(options: Partial<JobQueueOptions> = {}): JobQueue {
    const queue = createJobQueue(store, {
      prefix,
      logger,
      clock,
      userLimitPerMinute: 0,
      metrics: (metric) => void metrics.push(metric),
      ...options,
    });
    ends.push(() => queue.close());
    return queue;
  }

  function worker(options: Overrides = {}): RunningWorker {
    const running = startWorker(store, {
      prefix,
      logger,
      clock,
      run: async (job) => ({ reply: answerTo(job) }),
      deliver,
      concurrency: 8,
      clusterLimit: 8,
      channelRate: { perSecond: 1000, burst: 1000 },
      metrics: (metric) => void metrics.push(metric),
      ...options,
      timing: { ...quick, ...options.timing },
    });
    ends.push(() => running.close(1000));
    return running;
  }

  return {
    store,
    prefix,
    logger,
    delivered,
    metrics,
    deliver,
    producer,
    worker,
    events: (name: string) => logger.lines.filter(({ event }) => event === name),
    answersTo: (job: AskJob) => delivered.filter(({ id }) => id === job.id),
    async close() {
      await Promise.all(ends.map((end) => end()));
    },
  };
}

export type Bench = ReturnType<typeof createBench>;

/** Milliseconds that a door may take to say that the store is away, on a machine that has more to do. */
export const WITHIN_TWO_SECONDS = 2900;
/** The same where it is known: less than a command to the store may take. */
export const AT_ONCE = 1400;

export async function until(condition: () => boolean | Promise<boolean>, limitMs = 15_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within ${limitMs} ms: ${condition}`);
    await sleep(10);
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export async function isReady(queue: JobQueue): Promise<void> {
  await until(() => queue.ready());
}
