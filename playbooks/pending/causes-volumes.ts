import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';

/** Claims, volumes and devices that a node is chosen by. */
export const volumeCauses = {
  'volume-claim-missing': {
    title: 'PersistentVolumeClaim {claim} does not exist',
    severity: 'critical',
    says: [
      'There is {near} in {namespace}.',
      'The claims in {namespace}: {claims}.',
      'The pod’s volume {volume} refers to it.',
      'It is {maker} that makes it, for this pod alone.',
    ],
    remedies: [
      {
        text: 'Name {nearest} in the pod template’s volume {volume}',
        command: 'kubectl -n {namespace} patch {template} --type=strategic -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      { text: 'Create the claim {byHand}; see those there are', command: 'kubectl -n {namespace} get pvc' },
      {
        text: 'Delete the pod: {maker} makes the claim again, empty, together with the new pod',
        command: 'kubectl -n {namespace} delete pod {remade}',
        changes: true,
      },
      {
        text: 'See whether something refuses the claim: a quota, an admission webhook',
        command: 'kubectl -n {namespace} describe pod {awaited}',
      },
    ],
  },
  'volume-claim-unbound': {
    title: 'PersistentVolumeClaim {claim} has no volume[[: {why}]]',
    severity: 'critical',
    says: [
      'It asks for {size}[[ as {modes}]][[ of the class {class}]].',
      'The nearest volume, {nearVolume}, does not do: {nearVolumeLacks}.',
      'StorageClasses there are: {classes}.',
      'The provisioner’s words: {words}.',
    ],
    remedies: [
      {
        text: 'Create the claim again with the class {otherClass}, or another that exists',
        command: 'kubectl get storageclass {otherClass} -o yaml',
      },
      {
        text: 'Create the claim again with a class that exists: {classChoice}',
        command: 'kubectl get storageclass',
      },
      {
        text: 'Let {releasedVolume} be bound again, if nobody needs what is on it any more',
        command: 'kubectl patch pv {releasedVolume} --type=json -p {releasePatch}',
        changes: true,
      },
      {
        text: 'Create the claim again with no more than {offeredBy} offers, {offer}, if that is enough',
        command: 'kubectl get pv {offeredBy} -o yaml',
      },
      {
        text: 'Create a PersistentVolume of at least {manual}[[, with the storageClassName {manualClass}]]',
        command: 'kubectl get pv',
      },
      { text: 'Look whether the driver {driver} is installed', command: 'kubectl get csidriver {driver}' },
      {
        text: 'Install the CSI driver that replaced {inTree}, and create the claim again with a class of its',
      },
      { text: 'Restore the data and create the claim again: the volume {lostVolume} is gone' },
      { text: 'Look at the claim’s events', command: 'kubectl -n {namespace} describe pvc {claim}' },
    ],
  },
  'volume-zone-conflict': {
    title:
      'The volume[[ {volume}]] can’t be used on any node that could take the pod[[: it is bound to {zone}]]',
    severity: 'critical',
    says: [
      'It is the volume of the claim {claim}.',
      'Nodes have {topologyKey}: {zones}.',
      'Nodes in its place: {inPlace}.',
      'No node has {nowhere}.',
      'The scheduler found it on {count} of {total} nodes.',
    ],
    remedies: [
      { text: 'Bring a node up in {zone}, or move the data to a volume where nodes are' },
      { text: 'See the volume’s node affinity', command: 'kubectl describe pv {volume}' },
    ],
  },
  'volume-limit-reached': {
    title: 'No more volumes can be attached[[ to {nodes}]]',
    severity: 'critical',
    says: [
      'The storage driver allows a node only so many volumes, and they are used up.',
      'The pod’s claims: {claims}.',
      'The scheduler found it on {count} of {total} nodes.',
    ],
    remedies: [
      {
        text: 'See the driver’s limit on the node',
        command: 'kubectl get csinode {node} -o yaml',
      },
      { text: 'Move a pod with volumes off {node}, or add a node' },
    ],
  },
  'volume-exclusive': {
    title: 'The volume[[ of claim {claim}]] is in use by another pod[[: {holder}]]',
    severity: 'critical',
    says: [
      'Its access mode {mode} lets one pod at a time have it; {holder} runs on {node}.',
      'The scheduler’s words: {words}.',
    ],
    remedies: [
      {
        text: 'Stop the other pod first, or give this pod a claim of its own',
        command: 'kubectl -n {namespace} get pod {holder} -o wide',
      },
      { text: 'See who uses the claim', command: 'kubectl -n {namespace} describe pvc {claim}' },
    ],
  },
  'volume-space-short': {
    title: 'No node has enough storage left for the volume[[ of {claims}]]',
    severity: 'critical',
    says: ['The scheduler found it on {count} of {total} nodes.'],
    remedies: [{ text: 'See the capacity drivers report', command: 'kubectl get csistoragecapacities -A' }],
  },
  'device-claim-unavailable': {
    title: 'The devices of resource claim {claims} are not to be had[[: {words}]]',
    severity: 'critical',
    says: ['The device class {deviceClass} does not exist.', 'The claim is {status}.'],
    remedies: [
      { text: 'See the claim', command: 'kubectl -n {namespace} get resourceclaims' },
      { text: 'See classes and devices', command: 'kubectl get deviceclasses,resourceslices' },
    ],
  },
} as const satisfies Record<string, CauseInfo>;
