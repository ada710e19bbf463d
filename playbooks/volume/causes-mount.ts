import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const OF_CLAIM = 'It is the volume of claim {claim}[[ ({modes})]].';
const DESCRIBE: Remedy = {
  text: 'See the pod’s events as they come.',
  command: 'kubectl -n {namespace} describe pod {pod}',
};
const EDIT = { command: 'kubectl -n {namespace} edit {template}', changes: true } as const;

/** A volume can't be attached to the node or mounted there. */
export const MOUNT_CAUSES = {
  'attach-conflict': {
    title:
      'Volume {volume} can’t be attached to {node}: [[it is in use by {holders}]][[it is attached to {otherNode}]]',
    severity: 'critical',
    says: [
      OF_CLAIM,
      'Such a volume can be on one node at a time; the pod is on {node}[[, {holder} on {holderNode}]].',
      'The storage system says: {said}',
      'Being deleted, and not gone yet: {leaving}.',
      'A rolling update of deployment {sameOwner} starts the new pod before the old one has let the volume go.',
    ],
    remedies: [
      {
        text: 'Let deployment {sameOwner} stop the old pod before it starts the new one.',
        command: 'kubectl -n {namespace} patch {template} -p {recreatePatch}',
        changes: true,
      },
      {
        text: 'If {holder} need not have it any more, stop it; the volume follows by itself (where something owns {holder}, scale that down).',
        command: 'kubectl -n {namespace} delete pod {holder}',
        changes: true,
      },
      { text: 'See who uses the claim.', command: 'kubectl -n {namespace} describe pvc {claim}' },
      { text: 'See where the volume is attached.', command: 'kubectl get volumeattachments' },
    ],
  },
  'attach-failed': {
    title: 'Volume {volume} can’t be attached to {node}: {clause}',
    severity: 'critical',
    says: [
      OF_CLAIM,
      'The attacher of CSI driver {silent} did not answer: it isn’t installed, or doesn’t run.',
      'CSI driver {driver} doesn’t run on {withoutDriver}.',
    ],
    remedies: [
      { text: 'See whether the driver is installed.', command: 'kubectl get csidriver {driver}' },
      { text: 'See which drivers run on the node.', command: 'kubectl get csinode {node} -o yaml' },
      { text: 'See the attachment and its error.', command: 'kubectl get volumeattachments -o yaml' },
    ],
  },
  'mount-failed': {
    title: 'Volume {volume} can’t be mounted[[ on {node}]]: {clause}',
    severity: 'critical',
    says: [
      OF_CLAIM,
      'Volume {volume} is {source}.',
      'Node {node} can’t mount {fileSystem}[[: install {clientPackage} there]].',
      'On {onNode}, {hostPath} is not {wantedFile}: what makes it doesn’t run there, or makes something else.',
      'CSI driver {driver} doesn’t run on {onNode}.',
      'The server {server} did not answer {onNode}.',
      'The server does not let {onNode} mount {export}.',
      'The disk of {fullNode} on which its kubelet keeps the directories of pods is full: nothing is mounted yet.',
      'Either the volume of {fullSomewhere} is full or a disk of {onNode}: the words don’t tell which.',
      'The file system on the volume looks {damaged}, or is of another type than the volume says.',
    ],
    remedies: [
      {
        text: 'Install {clientPackage} on every node that may run the pod, or use a CSI driver that brings it.',
      },
      {
        text: 'See on node {onNode} what {hostPath} is; correct the type or the path of the volume.',
        ...EDIT,
      },
      {
        text: 'See which drivers run on the node; {driver} is missing.',
        command: 'kubectl get csinode {onNode} -o yaml',
      },
      {
        text: 'Free space on {fullNode}: see what its kubelet says of disk pressure and images.',
        command: 'kubectl describe node {fullNode}',
      },
      {
        text: 'Until there is space, keep new pods off the node; the pod goes elsewhere once it is made anew.',
        command: 'kubectl cordon {fullNode}',
        changes: true,
      },
      { text: 'Allow {onNode} in the exports of {exportServer} for {export}.' },
      DESCRIBE,
    ],
  },
  'mount-timeout': {
    title: 'Volumes are not mounted in time[[: {volumes}]]',
    severity: 'critical',
    says: ['They are: {sources}.', 'The kubelet tells no reason: {clause}'],
    remedies: [
      { text: 'See which drivers run on the node.', command: 'kubectl get csinode {node} -o yaml' },
      { text: 'See what is attached where.', command: 'kubectl get volumeattachments' },
      DESCRIBE,
    ],
  },
  'volume-full': {
    title: 'The volume of claim {claim}[[ ({size})]] is full: {clause}',
    severity: 'critical',
    says: ['It is PersistentVolume {volume}.'],
    remedies: [
      {
        text: 'Enlarge the claim, if its class allows it.',
        command: 'kubectl -n {namespace} patch pvc {claim} -p {largerPatch}',
        changes: true,
      },
      { text: 'See the claim and its class.', command: 'kubectl -n {namespace} describe pvc {claim}' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
