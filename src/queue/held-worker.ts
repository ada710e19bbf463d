import { Worker, type WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../ports.ts';
import { type Admission, createAdmission } from './admission.ts';
import { connectionFamily } from './connection-family.ts';
import { LetGo } from './failure.ts';
import { type HeldTiming, retryPause } from './held-timing.ts';
import type { Held } from './held-work.ts';
import { createLeases } from './leases.ts';
import { createPace, type Pace, type PaceOptions } from './pace.ts';
import { within } from './pause.ts';
import { putBack } from './put-back.ts';
import { CLOSING } from './run-job.ts';
import type { Store } from './store.ts';
import type { RunningWorker } from './worker.ts';
import { onWorkerTrouble } from './worker-trouble.ts';

export interface HeldWorkerOptions {
  readonly queue: string;
  readonly prefix: string;
  /** Pieces of work that ask clusters at once, in this process. */
  readonly concurrency: number;
  /** The same on one cluster, over all workers and queues. */
  readonly clusterLimit: number;
  readonly pace?: PaceOptions;
  readonly timing: HeldTiming;
  readonly repeatStrategy?: NonNullable<WorkerOptions['settings']>['repeatStrategy'];
  /** The first part of what is logged: `alerts`. */
  readonly name: string;
  readonly logger: Logger;
}

/** What jobs are worked on with. */
export interface HeldWorkerParts {
  readonly redis: Redis;
  readonly admission: Admission;
  readonly pace: Pace;
  close(): void;
}

export interface HeldJobs {
  /** One job. A LetGo puts it back, anything else has failed. */
  process(held: Held): Promise<void>;
  /** After the last job. */
  atEnd?(): Promise<void>;
  close(): void;
}

/** For each place, how many jobs a worker holds: most of them wait for Slack's turn or for a busy cluster. */
const SLOTS = 16;
/** Seconds. A frozen process may swallow the signal that a job is there: others look by themselves. */
const DRAIN_DELAY = 2;
/** The part of a shutdown's time in which work may still end by itself. */
const GRACE = 0.6;

/** All workers share the places at clusters, those of asks too, and the turns at Slack. */
export function openParts(
  store: Store,
  {
    concurrency,
    clusterLimit,
    prefix,
    pace,
    timing,
  }: Pick<HeldWorkerOptions, 'concurrency' | 'clusterLimit' | 'prefix' | 'pace' | 'timing'>,
): HeldWorkerParts {
  const { redis, disconnect } = connectionFamily(store.connectWorker());
  const leases = createLeases(redis, {
    prefix: `${prefix}:cluster`,
    limit: clusterLimit,
    leaseMs: timing.lock,
  });
  return {
    redis,
    admission: createAdmission(concurrency, leases),
    pace: createPace(redis, { prefix, rates: pace ?? {}, mostWaiting: (concurrency * SLOTS) / 2 }),
    close() {
      leases.close();
      disconnect();
    },
  };
}

/** A worker of a queue whose jobs ask clusters and post in Slack. */
export function startHeldWorker(
  parts: HeldWorkerParts,
  options: HeldWorkerOptions,
  jobs: HeldJobs,
): RunningWorker {
  const { redis } = parts;
  const { logger, name, concurrency, prefix, timing } = options;
  const worker = new Worker(options.queue, processor(jobs), {
    connection: redis,
    prefix,
    concurrency: concurrency * SLOTS,
    lockDuration: timing.lock,
    stalledInterval: timing.stalledCheck,
    drainDelay: DRAIN_DELAY,
    // Ours see the count, and give up.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    settings: {
      backoffStrategy: (failures) => retryPause(timing, Math.max(1, failures)),
      ...(options.repeatStrategy ? { repeatStrategy: options.repeatStrategy } : {}),
    },
  });
  onWorkerTrouble(worker, {
    takenOver: (id) => logger.warn(`${name}.taken-over`, { job: id }),
    failed: (problem) => logger.warn(`${name}.worker-error`, { problem }),
  });

  async function end(deadlineMs: number): Promise<void> {
    const cancel = setTimeout(() => worker.cancelAllJobs(CLOSING), deadlineMs * GRACE);
    await worker.close().finally(() => clearTimeout(cancel));
    await jobs.atEnd?.();
  }

  return {
    ready: () => redis.status === 'ready' && worker.isRunning(),
    async close(deadlineMs) {
      const late = () => logger.warn(`${name}.close-late`, { deadlineMs });
      await within(deadlineMs, end(deadlineMs), late).catch((error) =>
        logger.warn(`${name}.close-failed`, { problem: String(error) }),
      );
      jobs.close();
      parts.close();
    },
  };
}

function processor({ process }: HeldJobs) {
  // BullMQ hands a signal to functions of three parameters alone.
  return async (
    bull: Held['bull'],
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> => {
    const held: Held = { bull, token: token ?? '', signal: signal ?? new AbortController().signal };
    try {
      await process(held);
    } catch (error) {
      if (!(error instanceof LetGo)) throw error;
      await putBack(held, error);
    }
  };
}
