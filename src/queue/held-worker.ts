import type { WorkerOptions } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from '../ports.ts';
import { type Admission, createAdmission } from './admission.ts';
import { connectionFamily } from './connection-family.ts';
import { LetGo } from './failure.ts';
import { type HeldTiming, retryPause } from './held-timing.ts';
import type { Held } from './held-work.ts';
import { createLeases } from './leases.ts';
import { createPace, type Pace, type PaceOptions } from './pace.ts';
import { putBack } from './put-back.ts';
import { openWorker, type RunningWorker, runningWorker, SLOTS } from './running-worker.ts';
import type { Store } from './store.ts';
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
  atEnd(): Promise<void>;
  close(): void;
}

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
  const worker = openWorker(options.queue, processor(jobs), {
    redis,
    prefix,
    concurrency,
    timing,
    settings: {
      backoffStrategy: (failures) => retryPause(timing, Math.max(1, failures)),
      ...(options.repeatStrategy ? { repeatStrategy: options.repeatStrategy } : {}),
    },
  });
  onWorkerTrouble(worker, {
    takenOver: (id) => logger.warn(`${name}.taken-over`, { job: id }),
    failed: (problem) => logger.warn(`${name}.worker-error`, { problem }),
  });

  return runningWorker(worker, {
    redis,
    name,
    logger,
    atEnd: jobs.atEnd,
    close() {
      jobs.close();
      parts.close();
    },
  });
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
