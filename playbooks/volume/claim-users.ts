import { fromSpec } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { isEditable, kubectlName, ownerOf } from '../../src/diagnosis/owner.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { claimsOf } from '../pending/claims.ts';
import type { ClaimTargetView } from './scene.ts';

/** The pods that use a claim, those that have ended left out; undefined where that can't be read. */
export function claimUsers(view: ClaimTargetView): readonly Pod[] | undefined {
  const answer = view.get({ section: 'namespace-pods', namespace: view.namespace });
  if (answer.status !== 'ok') return undefined;
  const { pods, truncated } = answer.value;
  const users = pods.filter((pod) => !isFinished(pod) && uses(pod, view.target.name));
  // Among those that were left out there may be one.
  return truncated && users.length === 0 ? undefined : users;
}

function uses(pod: Pod, claim: string): boolean {
  return claimsOf({ pod, podName: podName(pod) }).some(({ name }) => name === claim);
}

export function podName({ metadata }: Pod): string {
  return metadata?.name ?? '';
}

/** Who uses the claim, for its texts. */
export function usersParams(view: ClaimTargetView, users: readonly Pod[] | undefined): Params {
  return {
    users: users?.map(podName),
    unused: users?.length === 0 ? view.target.name : undefined,
  };
}

/** The pod that matters, with what a change of it is made at. */
export function consumerParams(pod: Pod): Params {
  const owner = ownerOf(pod);
  const named = owner && kubectlName(owner.kind, owner.name);
  return {
    consumerPod: podName(pod),
    consumerBare: owner ? undefined : podName(pod),
    consumerTemplate: isEditable(owner) ? named : undefined,
    scaledUser: owner && SCALED.has(owner.kind) ? named : undefined,
    node: pod.spec?.nodeName,
  };
}

const SCALED: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
]);

export function fromUser(pod: Pod, claim: string): Evidence {
  return fromSpec(podName(pod), 'spec.volumes', `PersistentVolumeClaim ${claim}`);
}
