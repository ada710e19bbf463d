import type { Params } from '../finding.ts';
import { nameOf } from '../name-of.ts';
import { nearNames } from '../near-names.ts';
import type { KubeEvent } from '../objects/meta.ts';
import type { PersistentVolumeClaim, StorageClass } from '../objects/storage.ts';
import { volumesOfClass } from './nearest-volume.ts';
import type { ClaimReason, ClaimView } from './unbound-claim.ts';

/** What is known before volumes are compared. */
type Reason = Pick<ClaimReason, 'trouble' | 'params'>;

/** Seconds that a working provisioner may take for a volume. */
const PROVISIONING = 20;
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** Why a claim that names no class has no volume. */
export function withoutClass(
  claim: PersistentVolumeClaim,
  classes: readonly StorageClass[] | undefined,
  event: KubeEvent | undefined,
): Reason {
  const manual = wanted(claim);
  const standard = classes?.find(isDefault)?.metadata?.name;
  // An empty class, not an absent one, asks for a volume without a class: the default is left out on purpose.
  if (claim.spec?.storageClassName === '') {
    const params = { why: 'no volume without a class fits it', manual, ...said(event) };
    return { trouble: 'no-matching-volume', params };
  }
  return { trouble: 'claim-unbound-no-class', params: noClass(classes, standard, manual, event) };
}

function noClass(
  classes: readonly StorageClass[] | undefined,
  standard: string | undefined,
  manual: string | undefined,
  event: KubeEvent | undefined,
): Params {
  if (classes && standard === undefined) {
    return {
      why: 'it names no storage class and no default class is set',
      classes: namesOf(classes),
      classChoice: making(classes),
      manual,
    };
  }
  if (standard !== undefined)
    return { why: 'it was made before there was a default storage class', otherClass: standard };
  return { why: 'it names no storage class', manual, ...said(event) };
}

/** Why a claim that names a class has no volume; undefined while one may still be made. */
export function withClass(
  view: ClaimView,
  wantedClass: string,
  claim: PersistentVolumeClaim,
  classes: readonly StorageClass[] | undefined,
  event: KubeEvent | undefined,
): Reason | undefined {
  const found = classes?.find((one) => one.metadata?.name === wantedClass);
  const saidMissing = /storageclass[^"]*"[^"]+" not found/i.test(event?.message ?? '');
  if (!found && (classes || saidMissing)) {
    // Without an object a class is a mere label that joins claims and volumes made by hand.
    if (volumesOfClass(view, wantedClass).length > 0) return noneFits(wantedClass, claim);
    return { trouble: 'storage-class-missing', params: classMissing(wantedClass, classes, claim) };
  }
  if (event?.reason === 'VolumeMismatch') {
    const params = { why: 'the volume that it names does not fit it', ...said(event) };
    return { trouble: 'no-matching-volume', params };
  }
  return found?.provisioner === NO_PROVISIONER || event?.message?.includes(NO_PROVISIONER)
    ? noneFits(wantedClass, claim)
    : unprovisioned(view, wantedClass, claim, found, event);
}

/** Set once the scheduler has chosen a node for the first pod. */
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

/**
 * A volume is chosen or made only once the first pod has a node
 * (https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode).
 */
export function waitsForPod(
  claim: PersistentVolumeClaim,
  found: StorageClass | undefined,
  event: KubeEvent | undefined,
): boolean {
  if (claim.metadata?.annotations?.[SELECTED_NODE]) return false;
  if (found?.volumeBindingMode) return found.volumeBindingMode === 'WaitForFirstConsumer';
  return event?.reason === 'WaitForPodScheduled' || event?.reason === 'WaitForFirstConsumer';
}

/** A volume is to be made for the claim by its class's provisioner. */
function unprovisioned(
  view: ClaimView,
  wantedClass: string,
  claim: PersistentVolumeClaim,
  found: StorageClass | undefined,
  event: KubeEvent | undefined,
): Reason | undefined {
  const provisioner = found?.provisioner ?? /external provisioner '([^']+)'/.exec(event?.message ?? '')?.[1];
  // In-tree provisioners are gone from newer versions: no CSIDriver object answers to their names.
  const driver = provisioner?.startsWith('kubernetes.io/')
    ? { inTree: provisioner }
    : { driver: provisioner };
  if (event?.reason === 'ProvisioningFailed') {
    const isGone = /no volume plugin matched/.test(event.message ?? '');
    return {
      trouble: isGone ? 'provisioner-missing' : 'provisioning-failed',
      params: { why: 'making its volume failed', ...said(event), ...driver },
    };
  }
  if (waitsForPod(claim, found, event)) {
    const params = { why: `it waits for the pod to be placed (class ${wantedClass})` };
    return { trouble: 'first-consumer-waiting', params };
  }
  const age = (view.now - Date.parse(claim.metadata?.creationTimestamp ?? '')) / 1000;
  if (age < PROVISIONING) return undefined;
  const why = provisioner
    ? `the provisioner ${provisioner} has not made its volume`
    : 'its volume has not been made';
  // The external provisioner says `Provisioning` as soon as it takes a claim on.
  const isAtWork = event?.reason === 'Provisioning';
  return { trouble: isAtWork ? 'provisioning-failed' : 'provisioner-missing', params: { why, ...driver } };
}

function classMissing(
  name: string,
  classes: readonly StorageClass[] | undefined,
  claim: PersistentVolumeClaim,
): Params {
  const existing = namesOf(classes ?? []);
  const standard = classes?.find(isDefault)?.metadata?.name;
  const able = making(classes ?? []);
  const otherClass = nearNames(name, able, 1)[0] ?? standard;
  return {
    why: `the storage class ${name} does not exist`,
    classes: existing,
    otherClass,
    classChoice: otherClass === undefined ? able : undefined,
    manual: wanted(claim),
  };
}

function noneFits(wantedClass: string, claim: PersistentVolumeClaim): Reason {
  return {
    trouble: 'no-matching-volume',
    params: {
      why: `no free PersistentVolume of the class ${wantedClass} fits it, and the class makes none`,
      manual: wanted(claim),
      manualClass: wantedClass,
    },
  };
}

function said(event: KubeEvent | undefined): Params {
  // A sentence of ours goes around it.
  return { words: event?.message?.replace(/\.+$/, '') };
}

function namesOf(classes: readonly StorageClass[]): readonly string[] {
  return classes.map(nameOf);
}

/** Classes that make a volume for a claim; the others only join it with one made by hand. */
function making(classes: readonly StorageClass[]): readonly string[] {
  return namesOf(classes.filter(({ provisioner }) => provisioner !== NO_PROVISIONER));
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
