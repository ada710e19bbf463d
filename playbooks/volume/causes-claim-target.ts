import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

const EVENTS = {
  text: 'See the claim and its events.',
  command: 'kubectl -n {namespace} describe pvc {claim}',
} as const;

/** What is only asked of a claim itself, not on the way to a pod. */
export const CLAIM_TARGET_CAUSES = {
  'consumer-unplaced': {
    title: 'PersistentVolumeClaim {claim} waits for pod {consumerPod}, which has no node: {refusal}',
    severity: 'warning',
    says: [
      'Its class {class} chooses or makes the volume where the first pod that uses it is to run.',
      'Pods that wait for it: {users}.',
    ],
    remedies: [
      {
        text: 'Mend what keeps pod {consumerPod} from a node; the claim follows by itself.',
        command: 'kubectl -n {namespace} describe pod {consumerPod}',
      },
    ],
  },
  'scheduler-bypassed': {
    title:
      'PersistentVolumeClaim {claim} waits for the scheduler, and pod {consumerPod} went past it to {node}',
    severity: 'critical',
    says: [
      'Class {class} chooses or makes a volume once the scheduler has chosen the pod’s node: a pod with spec.nodeName of its own never gets there.',
      'Pods that wait for it: {users}.',
    ],
    remedies: [
      {
        text: 'Replace spec.nodeName by a nodeSelector for kubernetes.io/hostname={node}, which the scheduler reads.',
        command: 'kubectl -n {namespace} edit {consumerTemplate}',
        changes: true,
      },
      {
        text: 'Create pod {consumerBare} again with a nodeSelector for kubernetes.io/hostname={node} in the place of spec.nodeName.',
        command: 'kubectl -n {namespace} get pod {consumerBare} -o yaml',
      },
    ],
  },
  'claim-deleting': {
    title:
      'PersistentVolumeClaim {claim} has been in deletion[[ for {leavingFor}]][[: in use by pod {users}]][[: held by {finalizers}]]',
    severity: 'warning',
    says: [
      'A claim in use is kept until the last pod that uses it has ended ({protection}).',
      'The claim is let go of by {heldBy}.',
      'No pod uses {unused} any more: it should go within seconds.',
      'Whether the volume {volume} and what is on it go with the claim is up to the volume’s reclaim policy.',
    ],
    remedies: [
      {
        text: 'To keep what is on the volume, let it outlive the claim.',
        command: 'kubectl patch pv {volume} -p {retainPatch}',
        changes: true,
      },
      {
        text: 'To let the claim go, stop what uses it.',
        command: 'kubectl -n {namespace} scale {scaledUser} --replicas=0',
        changes: true,
      },
      {
        text: 'To let the claim go, delete pod {consumerBare}.',
        command: 'kubectl -n {namespace} delete pod {consumerBare}',
        changes: true,
      },
      EVENTS,
    ],
  },
  'resize-failed': {
    title: 'The volume of claim {claim} can’t be enlarged[[ from {size}]][[ to {wantedSize}]][[: {clause}]]',
    severity: 'warning',
    says: ['It goes on being used at its old size.'],
    remedies: [
      {
        text: 'Ask for a size that can be had, more than {size} (Kubernetes 1.34 and later let it be lowered again).',
        command: 'kubectl -n {namespace} edit pvc {claim}',
        changes: true,
      },
      EVENTS,
    ],
  },
  'resize-pending': {
    title: 'The volume of claim {claim} is being enlarged[[ from {size}]][[ to {wantedSize}]]',
    severity: 'info',
    verdict: 'waiting',
    says: [
      'The volume itself is larger already: its file system grows where it is mounted, by pod {users}.',
      'No pod uses {unused}: the file system grows once one does.',
      'Where the driver can’t do that under a running pod, pod {consumerPod} has to be started again.',
    ],
    remedies: [EVENTS],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
