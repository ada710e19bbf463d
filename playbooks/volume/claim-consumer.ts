import { secondsSince } from '../../src/diagnosis/age.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import type { ClaimReason } from '../../src/diagnosis/storage/unbound-claim.ts';
import { fromUser, podName, usersParams } from './claim-users.ts';
import { claimFound } from './claims.ts';
import type { ClaimTargetView, VolumeFound } from './scene.ts';
import { schedulerBypassed } from './scheduler-bypassed.ts';

/** Seconds after which a pod without a word of any scheduler is not merely new, and a placed one's claim is late. */
const NEW = 60;

/** The claim's class waits for a pod: for which, and what keeps that one? */
export function awaitedConsumer(
  view: ClaimTargetView,
  claim: PersistentVolumeClaim,
  users: readonly Pod[] | undefined,
  reason: ClaimReason,
): VolumeFound {
  const { name } = view.target;
  const of = { class: claim.spec?.storageClassName, ...usersParams(view, users) };
  const placed = users?.find(({ spec }) => spec?.nodeName);
  if (placed && !isNew(view, placed)) return schedulerBypassed(name, placed, of);
  const [refusal] = users?.flatMap((pod) => refusalOf(view, pod)) ?? [];
  if (!refusal) return firstConsumer(view, claim, users, reason);
  const { pod: refused, condition, message } = refusal;
  // The scheduler has looked for one of the volumes that were made by hand.
  const isLookedFor = /didn't find available persistent volumes to bind/.test(message);
  if (isLookedFor && reason.trouble === 'no-matching-volume')
    return claimFound(name, claim, reason, [fromUser(refused, name)], of);
  return {
    cause: 'consumer-unplaced',
    confidence: 'certain',
    params: { claim: name, ...of, consumerPod: podName(refused), refusal: message },
    evidence: [
      fromUser(refused, name),
      fromStatus(podName(refused), 'status.conditions', conditionText(condition)),
    ],
  };
}

interface Refusal {
  readonly pod: Pod;
  readonly condition: Condition;
  readonly message: string;
}

/** What the scheduler has against a pod; nothing while it makes room for it. */
function refusalOf(view: ClaimTargetView, pod: Pod): readonly Refusal[] {
  const condition = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (condition?.status !== 'False' || !condition.message) return [];
  const { message } = condition;
  return pod.status?.nominatedNodeName || isNew(view, pod) ? [] : [{ pod, condition, message }];
}

function isNew({ now }: ClaimTargetView, { metadata }: Pod): boolean {
  return secondsSince(now, metadata?.creationTimestamp) < NEW;
}

function firstConsumer(
  view: ClaimTargetView,
  claim: PersistentVolumeClaim,
  users: readonly Pod[] | undefined,
  reason: ClaimReason,
): VolumeFound {
  const { name } = view.target;
  const [first] = users ?? [];
  const nobody = users ? 'a pod that uses it: there is none' : 'a pod that uses it to be placed';
  const waits: ClaimReason = {
    trouble: 'first-consumer-waiting',
    params: {
      ...reason.params,
      handMade: reason.trouble === 'no-matching-volume' ? claim.spec?.storageClassName : undefined,
    },
    evidence: reason.evidence,
  };
  return claimFound(name, claim, waits, first ? [fromUser(first, name)] : [], {
    ...usersParams(view, users),
    consumer: first ? `pod ${podName(first)} to be placed` : nobody,
  });
}
