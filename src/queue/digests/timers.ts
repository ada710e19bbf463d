import { ErrorCode, type Queue } from 'bullmq';
import type { DigestSubscription } from '../../digests/subscription.ts';
import type { Clock } from '../../ports.ts';
import { slotJobId } from './digest-queue.ts';
import type { Subscriptions } from './subscriptions.ts';

/** BullMQ's job schedulers: one for each subscription that isn't paused. */
export interface Timers {
  /** Makes a subscription's timer what it has to be, or takes it away; leaves one that is right as it is. */
  setRight(id: string): Promise<void>;
  /** When it is due next. */
  next(id: string): Promise<number | undefined>;
  /** The ids of all that have one. */
  ids(): Promise<readonly string[]>;
}

/** After this a slot that nobody makes a job of any more is missed: workers make one as they take the last. */
const BROKEN_AFTER_MS = 60_000;
/** Others may change the same at the same time: it is looked at again after each change. */
const MOST_ROUNDS = 5;

export function createTimers(queue: Queue, subscriptions: Subscriptions, clock: Clock): Timers {
  async function isRight(wanted: DigestSubscription): Promise<boolean> {
    const timer = await queue.getJobScheduler(wanted.id);
    if (timer?.pattern !== wanted.pattern || timer.tz !== wanted.timeZone) return false;
    if (timer.next !== undefined && timer.next > clock.now() - BROKEN_AFTER_MS) return true;
    return (await queue.getJob(slotJobId(wanted.id, timer.next ?? 0))) !== undefined;
  }

  /**
   * Whether something had to be done. A timer that is right stays: BullMQ puts the next slot in the place of the one that is
   * due right now, and the run of this one would be lost.
   */
  async function change(id: string): Promise<boolean> {
    const subscription = await subscriptions.find(id);
    // Another version wrote it, and knows its timer.
    if (!subscription && (await subscriptions.has(id))) return false;
    if (!subscription || subscription.paused) return queue.removeJobScheduler(id);
    if (await isRight(subscription)) return false;
    const { pattern, timeZone } = subscription;
    const made = await queue
      .upsertJobScheduler(id, { pattern, tz: timeZone }, { name: 'post', data: { id } })
      .catch(unlessTaken);
    return made !== undefined;
  }

  return {
    async setRight(id) {
      for (let round = 0; round < MOST_ROUNDS && (await change(id)); round++);
    },
    next: async (id) => (await queue.getJobScheduler(id))?.next,
    async ids() {
      const timers = await queue.getJobSchedulers();
      return timers.map(({ key }) => key);
    },
  };
}

/** A worker whose clock is ahead works on the slot already: the next one is for the next look at the timers. */
function unlessTaken(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === ErrorCode.SchedulerJobIdCollision) return;
  throw error;
}
