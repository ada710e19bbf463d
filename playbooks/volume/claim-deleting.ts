import { secondsSince } from '../../src/diagnosis/age.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { PersistentVolumeClaim } from '../../src/diagnosis/objects/storage.ts';
import { claimUsers, consumerParams, fromUser, usersParams } from './claim-users.ts';
import type { ClaimTargetView, VolumeFound } from './scene.ts';

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection */
const PROTECTION = 'kubernetes.io/pvc-protection';
/** Seconds within which a claim that nobody uses is let go of. */
const SOON = 60;

/** Who takes these off, by what they are called. */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^snapshot\.storage\.kubernetes\.io\//, 'the snapshot controller, once no snapshot is taken of it'],
  [/^provisioner\.storage\.kubernetes\.io\//, 'the CSI provisioner, once no claim is cloned from it'],
  [/^external-attacher\//, 'the CSI attacher, once the volume is detached'],
];

/** A claim that is being deleted and is still there. */
export function deleting(
  view: ClaimTargetView,
  claim: PersistentVolumeClaim,
  deletionTimestamp: string,
): VolumeFound {
  const { name } = view.target;
  const finalizers = claim.metadata?.finalizers ?? [];
  const others = finalizers.filter((one) => one !== PROTECTION);
  // A pod that has no node yet is not counted: with the claim in deletion it gets none.
  const users = claimUsers(view)?.filter(({ spec }) => spec?.nodeName);
  const [user] = users ?? [];
  const age = secondsSince(view.now, deletionTimestamp);
  const isSoonGone = users?.length === 0 && others.length === 0 && age < SOON;
  const volume = claim.spec?.volumeName;
  return {
    cause: 'claim-deleting',
    confidence: 'certain',
    params: {
      claim: name,
      leavingFor: formatDuration(age),
      ...usersParams(view, users),
      ...(user ? consumerParams(user) : {}),
      protection: user ? PROTECTION : undefined,
      finalizers: user ? undefined : others,
      heldBy: user ? undefined : others.map(holderOf),
      volume,
      retainPatch: JSON.stringify({ spec: { persistentVolumeReclaimPolicy: 'Retain' } }),
    },
    evidence: [
      fromObject('PersistentVolumeClaim', name, 'metadata.deletionTimestamp', deletionTimestamp),
      fromObject('PersistentVolumeClaim', name, 'metadata.finalizers', finalizers.join(', ') || 'none'),
      ...(users ?? []).slice(0, 3).map((pod) => fromUser(pod, name)),
    ],
    ...(isSoonGone ? { verdict: 'waiting' } : {}),
  };
}

function holderOf(finalizer: string): string {
  const known = OWNERS.find(([pattern]) => pattern.test(finalizer))?.[1];
  return known ?? `the controller that set ${finalizer}`;
}
