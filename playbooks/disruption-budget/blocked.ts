import { counted } from '../../src/diagnosis/counted.ts';
import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { ownerOf } from '../../src/diagnosis/owner.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import {
  allButOne,
  type BudgetFound,
  type BudgetView,
  countsOf,
  fromBudget,
  fromCounts,
  isScaled,
  isWholeNumber,
  namesOf,
  ONE_AWAY,
  ruleText,
  workloadText,
} from './scene.ts';

/**
 * Every pod is healthy and none may be evicted, now or ever.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
 */
export function judgeBlocked(view: BudgetView, budget: PodDisruptionBudget): BudgetFound | undefined {
  const counts = countsOf(budget);
  if (counts.allowed > 0) return undefined;
  // The controller then expects no pods, and spares none of those that there are.
  if (!hasRule(budget)) return blocked(view, budget, {});
  const isWhole = isWholeNumber(budget);
  // Where a share is asked for, only pods with a controller count.
  if (!isWhole && counts.expected === 0) {
    const bare = view.pods.filter((pod) => !ownerOf(pod));
    return bare.length === view.pods.length ? blocked(view, budget, { bare }) : undefined;
  }
  const wanted = isWhole ? wantedPods(view.workload) : counts.expected;
  const most = wanted ?? view.pods.filter(isThere).length;
  if (most === 0 || counts.desired < most) return undefined;
  return blocked(view, budget, { most, isKnown: wanted !== undefined });
}

function hasRule({ spec }: PodDisruptionBudget): boolean {
  return spec?.minAvailable !== undefined || spec?.maxUnavailable !== undefined;
}

function isThere(pod: Pod): boolean {
  return !isFinished(pod) && !pod.metadata?.deletionTimestamp;
}

interface Blocked {
  /** Pods without a controller, where there are no others. */
  readonly bare?: readonly Pod[];
  /** So many pods are there to be. */
  readonly most?: number;
  readonly isKnown?: boolean;
}

function blocked(
  view: BudgetView,
  budget: PodDisruptionBudget,
  { bare, most, isKnown = true }: Blocked,
): BudgetFound {
  const { workload, pods, target } = view;
  const scaled = workload && isScaled(workload.kind) ? workloadText(workload) : undefined;
  const isWhole = isWholeNumber(budget);
  const counts = countsOf(budget);
  const whole = scaled ? undefined : allButOne(pods.length);
  return {
    cause: 'blocks-every-eviction',
    confidence: isKnown ? 'certain' : 'likely',
    params: {
      rule: ruleText(budget),
      desired: counts.desired,
      all: most === undefined || isNever(budget) ? undefined : counted(most, 'pod'),
      bare: bare && namesOf(bare),
      grows: isWhole ? scaled : undefined,
      more: counts.desired + 1,
      lone: most === 1 ? scaled : undefined,
      patch: scaled && ONE_AWAY,
      whole,
      unpatched: scaled || whole ? undefined : target.name,
    },
    evidence: [fromBudget(view, 'spec', ruleText(budget)), fromCounts(view, counts)],
  };
}

/** By its own rule, however many pods there are. */
function isNever({ spec }: PodDisruptionBudget): boolean {
  return spec?.minAvailable === '100%' || spec?.maxUnavailable === '0%' || spec?.maxUnavailable === 0;
}
