import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const ASKS = 'It asks for {size}[[ as {modes}]][[ of the class {class}]].';
const TEMPLATE =
  'The claim was made from the volumeClaimTemplates of {claimMaker}, which can’t be edited: `kubectl delete --cascade=orphan` it and create it with a corrected template first.';
const CLASSES = 'StorageClasses there are: {classes}.';
const USERS = 'Pods that wait for it: {users}.';
const UNUSED = 'No pod of {namespace} uses {unused}.';
const WORDS = 'The provisioner’s words: {words}.';

const EVENTS: Remedy = {
  text: 'See the claim and its events.',
  command: 'kubectl -n {namespace} describe pvc {claim}',
};
const AGAIN = { command: 'kubectl -n {namespace} delete pvc {claim}', changes: true } as const;
const BY_HAND: Remedy = {
  text: 'Create a PersistentVolume of at least {manual}[[ with the storageClassName {manualClass}]].',
  command: 'kubectl get pv',
};

/** A claim has no volume. */
export const CLAIM_CAUSES = {
  'claim-unbound-no-class': {
    title: 'PersistentVolumeClaim {claim} has no volume: {why}',
    severity: 'critical',
    says: [ASKS, CLASSES, TEMPLATE, 'The cluster has {noClasses}: nothing makes volumes.', USERS, UNUSED],
    remedies: [
      {
        text: 'Make {defaultClass} the default class: claims that name none get it then (Kubernetes 1.28 and later).',
        command: 'kubectl patch storageclass {defaultClass} -p {defaultPatch}',
        changes: true,
      },
      {
        text: 'Delete the claim, which holds no data yet, and create it naming the class {otherClass}.',
        ...AGAIN,
      },
      {
        text: 'Delete the claim, which holds no data yet, and create it naming one of {classChoice}.',
        ...AGAIN,
      },
      BY_HAND,
    ],
  },
  'storage-class-missing': {
    title: 'PersistentVolumeClaim {claim} has no volume: StorageClass {class} does not exist',
    severity: 'critical',
    says: [ASKS, CLASSES, TEMPLATE, 'The cluster has {noClasses}: nothing makes volumes.', USERS, UNUSED],
    remedies: [
      {
        text: 'A claim’s class can’t be changed: delete the claim, which holds no data yet, and create it with the class {otherClass}.',
        ...AGAIN,
      },
      {
        text: 'A claim’s class can’t be changed: delete the claim, which holds no data yet, and create it with one of {classChoice}.',
        ...AGAIN,
      },
      {
        text: 'Create the class {class}: the claim is then served by itself.',
        command: 'kubectl get storageclass',
      },
    ],
  },
  'provisioning-failed': {
    title: 'PersistentVolumeClaim {claim} has no volume: {why}',
    severity: 'critical',
    says: [ASKS, WORDS, USERS, UNUSED],
    remedies: [
      EVENTS,
      {
        text: 'See what the class asks the provisioner for.',
        command: 'kubectl get storageclass {class} -o yaml',
      },
    ],
  },
  'provisioner-missing': {
    title:
      'PersistentVolumeClaim {claim} has no volume: nobody makes volumes of class {class}[[, provisioner {driver} is silent]][[, provisioner {inTree} is gone from Kubernetes]]',
    severity: 'critical',
    says: [
      ASKS,
      WORDS,
      'The provisioner {driver} has said nothing of the claim: it isn’t installed, or doesn’t run.',
      'Kubernetes no longer holds {inTree}: a CSI driver has to make such volumes.',
      USERS,
      UNUSED,
    ],
    remedies: [
      { text: 'See whether the driver is installed.', command: 'kubectl get csidriver {driver}' },
      {
        text: 'Install the CSI driver that replaced {inTree}, and create the claim again with a class of its.',
      },
      EVENTS,
    ],
  },
  'claim-lost': {
    title: 'PersistentVolumeClaim {claim} has lost its volume[[ {lostVolume}]]',
    severity: 'critical',
    says: [
      ASKS,
      'PersistentVolume {lostVolume} was deleted; what was on it may be lost with it.',
      USERS,
      UNUSED,
    ],
    remedies: [
      {
        text: 'Restore the data if there is a copy; delete the claim and create it again, which gives an empty volume.',
        ...AGAIN,
      },
      EVENTS,
    ],
  },
  'no-matching-volume': {
    title: 'PersistentVolumeClaim {claim} has no volume: {why}',
    severity: 'critical',
    says: [
      ASKS,
      'The nearest volume, {nearVolume}, does not do: {nearVolumeLacks}.',
      CLASSES,
      'Said of it: {words}.',
      'There is a PersistentVolume {meant}: is that meant?',
      USERS,
      UNUSED,
    ],
    remedies: [
      {
        text: 'Let {releasedVolume} be bound again, if nobody needs what is on it any more.',
        command: 'kubectl patch pv {releasedVolume} --type=json -p {releasePatch}',
        changes: true,
      },
      {
        text: 'If what {offeredBy} offers is enough, {offer}: delete the claim, which holds no data yet, and create it asking for no more.',
        ...AGAIN,
      },
      {
        text: 'Create the PersistentVolume {absentVolume}; or delete the claim, which holds no data yet, and create it naming another volume or none.',
        ...AGAIN,
      },
      {
        text: 'Correct the volume {unfitVolume}; or delete the claim, which holds no data yet, and create it to fit the volume, or naming none.',
        ...AGAIN,
      },
      BY_HAND,
    ],
  },
  'first-consumer-waiting': {
    title: 'PersistentVolumeClaim {claim} waits for {consumer}',
    severity: 'info',
    verdict: 'waiting',
    says: [
      'Its class {class} chooses or makes the volume where the first pod that uses it is to run.',
      'Class {handMade} makes no volumes itself: a PersistentVolume that fits ({manual}) has to be there by then.',
      'The nearest volume, {nearVolume}, does not do: {nearVolumeLacks}.',
    ],
    remedies: [EVENTS],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
