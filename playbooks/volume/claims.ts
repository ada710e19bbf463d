import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Confidence, Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import { knownEvents } from '../../src/diagnosis/pod-events.ts';
import { askAhead, type ClaimReason, whyUnbound } from '../../src/diagnosis/storage/unbound-claim.ts';
import { isAboutClaims } from '../pending/claims.ts';
import { type Refusal, refusalOf } from '../pending/refusal.ts';
import { readClaims, type VolumeFound, type VolumeView } from './scene.ts';

/** Seconds after which a pod without a word of any scheduler is not merely new. */
const NEW = 60;

/** Why the pod's claims have no volume, while the scheduler waits for them. */
export function claimTroubles(view: VolumeView): readonly VolumeFound[] {
  const refusal = refusalOf(view, knownEvents(view));
  if (refusal && !isAboutClaims(refusal)) return [];
  if (view.pod.spec?.schedulingGates?.length) return [];
  return readClaims(view).flatMap(({ name, answer }) => {
    if (refusal) askAhead(view, name);
    return answer.status === 'ok' ? judge(view, refusal, name, answer.value) : [];
  });
}

function judge(
  view: VolumeView,
  refusal: Refusal | undefined,
  name: string,
  claim: PersistentVolumeClaim,
): readonly VolumeFound[] {
  const phase = claim.status?.phase ?? 'Pending';
  if (phase === 'Bound' || claim.metadata?.deletionTimestamp) return [];
  const reason = whyUnbound(view, name, claim);
  if (!reason || (reason.trouble === 'first-consumer-waiting' && !isNew(view, refusal))) return [];
  return [claimFound(name, claim, reason, refusal ? [refusal.evidence] : [], ofPod(view, name))];
}

/** The finding about a claim; `more` is what is known of the pods that use it. */
export function claimFound(
  name: string,
  claim: PersistentVolumeClaim,
  { trouble, params, evidence }: ClaimReason,
  first: readonly Evidence[],
  more: Params,
): VolumeFound {
  const { size, modes, class: storageClass } = asked(claim);
  const makers = Array.isArray(params.classChoice) ? params.classChoice : [];
  const [chosen] = makers.length === 1 ? makers : [];
  return {
    cause: trouble,
    confidence: confidenceOf(trouble, params.inTree !== undefined),
    params: {
      claim: name,
      size,
      modes,
      class: storageClass,
      ...params,
      defaultClass: trouble === 'claim-unbound-no-class' ? chosen : undefined,
      defaultPatch: JSON.stringify({
        metadata: { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      }),
      noClasses: isEmpty(params.classes) ? 'no StorageClass' : undefined,
      ...more,
    },
    evidence: [
      fromObject('PersistentVolumeClaim', name, 'status.phase', claim.status?.phase ?? 'Pending'),
      fromObject(
        'PersistentVolumeClaim',
        name,
        'spec',
        [
          size,
          ...(modes ?? []),
          storageClass === undefined ? 'no storageClassName' : `class "${storageClass}"`,
        ]
          .filter(Boolean)
          .join(', '),
      ),
      ...first,
      ...evidence,
    ],
  };
}

/** What a pod tells of its claim. */
export function ofPod({ owner, podName }: Pick<VolumeView, 'owner' | 'podName'>, claim: string): Params {
  // A StatefulSet makes claims from its templates as `<template>-<pod>`.
  const isMade = owner?.kind === 'StatefulSet' && claim.endsWith(`-${podName}`);
  return {
    claimMaker: isMade ? `statefulset ${owner.name}` : undefined,
    consumer: `pod ${podName} to be placed`,
  };
}

function asked({ spec = {} }: PersistentVolumeClaim) {
  return { size: spec.resources?.requests?.storage, modes: spec.accessModes, class: spec.storageClassName };
}

function isEmpty(list: unknown): boolean {
  return Array.isArray(list) && list.length === 0;
}

/** That a provisioner is silent doesn't prove that there is none. */
function confidenceOf(trouble: ClaimReason['trouble'], isGone: boolean): Confidence {
  return trouble === 'provisioner-missing' && !isGone ? 'likely' : 'certain';
}

/** The scheduler has not looked at it yet. */
function isNew({ now, pod }: VolumeView, refusal: Refusal | undefined): boolean {
  return !refusal && (now - Date.parse(String(pod.metadata?.creationTimestamp))) / 1000 < NEW;
}
