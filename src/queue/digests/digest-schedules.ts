import type { DigestSchedules } from '../../digest-ports.ts';
import type { DigestSubscription, ScheduledDigest } from '../../digests/subscription.ts';
import { BotError } from '../../errors.ts';
import type { Clock, Logger } from '../../ports.ts';
import { DEFAULT_PREFIX } from '../bull.ts';
import { createProducerSide } from '../producer-side.ts';
import { reopened } from '../reopened.ts';
import type { Store } from '../store.ts';
import { openDigestsQueue } from './digest-queue.ts';
import { nextSlot, type Slots } from './next-slot.ts';
import { createSubscriptions } from './subscriptions.ts';
import { createTimers, type Timers } from './timers.ts';

export interface DigestSchedulesOptions {
  readonly prefix?: string;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** In a channel, the configuration's too. */
const MOST = 50;

/** The side of digests that commands come in by: fails within two seconds when the store is away. */
export function createDigestSchedules(store: Store, options: DigestSchedulesOptions): DigestSchedules {
  const { clock, logger, prefix = DEFAULT_PREFIX } = options;
  const redis = store.connectProducer();
  const queue = reopened(redis, () => openDigestsQueue(redis, prefix));
  const subscriptions = createSubscriptions(redis, { prefix, logger });
  const { inTime, ready, close } = createProducerSide(redis);

  function withTimers<T>(work: (timers: Timers) => Promise<T>): Promise<T> {
    return inTime(async () => work(createTimers(await queue(), subscriptions, clock)));
  }

  async function find(timers: Timers, id: string): Promise<ScheduledDigest | undefined> {
    const subscription = await subscriptions.find(id);
    return subscription && scheduled(timers, subscription);
  }

  async function refuseTooMany({ id, channel }: DigestSubscription): Promise<void> {
    const all = await subscriptions.all();
    const others = all.filter((one) => one.channel === channel && one.id !== id);
    if (others.length < MOST) return;
    throw new BotError(
      'usage',
      `This channel has ${MOST} digests already, and that is the most. Remove one that nobody needs first.`,
    );
  }

  return {
    of: (channel) =>
      withTimers(async (timers) => {
        const all = (await subscriptions.all()).filter((one) => one.channel === channel);
        const listed = await Promise.all(all.map((one) => scheduled(timers, one)));
        return listed.toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1));
      }),
    find: (id) => withTimers((timers) => find(timers, id)),
    put: (subscription) =>
      withTimers(async (timers) => {
        refuseNever(subscription, clock.now());
        await refuseTooMany(subscription);
        await subscriptions.put(subscription);
        await timers.setRight(subscription.id);
        return (await find(timers, subscription.id)) ?? { subscription };
      }),
    pause: (id, paused) =>
      withTimers(async (timers) => {
        if (!(await subscriptions.has(id))) return undefined;
        await subscriptions.setPaused(id, paused);
        await timers.setRight(id);
        return find(timers, id);
      }),
    remove: (id) =>
      withTimers(async (timers) => {
        const removed = await subscriptions.remove(id);
        await timers.setRight(id);
        return removed;
      }),
    ready,
    close,
  };
}

async function scheduled(timers: Timers, subscription: DigestSubscription): Promise<ScheduledDigest> {
  if (subscription.paused) return { subscription };
  const next = await timers.next(subscription.id);
  return next === undefined ? { subscription } : { subscription, next };
}

function refuseNever({ when, pattern, timeZone }: DigestSubscription, now: number): void {
  if (slotAfter({ pattern, timeZone }, now) !== undefined) return;
  throw new BotError('usage', `A digest at "${when}" (${timeZone}) would never be due. Give another time.`);
}

/** What is no pattern, or no time zone, has no slots either. */
function slotAfter(slots: Slots, now: number): number | undefined {
  try {
    return nextSlot(slots, now);
  } catch {
    return undefined;
  }
}
