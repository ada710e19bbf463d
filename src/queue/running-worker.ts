import { type Processor, Worker, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../ports.ts';
import { within } from './pause.ts';
import { CLOSING } from './run-job.ts';

export interface RunningWorker {
  /** Ends what runs, or puts it back for others; returns by the deadline whatever the store does. */
  close(deadlineMs: number): Promise<void>;
  /** True while the store is connected and jobs are taken. */
  ready(): boolean;
}

/** For each place, how many jobs a worker holds: most of them only wait for Slack or for a busy cluster. */
export const SLOTS = 16;
/** Seconds. A frozen process may swallow the signal that a job is there: others look by themselves. */
const DRAIN_DELAY = 2;
/** The part of a shutdown's time in which work may still end by itself. */
const GRACE = 0.6;

interface OpenOptions {
  readonly redis: Redis;
  readonly prefix: string;
  /** Pieces of work at once in this process. */
  readonly concurrency: number;
  /** Milliseconds. */
  readonly timing: { readonly lock: number; readonly stalledCheck: number };
  readonly settings?: WorkerOptions['settings'];
}

/** BullMQ's worker, as each of our queues has it. */
export function openWorker<Result>(
  queue: string,
  process: Processor<unknown, Result>,
  { redis, prefix, concurrency, timing, settings }: OpenOptions,
): Worker<unknown, Result> {
  return new Worker<unknown, Result>(queue, process, {
    connection: redis,
    prefix,
    concurrency: concurrency * SLOTS,
    lockDuration: timing.lock,
    stalledInterval: timing.stalledCheck,
    drainDelay: DRAIN_DELAY,
    // Our own processors see the count, and give up.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    ...(settings ? { settings } : {}),
  });
}

interface RunningOptions {
  readonly redis: Redis;
  /** The first part of what is logged: `alerts`. */
  readonly name: string;
  readonly logger: Logger;
  /** After the last job, where there is time. */
  atEnd(): Promise<void>;
  /** What it used. */
  close(): void;
}

export function runningWorker<Result>(
  worker: Worker<unknown, Result>,
  { redis, name, logger, atEnd, close }: RunningOptions,
): RunningWorker {
  async function end(deadlineMs: number): Promise<void> {
    const cancel = setTimeout(() => worker.cancelAllJobs(CLOSING), deadlineMs * GRACE);
    await worker.close().finally(() => clearTimeout(cancel));
    await atEnd();
  }

  return {
    ready: () => redis.status === 'ready' && worker.isRunning(),
    async close(deadlineMs) {
      const late = () => logger.warn(`${name}.close-late`, { deadlineMs });
      await within(deadlineMs, end(deadlineMs), late).catch((error) =>
        logger.warn(`${name}.close-failed`, { problem: String(error) }),
      );
      close();
    },
  };
}
