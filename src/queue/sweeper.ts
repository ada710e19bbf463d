import type { AskJob } from '../asks.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Deliveries } from './deliveries.ts';
import { type FailedReply, lostReply, otherVersionReply, restartedReply } from './failure.ts';
import type { Count } from './metrics.ts';
import type { Requests, StaleRequest } from './requests.ts';
import type { WorkerTiming } from './timing.ts';

/** Answers at a time. */
const BATCH = 20;
/** After this an unanswerable request is forgotten: its asker has long asked again. */
const FORGET_MS = 3_600_000;

export interface Sweeper {
  /** Answers everything that is still open, since this process takes the queue with it. */
  sweepAll(): Promise<void>;
  close(): void;
}

/** Answers, with a plain error, requests that nobody works for any more: a lost job, a process that died at it. */
export function startSweeper(options: {
  readonly requests: Requests;
  readonly deliveries: Deliveries;
  readonly timing: WorkerTiming;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly count: Count;
}): Sweeper {
  const { requests, deliveries, timing, clock, logger, count } = options;
  const closed = new AbortController();
  let sweeping = false;

  async function close(stale: StaleRequest, word: (ask: AskJob['ask']) => FailedReply): Promise<void> {
    const { id, read } = stale;
    const job = read.status === 'ok' ? read.value : read.salvaged;
    if (!job || clock.now() - job.askedAt > FORGET_MS) {
      logger.warn('queue.forgotten', { id, ...(read.status === 'ok' ? {} : { problem: read.problem }) });
      return requests.forget(id);
    }
    const reply = read.status === 'ok' ? word(job.ask) : otherVersionReply(job.ask);
    const signal = closed.signal;
    const delivered = await deliveries.to(job, reply, { signal, permit: async () => true });
    if (delivered !== 'delivered') return;
    logger.warn('queue.swept', { id, verb: job.ask.verb, cluster: job.ask.cluster });
    count({ name: 'swept', verb: job.ask.verb });
  }

  async function sweep(before: number, word: (ask: AskJob['ask']) => FailedReply): Promise<void> {
    for (;;) {
      const stale = await requests.takeStale(before, BATCH);
      await Promise.all(stale.map((one) => close(one, word)));
      if (stale.length < BATCH) return;
    }
  }

  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    sweep(clock.now() - timing.answerWithin, lostReply)
      .catch((error) => logger.warn('queue.sweep-failed', { problem: String(error) }))
      .finally(() => {
        sweeping = false;
      });
  }, timing.sweepEvery);
  timer.unref();

  return {
    sweepAll: () => sweep(Number.MAX_SAFE_INTEGER, restartedReply),
    close() {
      clearInterval(timer);
      closed.abort('closing');
    },
  };
}
