import type { Job } from 'bullmq';
import type { AskJob, Reply } from '../asks.ts';
import type { Logger } from '../ports.ts';
import { askKey } from './ask-key.ts';
import type { Deliveries } from './deliveries.ts';
import { LetGo, otherVersionReply } from './failure.ts';
import type { Count } from './metrics.ts';
import type { Read } from './payload.ts';
import type { Requests } from './requests.ts';
import type { WorkerTiming } from './timing.ts';

export interface AnsweringOptions {
  readonly requests: Requests;
  readonly deliveries: Deliveries;
  readonly timing: WorkerTiming;
  readonly logger: Logger;
  readonly count: Count;
}

/** A job that BullMQ gave us, for as long as its lock is ours. */
export interface Held {
  readonly bull: Job;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Answers them, and who joined while that went on. */
export async function answerAll(
  options: AnsweringOptions,
  held: Held,
  jobs: readonly AskJob[],
  reply: Reply,
  keepOpen: boolean,
): Promise<void> {
  const told = new Set<string>();
  let pending = jobs;
  while (pending.length > 0) {
    const ended = await Promise.allSettled(pending.map((job) => answer(options, held, job, reply, keepOpen)));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    if (keepOpen) return;
    for (const job of pending) told.add(job.id);
    const [first] = jobs;
    const joined = first ? await waitingFor(options, held, askKey(first)) : [];
    pending = joined.filter((job) => !told.has(job.id));
  }
}

async function answer(
  options: AnsweringOptions,
  held: Held,
  job: AskJob,
  reply: Reply,
  keepOpen: boolean,
): Promise<void> {
  const { deliveries, requests, count } = options;
  const delivered = await deliveries.to(job, reply, {
    signal: held.signal,
    keepOpen,
    permit: async () => {
      const [open, ours] = await Promise.all([requests.claim(job.id), isOurs(options, held)]);
      if (!ours) throw new LetGo('the lock was lost, somebody else will answer');
      return open;
    },
  });
  if (delivered === 'delivered' && !keepOpen)
    count({ name: reply.kind === 'failed' ? 'failed' : 'done', verb: job.ask.verb });
}

/** The fence: asked right before anything is shown, since a worker that slept does not know that it did. */
export async function isOurs({ timing }: AnsweringOptions, { bull, token, signal }: Held): Promise<boolean> {
  return (await bull.extendLock(token, timing.lock)) === 1 && !signal.aborted;
}

/** The requests that wait for this run; those that another version wrote are answered on the spot. */
export async function waitingFor(
  options: AnsweringOptions,
  held: Held,
  key: string,
): Promise<readonly AskJob[]> {
  const jobs: AskJob[] = [];
  for (const read of await options.requests.waiting(key)) {
    if (read.status === 'ok') jobs.push(read.value);
    else await refuse(options, held, read);
  }
  return jobs;
}

export async function refuse(
  options: AnsweringOptions,
  held: Held,
  read: Extract<Read<unknown>, { status: 'invalid' }>,
): Promise<void> {
  const { salvaged, problem } = read;
  options.logger.warn('queue.payload-invalid', {
    run: held.bull.id,
    problem,
    answered: salvaged !== undefined,
  });
  if (!salvaged) return;
  await options.deliveries.to(salvaged, otherVersionReply(salvaged.ask), {
    signal: held.signal,
    permit: () => isOurs(options, held),
  });
  options.count({ name: 'failed', verb: salvaged.ask.verb });
}
