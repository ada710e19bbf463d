import type { Job } from 'bullmq';
import type { AskJob, Reply } from '../asks.ts';
import type { Logger } from '../ports.ts';
import { askKey } from './ask-key.ts';
import type { Deliveries } from './deliveries.ts';
import { LetGo, otherVersionReply } from './failure.ts';
import type { Count } from './metrics.ts';
import { within } from './pause.ts';
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

/** Between two looks for who joined, while answers are under way. */
const LOOK_MS = 300;

/** Answers them, and who joins while that goes on: a channel that Slack limits keeps nobody else waiting. */
export async function answerAll(
  options: AnsweringOptions,
  held: Held,
  jobs: readonly AskJob[],
  reply: Reply,
  keepOpen: boolean,
): Promise<void> {
  const [first] = jobs;
  if (!first) return;
  const begun = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const problems: unknown[] = [];
  const begin = (job: AskJob): void => {
    begun.add(job.id);
    const work = answer(options, held, job, reply, keepOpen)
      .catch((error) => void problems.push(error))
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };
  let pending = jobs;
  while (pending.length > 0 || underWay.size > 0) {
    for (const job of pending) begin(job);
    await within(LOOK_MS, Promise.all(underWay), () => undefined);
    const waiting = keepOpen || problems.length > 0 ? [] : await waitingFor(options, held, askKey(first));
    pending = waiting.filter(({ id }) => !begun.has(id));
  }
  if (problems.length > 0) throw problems[0];
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
