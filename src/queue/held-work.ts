import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import type { HeldWork } from '../incident-ports.ts';
import type { Admission } from './admission.ts';
import { LetGo } from './failure.ts';
import type { HeldTiming } from './held-timing.ts';
import { limited } from './limited.ts';
import type { Pace } from './pace.ts';
import { PutOff } from './put-off.ts';

/** A job that BullMQ gave us. */
export interface Held {
  readonly bull: Job;
  readonly token: string;
  readonly signal: AbortSignal;
}

/** Each is as long as the admission's own patience; after them others get the slot. */
const TRIES = 4;
const REST_MS = 1000;

export interface HeldWorkOptions {
  readonly admission: Admission;
  readonly pace: Pace;
  readonly timing: Pick<HeldTiming, 'lock' | 'work'>;
  /** What else has to be ours. */
  readonly alsoOurs?: () => Promise<boolean>;
}

/** Does the work of a held job under its time limit; gives back the places at clusters that it has forgotten to. */
export async function doHeldWork<T>(
  held: Held,
  options: HeldWorkOptions,
  work: (held: HeldWork) => Promise<T>,
): Promise<T> {
  let leaveAll = () => {};
  try {
    return await limited(held.signal, options.timing.work, (signal) => {
      const made = createHeldWork({ ...held, signal }, options);
      leaveAll = made.leaveAll;
      return work(made.work);
    });
  } finally {
    leaveAll();
  }
}

function createHeldWork(
  { bull, token, signal }: Held,
  { admission, pace, timing, alsoOurs }: HeldWorkOptions,
): { readonly work: HeldWork; leaveAll(): void } {
  const places = new Set<() => void>();

  const work: HeldWork = {
    signal,
    async permit() {
      const [locked, also] = await Promise.all([bull.extendLock(token, timing.lock), alsoOurs?.() ?? true]);
      if (locked !== 1 || !also) throw new LetGo('the lock was lost, somebody else does this');
      if (signal.aborted) throw new LetGo(String(signal.reason));
    },
    async enter(cluster) {
      for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
        const leave = await admission.enter(cluster, randomUUID(), signal);
        if (leave && !signal.aborted) return place(leave);
        leave?.();
      }
      if (signal.aborted) throw new LetGo(String(signal.reason));
      throw new PutOff('no place to ask the cluster from', REST_MS * (1 + Math.random()));
    },
    turn: (what, channel) => pace.turn(what, channel, signal),
  };

  function place(leave: () => void): () => void {
    const once = () => {
      if (places.delete(once)) leave();
    };
    places.add(once);
    return once;
  }

  return {
    work,
    leaveAll() {
      for (const leave of places) leave();
    },
  };
}
