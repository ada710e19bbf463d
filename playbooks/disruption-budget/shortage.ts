import { secondsSince } from '../../src/diagnosis/age.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { isFinished, isReady, podStatus } from '../../src/diagnosis/pod-status.ts';
import {
  allowedCondition,
  type BudgetFound,
  type BudgetView,
  type Counts,
  countsOf,
  fromBudget,
  fromCondition,
  fromCounts,
  isScaled,
  isWholeNumber,
  namesOf,
  ONE_AWAY,
  ruleText,
  workloadText,
} from './scene.ts';

/** Seconds that a pod may be on its way, as everywhere. */
const STARTING_SECONDS = 120;

/** Fewer pods are healthy than have to be. */
export function judgeShortage(view: BudgetView, budget: PodDisruptionBudget): BudgetFound | undefined {
  const counts = countsOf(budget);
  if (counts.healthy >= counts.desired) return undefined;
  const { workload, pods } = view;
  const wanted = wantedPods(workload);
  if (workload && wanted !== undefined && wanted < counts.desired && isWholeNumber(budget)) {
    return tooFewReplicas(view, budget, { kind: workload.kind, scaled: workloadText(workload), wanted });
  }
  const isShort = pods.length < counts.desired && pods.every(isUp);
  if (!workload && isShort && isWholeNumber(budget)) return tooFewReplicas(view, budget, {});
  return tooFewHealthy(view, budget, counts);
}

function isUp(pod: Pod): boolean {
  return isReady(pod) && !pod.metadata?.deletionTimestamp && !isFinished(pod);
}

/** What the budget is for, and how many pods that wants; nothing where it is not known. */
interface Scaled {
  readonly kind?: string | undefined;
  readonly scaled?: string;
  readonly wanted?: number;
}

/** It asks for more than there are to be. */
export function tooFewReplicas(
  view: BudgetView,
  budget: PodDisruptionBudget,
  { kind, scaled, wanted }: Scaled,
): BudgetFound {
  const counts = countsOf(budget);
  const grows = isScaled(kind) ? scaled : undefined;
  return {
    cause: 'too-few-replicas',
    confidence: scaled ? 'certain' : 'likely',
    params: {
      desired: counts.desired,
      scaled,
      wanted,
      present: scaled ? undefined : view.pods.length,
      grows,
      more: counts.desired + 1,
      off: wanted === 0 ? scaled : undefined,
      patch: grows && wanted ? ONE_AWAY : undefined,
      unpatched: grows ? undefined : view.target.name,
    },
    evidence: [
      fromCounts(view, counts),
      fromBudget(view, 'spec', ruleText(budget)),
      ...(scaled ? [computed(scaled, `is to have ${wanted}`)] : []),
    ],
  };
}

function tooFewHealthy(view: BudgetView, budget: PodDisruptionBudget, counts: Counts): BudgetFound {
  const { pods, now, workload } = view;
  const condition = allowedCondition(budget);
  const down = pods.filter((pod) => !isUp(pod));
  const unready = down.filter(({ metadata }) => !metadata?.deletionTimestamp);
  const leaving = down.filter(({ metadata }) => metadata?.deletionTimestamp);
  const up = pods.length - down.length;
  const missing = Math.max(0, (wantedPods(workload) ?? 0) - (pods.length - leaving.length));
  const isBehind = up >= counts.desired;
  const isYoung = down.length > 0 && missing === 0 && down.every((pod) => isRecent(now, movedAt(pod)));
  const isNew = condition?.status === 'False' && isRecent(now, condition.lastTransitionTime);
  return {
    cause: 'too-few-healthy',
    confidence: 'certain',
    params: {
      ...shortParams(counts),
      podCount: pods.length,
      unready: unready.map((pod) => `${pod.metadata?.name} (${podStatus(pod)})`),
      leaving: namesOf(leaving),
      missing: missing > 0 ? missing : undefined,
      up: isBehind ? up : undefined,
      ...stuckParams(budget, unready),
      firstUnready: unready[0]?.metadata?.name,
    },
    evidence: [fromCounts(view, counts), ...(condition ? [fromCondition(view, condition)] : [])],
    ...(isBehind || isYoung || isNew ? { verdict: 'waiting' } : {}),
  };
}

/** The numbers of a shortage; how many have to be healthy only where there is such a number. */
function shortParams({ healthy, desired }: Counts) {
  return { healthy, desired: desired > 0 ? desired : undefined };
}

/** What makes the pods is there, and none of them is. */
export function withoutPods(
  view: BudgetView,
  budget: PodDisruptionBudget,
  { scaled, wanted }: { readonly scaled: string; readonly wanted: number },
): BudgetFound {
  const counts = countsOf(budget);
  return {
    cause: 'too-few-healthy',
    confidence: 'certain',
    params: { ...shortParams(counts), podCount: wanted, missing: wanted, workload: scaled },
    evidence: [
      fromCounts(view, counts),
      computed(scaled, `none of its pods is there, it is set to ${wanted}`),
    ],
  };
}

/**
 * Pods that run and are not ready may be evicted only while the budget is met, unless it says AlwaysAllow.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy
 */
function stuckParams({ spec }: PodDisruptionBudget, unready: readonly Pod[]) {
  if (spec?.unhealthyPodEvictionPolicy === 'AlwaysAllow') return {};
  const stuck = unready.filter(({ status }) => status?.phase === 'Running');
  const patch = JSON.stringify({ spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } });
  return {
    stuck: namesOf(stuck),
    policyPatch: stuck.length > 0 ? patch : undefined,
  };
}

function movedAt({ metadata }: Pod): string | undefined {
  return metadata?.deletionTimestamp ?? metadata?.creationTimestamp;
}

function isRecent(now: number, time: string | undefined): boolean {
  return secondsSince(now, time) < STARTING_SECONDS;
}
