import { newest } from '../../src/diagnosis/events.ts';
import { fromEvent } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { KubeEvent, PersistentVolumeClaim, StorageClass } from '../../src/diagnosis/kube.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import { nearestVolume } from './nearest-volume.ts';
import { secondsSince } from './queue.ts';
import { nameOf, type PendingView } from './refusal.ts';

export interface ClaimReason {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** Seconds that a working provisioner may take for a volume. */
const PROVISIONING = 20;
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Why a claim isn't bound; undefined while that is only normal. */
export function whyUnbound(
  view: PendingView,
  name: string,
  claim: PersistentVolumeClaim,
): ClaimReason | undefined {
  const events = claimEvents(view, name);
  const listed = view.get({ section: 'storage-classes' });
  const classes = listed.status === 'ok' ? listed.value : undefined;
  const event = newest(events, ({ reason }) => reason !== undefined && TELLING.has(reason));
  const evidence = event ? [fromEvent(event)] : [];
  if (claim.status?.phase === 'Lost') {
    const lostVolume = claim.spec?.volumeName;
    return {
      params: { why: `its volume ${lostVolume ?? ''} is gone, the claim is Lost`, lostVolume },
      evidence,
    };
  }
  const params = claim.spec?.storageClassName
    ? withClass(view, claim.spec.storageClassName, claim, classes, event)
    : withoutClass(claim, classes, event);
  if (params === undefined) return undefined;
  const near = params.manual === undefined ? undefined : nearestVolume(view, claim);
  return { params: { ...params, ...near?.params }, evidence: [...evidence, ...(near?.evidence ?? [])] };
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
export function askAhead(view: PendingView, name: string): void {
  claimEvents(view, name);
  view.get({ section: 'storage-classes' });
}

function claimEvents(view: PendingView, name: string): readonly KubeEvent[] {
  const answer = view.get({
    section: 'events',
    kind: 'PersistentVolumeClaim',
    name,
    namespace: view.namespace,
  });
  return answer.status === 'ok' ? answer.value : [];
}

function withoutClass(
  claim: PersistentVolumeClaim,
  classes: readonly StorageClass[] | undefined,
  event: KubeEvent | undefined,
): Params {
  const manual = wanted(claim);
  const standard = classes?.find(isDefault)?.metadata?.name;
  // An empty class, not an absent one, asks for a volume without a class: the default is left out on purpose.
  if (claim.spec?.storageClassName === '')
    return { why: 'no volume without a class fits it', manual, ...said(event) };
  if (classes && standard === undefined) {
    return {
      why: 'it names no storage class and no default class is set',
      classes: namesOf(classes),
      classChoice: namesOf(classes),
      manual,
    };
  }
  if (standard !== undefined)
    return { why: 'it was made before there was a default storage class', otherClass: standard };
  return { why: 'it names no storage class', manual, ...said(event) };
}

function withClass(
  view: PendingView,
  wantedClass: string,
  claim: PersistentVolumeClaim,
  classes: readonly StorageClass[] | undefined,
  event: KubeEvent | undefined,
): Params | undefined {
  const found = classes?.find((one) => one.metadata?.name === wantedClass);
  const saidMissing = /storageclass[^"]*"[^"]+" not found/i.test(event?.message ?? '');
  if (!found && (classes || saidMissing)) return classMissing(wantedClass, classes, claim);
  if (event?.reason === 'VolumeMismatch')
    return { why: 'the volume that it names does not fit it', ...said(event) };
  if (found?.provisioner === NO_PROVISIONER) {
    return {
      why: `no free PersistentVolume of the class ${wantedClass} fits it, and the class makes none`,
      manual: wanted(claim),
    };
  }
  const provisioner = found?.provisioner ?? /external provisioner '([^']+)'/.exec(event?.message ?? '')?.[1];
  // In-tree provisioners are gone from newer versions: no CSIDriver object answers to their names.
  const driver = provisioner?.startsWith('kubernetes.io/')
    ? { inTree: provisioner }
    : { driver: provisioner };
  if (event?.reason === 'ProvisioningFailed')
    return { why: 'making its volume failed', ...said(event), ...driver };
  if (event?.reason === 'WaitForPodScheduled' || event?.reason === 'WaitForFirstConsumer') {
    return { why: `it waits for the pod to be placed (class ${wantedClass})` };
  }
  const age = secondsSince(view, claim.metadata?.creationTimestamp);
  if (age !== undefined && age < PROVISIONING) return undefined;
  const why = provisioner
    ? `the provisioner ${provisioner} has not made its volume`
    : 'its volume has not been made';
  return { why, ...driver };
}

function classMissing(
  name: string,
  classes: readonly StorageClass[] | undefined,
  claim: PersistentVolumeClaim,
): Params {
  const existing = namesOf(classes ?? []);
  const standard = classes?.find(isDefault)?.metadata?.name;
  const otherClass = nearNames(name, existing, 1)[0] ?? standard;
  return {
    why: `the storage class ${name} does not exist`,
    classes: existing,
    otherClass,
    classChoice: otherClass === undefined ? existing : undefined,
    manual: wanted(claim),
  };
}

function said(event: KubeEvent | undefined): Params {
  return { words: event?.message };
}

function namesOf(classes: readonly StorageClass[]): readonly string[] {
  return classes.map(nameOf);
}

/** https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass */
function isDefault(one: StorageClass): boolean {
  return one.metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
}

/** Size and modes that a hand-made volume needs: `10Gi (ReadWriteOnce)`. */
function wanted(claim: PersistentVolumeClaim): string | undefined {
  const size = claim.spec?.resources?.requests?.storage;
  const modes = claim.spec?.accessModes?.join(', ');
  return size && modes ? `${size} (${modes})` : size;
}
