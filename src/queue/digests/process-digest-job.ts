import { UnrecoverableError } from 'bullmq';
import { z } from 'zod';
import type { DigestWork, DueDigest } from '../../digest-ports.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { Logger } from '../../ports.ts';
import { DEATHS } from '../deaths.ts';
import { LetGo } from '../failure.ts';
import { type HeldTiming, triedFor } from '../held-timing.ts';
import { doHeldWork, type Held, type HeldWorkOptions } from '../held-work.ts';
import { parse } from '../parsed.ts';
import type { DigestMarks } from './digest-marks.ts';
import { slotOf } from './digest-queue.ts';
import type { Subscriptions } from './subscriptions.ts';

export interface ProcessOptions extends Omit<HeldWorkOptions, 'timing'> {
  readonly work: DigestWork;
  readonly subscriptions: Subscriptions;
  readonly marks: DigestMarks;
  readonly timing: HeldTiming;
  readonly logger: Logger;
}

const dataSchema = z.object({ id: z.string().min(1) });

/** What is done for a slot of a subscription: it is posted, once. */
export function createProcess(options: ProcessOptions) {
  const { work, marks, timing, logger } = options;

  async function process(held: Held): Promise<void> {
    const found = await findDue(options, held);
    if (!found) return;
    if (held.bull.stalledCounter > DEATHS) throw givenUp(found.id, 'its workers died of it');
    const begun = await marks.begin(found);
    if (begun === 'done') return;
    if (begun === 'superseded') return logger.warn('digests.superseded', { digest: found.id });
    const due: DueDigest = { ...found, begun: begun === 'again' };
    try {
      await doHeldWork(held, options, (permitted) => work.post(due, marking(permitted, due)));
    } catch (error) {
      throw afterProblem(held, due, error);
    }
    await marks.done(due.id);
  }

  /** Who waited for a place at the cluster alone has posted nothing: the next try need not search Slack for it. */
  function marking(permitted: HeldWork, { id }: DueDigest): HeldWork {
    return {
      ...permitted,
      async permit() {
        await permitted.permit();
        await marks.posting(id);
      },
    };
  }

  /** What to throw: BullMQ tries again, with growing pauses, what is not unrecoverable. */
  function afterProblem({ bull }: Held, { id }: DueDigest, problem: unknown): unknown {
    if (problem instanceof LetGo) return problem;
    const why = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    if (triedFor(timing, bull.attemptsMade) >= timing.giveUpAfter) return givenUp(id, why);
    logger.warn('digests.failed', { digest: id, attempt: bull.attemptsMade + 1, problem: why });
    return problem;
  }

  function givenUp(digest: string, why: string): UnrecoverableError {
    logger.error('digests.given-up', { digest, why });
    return new UnrecoverableError(why);
  }

  return process;
}

/** Undefined where nobody wants it any more. */
async function findDue(
  { subscriptions, logger }: ProcessOptions,
  { bull }: Held,
): Promise<Omit<DueDigest, 'begun'> | undefined> {
  const read = parse(dataSchema, bull.data);
  const dueAt = slotOf(bull.id ?? '');
  if (read.status === 'invalid' || dueAt === undefined) {
    const problem = read.status === 'invalid' ? read.problem : 'it is of no slot';
    logger.error('digests.unreadable', { job: bull.id, problem });
    throw new UnrecoverableError(`not understood: ${problem}`);
  }
  const subscription = await subscriptions.find(read.value.id);
  if (!subscription || subscription.paused) return undefined;
  return { id: `${subscription.id}-${dueAt}`, subscription, dueAt };
}
