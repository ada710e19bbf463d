import { DelayedError, type Job, type Queue, UnrecoverableError, WaitingError } from 'bullmq';
import type { AskJob, RunResult } from '../asks.ts';
import { BotError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { Admission } from './admission.ts';
import { type AnsweringOptions, answerAll, type Held, isOurs, refuse, waitingFor } from './answering.ts';
import { askKey, runId } from './ask-key.ts';
import { diedReply, failedReply, LetGo } from './failure.ts';
import { readTicket, type Ticket } from './payload.ts';
import { createProgress, type SendProgress } from './progress.ts';
import { type Run, runOnce } from './run-once.ts';

export interface RunJobOptions extends AnsweringOptions {
  readonly run: Run;
  readonly sendProgress: SendProgress;
  readonly queue: Queue;
  readonly admission: Admission;
  readonly clock: Clock;
}

/** Given as the reason of a cancellation: the run goes back to the queue, for another process. */
export const CLOSING = 'closing';

/** A run whose worker died more often than this is answered with an error: it may be what kills them. */
const DEATHS = 2;
/** How long a run that found no place rests in the queue, at least. */
const REST_MS = 300;

/** `again`: its request stays open for the next tick. */
export type Ended = 'again' | 'done';

/** What BullMQ calls for a job: one run, and an answer for everyone who waits for it. */
export function createRunJob(options: RunJobOptions) {
  // BullMQ hands a signal to functions of three parameters alone.
  return async (bull: Job, token: string | undefined, signal: AbortSignal | undefined): Promise<Ended> => {
    const held = { bull, token: token ?? '', signal: signal ?? new AbortController().signal };
    try {
      return await work(options, held);
    } catch (error) {
      if (!(error instanceof LetGo) || held.signal.reason !== CLOSING) throw error;
      await bull.moveToWait(held.token);
      throw new WaitingError();
    }
  };
}

async function work(options: RunJobOptions, held: Held): Promise<Ended> {
  const read = readTicket(held.bull.data);
  if (read.status === 'invalid') {
    await refuse(options, held, read);
    throw new UnrecoverableError(`payload not understood: ${read.problem}`);
  }
  const jobs = await waitingFor(options, held, askKey(read.value.job));
  const [first] = jobs;
  if (!first) return 'done';
  if (held.bull.stalledCounter > DEATHS) {
    await answerAll(options, held, jobs, diedReply(first.ask), false);
    throw new UnrecoverableError('its worker died too often');
  }
  const leave = await options.admission.enter(first.ask.cluster, held.token, held.signal);
  if (!leave) return rest(held);
  const outcome = await runWithProgress(options, held, first, jobs).finally(leave);
  return answerWith(options, held, { ticket: read.value, jobs, outcome });
}

async function rest({ bull, token, signal }: Held): Promise<never> {
  if (signal.aborted) throw new LetGo(String(signal.reason));
  await bull.moveToDelayed(Date.now() + REST_MS * (1 + Math.random()), token);
  throw new DelayedError();
}

type Outcome = RunResult & { readonly error?: Error };

/** @throws the error again where BullMQ shall try again. */
async function runWithProgress(
  options: RunJobOptions,
  held: Held,
  first: AskJob,
  jobs: readonly AskJob[],
): Promise<Outcome> {
  const { clock, logger, count, timing } = options;
  const startedAt = clock.now();
  const { verb } = first.ask;
  if (isFirstTry(held)) count({ name: 'wait', verb, ms: startedAt - held.bull.timestamp });
  const progress = createProgress({
    send: options.sendProgress,
    // A response_url may be used five times: all of them for answers.
    jobs: jobs.filter((job) => job.replyTo.kind === 'message'),
    everyMs: timing.progressEvery,
    permit: () => isOurs(options, held),
    logger,
  });
  try {
    return await runOnce(options.run, first, {
      step: progress.step,
      signal: held.signal,
      limitMs: timing.run,
    });
  } catch (error) {
    return afterError(options, held, first, error);
  } finally {
    await progress.stop();
    count({ name: 'run', verb, ms: clock.now() - startedAt });
  }
}

/** Of its first tick: a later one waited because it was told to. */
function isFirstTry({ bull }: Held): boolean {
  return bull.attemptsMade === 0 && bull.stalledCounter === 0 && bull.opts.deduplication !== undefined;
}

function afterError({ logger }: RunJobOptions, { bull }: Held, { id, ask }: AskJob, error: unknown): Outcome {
  if (error instanceof LetGo) throw error;
  const retryable = error instanceof BotError && error.retryable;
  const last = bull.attemptsMade + 1 >= (bull.opts.attempts ?? 1);
  const problem = error instanceof Error ? error : new Error(String(error));
  logger.warn('queue.run-failed', {
    id,
    attempt: bull.attemptsMade + 1,
    problem: error instanceof BotError ? error.message : (problem.stack ?? problem.message),
  });
  if (retryable && !last) throw problem;
  return { reply: failedReply(ask, error), error: problem };
}

async function answerWith(
  options: RunJobOptions,
  held: Held,
  run: { readonly ticket: Ticket; readonly jobs: readonly AskJob[]; readonly outcome: Outcome },
): Promise<Ended> {
  const { ticket, jobs, outcome } = run;
  const again = outcome.againAfterMs !== undefined;
  await answerAll(options, held, jobs, outcome.reply, again);
  if (outcome.error) throw new UnrecoverableError(outcome.error.message);
  if (!again) return 'done';
  const next = { tick: ticket.tick + 1, job: ticket.job } satisfies Ticket;
  await options.queue.add('ask', next, {
    jobId: runId(ticket.job.id, next.tick),
    delay: outcome.againAfterMs,
  });
  return 'again';
}
