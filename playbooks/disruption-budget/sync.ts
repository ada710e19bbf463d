import { agoText, secondsSince } from '../../src/diagnosis/age.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { Condition, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import { kubectlName, ownerOf } from '../../src/diagnosis/owner.ts';
import {
  allButOne,
  allowedCondition,
  type BudgetFound,
  type BudgetView,
  fromBudget,
  fromCondition,
  isWholeNumber,
  namesOf,
  ruleText,
} from './scene.ts';

/** Seconds that the controller may take, and an owner that is being replaced may be gone. */
const FIRST_LOOK_SECONDS = 60;

/** The controller could not work the numbers out, or has not come to it: the status is of nothing, or of what was. */
export function judgeSync(view: BudgetView, budget: PodDisruptionBudget): BudgetFound | undefined {
  const condition = allowedCondition(budget);
  if (condition?.reason === 'SyncFailed') return syncFailed(view, budget, condition);
  const { metadata = {}, status } = budget;
  const { generation = 0 } = metadata;
  if ((status?.observedGeneration ?? 0) >= generation) return undefined;
  const changed = changedAt(metadata);
  return {
    cause: 'unattended',
    confidence: 'certain',
    params: { age: agoText(view.now, changed) },
    evidence: [
      fromBudget(
        view,
        'status.observedGeneration',
        `${status?.observedGeneration ?? 'none'}, the budget is at ${generation}`,
      ),
    ],
    ...(secondsSince(view.now, changed) < FIRST_LOOK_SECONDS ? { verdict: 'waiting' } : {}),
  };
}

function changedAt({ creationTimestamp, managedFields = [] }: ObjectMeta): string | undefined {
  const times = managedFields.flatMap(({ subresource, time }) => (subresource ? [] : (time ?? [])));
  return times.sort().at(-1) ?? creationTimestamp;
}

/**
 * `daemonsets.apps does not implement the scale subresource`, since 1.21; `found no controllers for pod "web-1"`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/disruption/disruption.go
 */
const UNSCALABLE = /^(\S{1,300}) does not implement the scale subresource$/;
/** Their owners do: one that was just replaced was gone when the controller looked. */
const SCALABLE = /^(?:deployments|replicasets|statefulsets)\.apps$|^replicationcontrollers$/;

function syncFailed(view: BudgetView, budget: PodDisruptionBudget, condition: Condition): BudgetFound {
  const { message = '', lastTransitionTime } = condition;
  const [, resource = ''] = UNSCALABLE.exec(message) ?? [];
  const unscalable = resource && !SCALABLE.test(resource) ? resource : undefined;
  const kind = unscalable?.split('.')[0];
  const strays = view.pods.filter((pod) => kind && `${ownedBy(pod.metadata)?.toLowerCase()}s` === kind);
  const isMixed = strays.length > 0 && strays.length < view.pods.length;
  const names = namesOf(strays);
  const podCount = view.pods.length;
  const budgetName = kubectlName(view.target.kind, view.target.name);
  return {
    cause: 'sync-failed',
    confidence: 'certain',
    params: {
      clause: message,
      unscalable,
      rule: ruleText(budget),
      strays: isMixed ? names : undefined,
      daemons: unscalable === 'daemonsets.apps' ? unscalable : undefined,
      podCount,
      patch: unscalable && !isMixed && !isWholeNumber(budget) ? allButOne(podCount) : undefined,
    },
    evidence: [
      fromCondition(view, condition),
      fromBudget(view, 'spec', ruleText(budget)),
      ...(isMixed
        ? [
            computed(
              budgetName,
              `its pods belong to ${ownersText(view)}; of ${unscalable} are ${names.join(', ')}`,
            ),
          ]
        : []),
    ],
    ...(secondsSince(view.now, lastTransitionTime) < FIRST_LOOK_SECONDS ? { verdict: 'waiting' } : {}),
  };
}

function ownedBy(metadata: ObjectMeta | undefined): string | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller)?.kind;
}

/** Who owns the pods, each once. */
function ownersText({ pods }: BudgetView): string {
  const owners = pods.flatMap((pod) => ownerOf(pod) ?? []);
  return [...new Set(owners.map(({ kind, name }) => kubectlName(kind, name)))].join(', ');
}
