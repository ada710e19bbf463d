import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const ASKED = 'Its deletion was asked for at {askedAt}[[, {askedAgo} ago]][[, with {grace}s to end]].';
const BY = 'The cluster says why: {disruption}';
const OVER = 'Its time to end was over {overdue} ago.';
const ALONE = 'Nothing owns pod {bare}: no other takes its place.';

const FORCE: Remedy = {
  text: 'Only when it is sure that its processes have ended: let go of the pod. Where they still run, they go on without Kubernetes knowing.',
  command: 'kubectl -n {namespace} delete pod {pod} --grace-period=0 --force',
  changes: true,
};
const NODE: Remedy = { text: 'See how node {node} is.', command: 'kubectl describe node {node}' };

/** Why a pod that is being deleted is still there. */
export const CAUSES = {
  'finalizer-held': {
    title: '{pod} is kept from being removed by [[finalizer {one}]][[finalizers {many}]]',
    severity: 'warning',
    says: [
      'Its containers have ended[[ ({ended})]]; Kubernetes removes the pod as soon as metadata.finalizers is empty.',
      'It never got a node ({unplaced}); Kubernetes removes the pod as soon as metadata.finalizers is empty.',
      '{one} is taken off by {owners}, once it has done its part.',
      'They are taken off by {ownersOfMany}, each once it has done its part.',
      ASKED,
    ],
    remedies: [
      {
        text: 'See that the controller behind [[{one}]][[{many}]] runs and what it says of {pod}: it is its work that is missing.',
        command: 'kubectl -n {namespace} get events --field-selector involvedObject.name={pod}',
      },
      {
        text: 'If that controller is gone for good, take the [[finalizer {one}]][[finalizers {many}]] off: what it was to do remains undone.',
        command: 'kubectl -n {namespace} patch pod {pod} --type=merge -p {patch}',
        changes: true,
      },
    ],
  },
  'grace-period-running': {
    title: '{pod} is being deleted and is still in its time to end[[: {left} of {grace}s are left]]',
    severity: 'warning',
    verdict: 'waiting',
    says: [
      ASKED,
      BY,
      'It is stopped at {deadline} at the latest (terminationGracePeriodSeconds)[[; {running} still runs]].',
      'Its time to end is over since {justOver}; the kubelet stops it now.',
      'Before SIGTERM its preStop hook runs: {preStop}',
      'Finalizers {heldNext} keep it after that until their controllers take them off.',
      ALONE,
    ],
    remedies: [
      {
        text: 'If it ignores SIGTERM for nothing, let the program end on it, or shorten terminationGracePeriodSeconds ({grace} now).',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'See what it does in the meantime.',
        command: 'kubectl -n {namespace} logs {pod} -c {running}',
      },
    ],
  },
  'node-gone': {
    title: '{pod} cannot be removed: its node[[ {node}]] is gone[[ ({nodeSays})]]',
    severity: 'critical',
    says: [
      'Only the kubelet of the pod’s node can confirm that it has ended.',
      ASKED,
      OVER,
      BY,
      'There is no Node {missing} any more: the pod garbage collector removes such pods within a few minutes.',
      ALONE,
    ],
    remedies: [
      { text: 'See whether the machine is to come back.', command: 'kubectl get node {node}' },
      FORCE,
    ],
  },
  'volume-unmount-stuck': {
    title: '{pod} has ended, but its node[[ {node}]] cannot[[{hedge}]] let go of its volumes[[: {volumes}]]',
    severity: 'warning',
    says: ['The kubelet says: {message}', ASKED, OVER, 'Its containers have ended[[ ({ended})]].'],
    remedies: [
      {
        text: 'See what the kubelet says of the volume (on the machine: journalctl -u kubelet), and whether its storage answers.',
        command: 'kubectl -n {namespace} describe pod {pod}',
      },
      NODE,
      FORCE,
    ],
  },
  'kill-failed': {
    title: '{pod} does not end: [[container {running} is still there ]]{overdue} after its time was over',
    severity: 'warning',
    says: [
      'The kubelet says: {message}',
      'The kubelet of {node} kills what has not ended by then; that it is still there means that the container runtime cannot, as with a process that waits for a disk or a network file system.',
      ASKED,
    ],
    remedies: [
      NODE,
      {
        text: 'Look at the container runtime on {node} (on the machine: journalctl -u kubelet -u containerd).',
      },
      FORCE,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
