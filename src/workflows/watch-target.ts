import type { Ask, RunResult, WatchState } from '../asks.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { subjectOf } from './alerts/subject-of.ts';
import type { AnswerDeps, WatchLimits } from './answer-deps.ts';
import { explain } from './explain-target.ts';

export const WATCH_LIMITS: WatchLimits = { firstMs: 5_000, mostMs: 30_000, totalMs: 15 * 60_000 };
/** The pause is this part of the time that has gone by: 30 s after three minutes. */
const PART = 6;

/** Explains a target again and again; all that is kept between two times is when it was asked. */
export async function watchTarget(ask: Ask, deps: AnswerDeps): Promise<RunResult> {
  const { reply, snapshot } = await explain(ask, deps);
  if (reply.kind !== 'report' || !snapshot) return { reply };
  const { firstMs, mostMs, totalMs } = deps.watch ?? WATCH_LIMITS;
  const passed = Math.max(0, deps.clock.now() - deps.askedAt);
  const left = totalMs - passed;
  const watch = reply.report.verdict === 'healthy' ? 'healthy' : stateOf(snapshot, left);
  const pause = Math.min(mostMs, Math.max(firstMs, passed / PART), left);
  const subject = subjectOf(ask.cluster, snapshot);
  return {
    reply: { ...reply, watch },
    subject,
    ...(watch === 'watching' ? { againAfterMs: Math.ceil(pause) } : {}),
  };
}

function stateOf(snapshot: Snapshot, left: number): WatchState {
  if (hasFailedForGood(snapshot)) return 'failed';
  return left > 0 ? 'watching' : 'timed-out';
}

/**
 * Only what nothing brings back: a pod or Job that has ended. A crash loop or a stuck rollout mends once somebody
 * mends its cause, which is what people watch for.
 */
function hasFailedForGood({ target, workload, pods }: Snapshot): boolean {
  if (target.kind === 'Pod') return pods[0]?.status?.phase === 'Failed';
  if (target.kind !== 'Job') return false;
  return (
    workload?.status?.conditions?.some(({ type, status }) => type === 'Failed' && status === 'True') ?? false
  );
}
