import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';

/** Before a node is looked for, or while one is on its way. */
export const queueCauses = {
  'scheduling-gated': {
    title: 'Scheduling is held back by the gate {gates}',
    severity: 'warning',
    says: [
      'No node is looked for until every scheduling gate has been removed from the pod[[; it has waited {since}]].',
      'A gate is removed by the controller that set it, so look there for what it waits for.',
    ],
    remedies: [
      {
        text: 'Where the gate is no longer wanted, remove it from the pod',
        command: 'kubectl -n {namespace} patch pod {pod} --type=json -p {patch}',
        changes: true,
      },
    ],
  },
  'scheduler-missing': {
    title: 'No scheduler has taken up the pod[[ in {since}]]: it asks for {schedulerName}',
    severity: 'critical',
    says: [
      'There is neither a PodScheduled condition nor an event, so no scheduler of that name has looked at the pod.',
      '{custom} is not the default scheduler: it must be installed and running.',
      '{default} is the default scheduler: it is down or overloaded, and other new pods wait as well.',
    ],
    remedies: [
      {
        text: 'Use the default scheduler, if {custom} was not meant',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      {
        text: 'Look whether the scheduler runs',
        command: 'kubectl get pods -A | grep {schedulerName}',
      },
    ],
  },
  'preemption-waiting': {
    title: 'The pod waits on {node} for lower-priority pods to leave',
    severity: 'info',
    verdict: 'waiting',
    says: [
      'Preemption made room: {victims} on {node} ends first[[, at the latest in {remaining}]].',
      '{node} is nominated for it in status.nominatedNodeName; the pod starts there once the room is free.',
    ],
    remedies: [
      { text: 'Wait, and watch it', command: 'kubectl -n {namespace} get pod {pod} -o wide --watch' },
    ],
  },
  'autoscaler-coming': {
    title: 'A new node is on its way[[ from {groups}]]',
    severity: 'info',
    verdict: 'waiting',
    says: [
      'The autoscaler answered the pod {since} ago: {words}.',
      'It is needed because no present node takes the pod: {because}.',
    ],
    remedies: [{ text: 'Wait, and watch the nodes arrive', command: 'kubectl get nodes --watch' }],
  },
  'autoscaler-refused': {
    title: '{autoscaler} adds no node: {reasons}',
    severity: 'critical',
    says: [
      'Each number counts {counted}, not nodes.',
      'What stands in the way lies with {beyond}, not with the pod.',
      'No node that it could add would do for {wishes}.',
    ],
    remedies: [
      { text: 'Raise the limit of a {raise} that fits the pod, where one is at its maximum' },
      {
        text: 'Read the autoscaler’s own state',
        command: 'kubectl -n kube-system get configmap {status} -o yaml',
      },
      {
        text: 'See the limits and the use of Karpenter’s node pools',
        command: 'kubectl get {pools} -o yaml',
      },
    ],
  },
  'priority-preempted': {
    title: '{victim} of this workload was preempted[[ on {node}]], and this pod is its replacement',
    severity: 'warning',
    says: ['The scheduler’s words: {words}.', 'Pods of higher priority on {node}: {preemptors}.'],
    remedies: [
      { text: 'Give the workload a higher priority class, or the cluster more room' },
      { text: 'See the priority classes', command: 'kubectl get priorityclasses' },
    ],
  },
  'pod-group-incomplete': {
    title: 'The pod waits for the rest of its pod group[[ {group}]]',
    severity: 'warning',
    says: ['The scheduler places the group only as a whole: {words}.'],
    remedies: [
      { text: 'Look which pods of the group are missing', command: 'kubectl -n {namespace} get pods' },
    ],
  },
  'scheduler-error': {
    title: 'The scheduler failed on the pod: {words}',
    severity: 'warning',
    says: [
      'It is an error of the scheduler or of something it calls, not of the pod’s spec. It tries again.',
    ],
    remedies: [{ text: 'Look at the pod’s events', command: 'kubectl -n {namespace} describe pod {pod}' }],
  },
  'plugin-rejected': {
    title: 'No node takes the pod: {words}',
    severity: 'critical',
    says: ['It is refused by {plugin}.'],
    remedies: [{ text: 'Look at the pod’s events', command: 'kubectl -n {namespace} describe pod {pod}' }],
  },
} as const satisfies Record<string, CauseInfo>;
