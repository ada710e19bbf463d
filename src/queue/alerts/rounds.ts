import { randomUUID } from 'node:crypto';
import type { HeldWork } from '../../incident-ports.ts';
import type { CountAlert } from '../../incidents/alert-metric.ts';
import type { Logger } from '../../ports.ts';
import type { Admission } from '../admission.ts';
import { DEATHS } from '../deaths.ts';
import { LetGo } from '../failure.ts';
import { doHeldWork, type Held } from '../held-work.ts';
import type { Pace } from '../pace.ts';
import { PutOff } from '../put-off.ts';
import type { AlertTiming } from './alert-timing.ts';
import type { Inboxes } from './inboxes.ts';

export interface RoundsOptions {
  readonly inboxes: Inboxes;
  readonly admission: Admission;
  readonly pace: Pace;
  readonly timing: AlertTiming;
  readonly logger: Logger;
  readonly count: CountAlert;
}

/** One name's work, as `inboxes` has it. */
export interface RoundWork {
  readonly name: string;
  /** For the log. */
  readonly about: object;
  run(entries: readonly string[], held: HeldWork): Promise<void>;
}

export interface Rounds {
  /** One round: what is left, or undefined where nothing was there. @throws PutOff, LetGo. */
  round(held: Held, work: RoundWork): Promise<{ readonly left: number; readonly round: number } | undefined>;
  close(): void;
}

export function createRounds(options: RoundsOptions): Rounds {
  const { inboxes, timing, logger, count } = options;
  const held = new Map<string, { readonly name: string; readonly lost: AbortController }>();
  const timer = setInterval(() => {
    for (const [holder, { name, lost }] of held)
      inboxes.hold(name, holder).then(
        (ours) => ours || lost.abort('somebody else works on this'),
        () => {},
      );
  }, timing.lock / 3);
  timer.unref();

  function drop(dropped: number, why: string, { about }: RoundWork): { left: number; round: number } {
    logger.error('alerts.given-up', { ...about, items: dropped, why });
    for (let index = 0; index < dropped; index++) count({ name: 'dropped', reason: 'given-up' });
    // What came later has not had its turn.
    return { left: 1, round: 0 };
  }

  async function work(
    bull: Held,
    holder: string,
    one: RoundWork,
    entries: readonly string[],
  ): Promise<{ readonly problem?: unknown }> {
    const lost = new AbortController();
    held.set(holder, { name: one.name, lost });
    const signal = AbortSignal.any([bull.signal, lost.signal]);
    const alsoOurs = () => inboxes.hold(one.name, holder);
    try {
      await doHeldWork({ ...bull, signal }, { ...options, alsoOurs }, (work) => one.run(entries, work));
      return {};
    } catch (problem) {
      return { problem: problem ?? new Error('unknown') };
    } finally {
      held.delete(holder);
    }
  }

  async function afterProblem(
    problem: unknown,
    holder: string,
    one: RoundWork,
  ): Promise<{ left: number; round: number }> {
    if (problem instanceof LetGo) {
      await inboxes.release(one.name, holder);
      throw problem;
    }
    const failed = await inboxes.failed(one.name, holder);
    const why = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
    if ('dropped' in failed) return drop(failed.dropped, why, one);
    logger.warn('alerts.failed', { ...one.about, pauseMs: failed.pauseMs, problem: why });
    throw new PutOff('it failed', failed.pauseMs);
  }

  return {
    async round(bull, one) {
      const holder = randomUUID();
      const begun = await inboxes.begin(one.name, holder);
      if (begun.status === 'empty') return undefined;
      if (begun.status !== 'begun')
        throw new PutOff(
          begun.status,
          begun.status === 'busy' ? Math.min(begun.ms, timing.busyRest) : begun.ms,
        );
      if (begun.deaths > DEATHS)
        return drop(await inboxes.giveUp(one.name, holder), 'its workers died of it', one);
      const { problem } = await work(bull, holder, one, begun.entries);
      if (problem !== undefined) return afterProblem(problem, holder, one);
      return inboxes.done(one.name, holder, begun.entries);
    },
    close: () => clearInterval(timer),
  };
}
