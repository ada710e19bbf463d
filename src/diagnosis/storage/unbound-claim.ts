import { newest } from '../events.ts';
import { fromEvent } from '../evidence.ts';
import type { Evidence, Params } from '../finding.ts';
import type { KubeEvent } from '../objects/meta.ts';
import type { PersistentVolumeClaim, StorageClass } from '../objects/storage.ts';
import type { View } from '../playbook.ts';
import { waitsForPod, withClass, withoutClass } from './claim-class.ts';
import { namedVolume } from './named-volume.ts';
import { nearestVolume } from './nearest-volume.ts';

/** Why a claim has no volume, or why it has only not got one yet (`first-consumer-waiting`). */
export type ClaimTrouble =
  | 'claim-unbound-no-class'
  | 'storage-class-missing'
  | 'provisioning-failed'
  | 'provisioner-missing'
  | 'claim-lost'
  | 'no-matching-volume'
  | 'first-consumer-waiting';

export interface ClaimReason {
  readonly trouble: ClaimTrouble;
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** What a claim is judged by, whether it was asked about itself or is one of a pod's. */
export type ClaimView = Pick<
  View<'events' | 'storage-classes' | 'persistent-volumes' | 'nodes'>,
  'now' | 'namespace' | 'get'
>;

/** Why a claim isn't bound; undefined while that is only normal. */
export function whyUnbound(
  view: ClaimView,
  name: string,
  claim: PersistentVolumeClaim,
): ClaimReason | undefined {
  const event = tellingEvent(view, name);
  const classes = classesOf(view);
  const evidence = event ? [fromEvent(event)] : [];
  if (claim.status?.phase === 'Lost') {
    const lostVolume = claim.spec?.volumeName;
    return {
      trouble: 'claim-lost',
      params: { why: `its volume ${lostVolume ?? ''} is gone, the claim is Lost`, lostVolume },
      evidence,
    };
  }
  const named = namedVolume(view, claim, event);
  if (named) return { ...named, evidence: [...evidence, ...named.evidence] };
  const reason = claim.spec?.storageClassName
    ? withClass(view, claim.spec.storageClassName, claim, classes, event)
    : withoutClass(claim, classes, event);
  if (reason === undefined) return undefined;
  const near = reason.params.manual === undefined ? undefined : nearestVolume(view, claim);
  return {
    trouble: reason.trouble,
    params: { ...reason.params, ...near?.params },
    evidence: [...evidence, ...(near?.evidence ?? [])],
  };
}

/** Nothing is done for the claim before a pod that uses it has a node; its class, where that is known, exists. */
export function awaitsConsumer(view: ClaimView, name: string, claim: PersistentVolumeClaim): boolean {
  const classes = classesOf(view);
  const found = classes?.find((one) => one.metadata?.name === claim.spec?.storageClassName);
  // A claim that names its volume is bound to it at once.
  if (claim.status?.phase === 'Lost' || claim.spec?.volumeName || (classes && !found)) return false;
  return waitsForPod(claim, found, tellingEvent(view, name));
}

const TELLING = new Set([
  'FailedBinding',
  'ProvisioningFailed',
  'ExternalProvisioning',
  'Provisioning',
  'WaitForFirstConsumer',
  'WaitForPodScheduled',
  'ClaimLost',
  'ClaimMisbound',
  'VolumeMismatch',
]);

/** Asks for what an unbound claim is explained by, together with the claim itself: one round trip instead of two. */
export function askAhead(view: ClaimView, name: string): void {
  claimEvents(view, name);
  classesOf(view);
}

/** What was said about a claim; nothing where it can't be read. */
export function claimEvents(
  view: Pick<View<'events'>, 'namespace' | 'get'>,
  name: string,
): readonly KubeEvent[] {
  const answer = view.get({
    section: 'events',
    kind: 'PersistentVolumeClaim',
    name,
    namespace: view.namespace,
  });
  return answer.status === 'ok' ? answer.value : [];
}

function tellingEvent(view: ClaimView, name: string): KubeEvent | undefined {
  return newest(claimEvents(view, name), ({ reason }) => reason !== undefined && TELLING.has(reason));
}

function classesOf(view: ClaimView): readonly StorageClass[] | undefined {
  const listed = view.get({ section: 'storage-classes' });
  return listed.status === 'ok' ? listed.value : undefined;
}
