import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

const SERVES = 'The old revision still serves with {oldReady}.';
const ENDLESS = 'Kubernetes does nothing else about it: the rollout goes on once the pods are ready.';

/** What a rollout waits for. */
export const CAUSES = {
  'progress-deadline-exceeded': {
    title:
      'The rollout is stuck: {done} of {wanted} pods updated and available, with no progress for {deadline}s',
    severity: 'critical',
    symptom: true,
    says: [
      'The Deployment controller says: {message}',
      'That was {since} ago; progressDeadlineSeconds is {deadline}.',
      'It waits for {slow}.',
      'None of the new pods exists ({noPods}).',
      'A pod counts as available once it has been ready for {minReady}s (minReadySeconds), which leaves {left}s of the deadline for its start.',
      'maxUnavailable is {none}: no old pod goes before a new one is available.',
      SERVES,
      'No ready pod of an older revision is left ({noOld}).',
      ENDLESS,
    ],
    remedies: [
      {
        text: 'See what the new pod waits for.',
        command: 'kubectl -n {namespace} describe pod {slowPod}',
      },
      {
        text: 'If the pods only need longer: raise the deadline, to {suggested}s for a start.',
        command: 'kubectl -n {namespace} patch {workload} -p {deadlinePatch}',
        changes: true,
      },
      {
        text: 'Or go back to the revision before.',
        command: 'kubectl -n {namespace} rollout undo {revised}',
        changes: true,
      },
    ],
  },
  'revision-held-back': {
    title: '{pod} still has the old template, and the new one does not reach it while it is not ready',
    severity: 'critical',
    says: [
      'The StatefulSet has been changed since: {pod} is of revision {old}, the newest is {newest}.',
      'Changed: {changes}.',
      'With podManagementPolicy {policy} an update goes on only while every pod is ready: it does not replace one that isn’t.',
      'podManagementPolicy is {parallel}, with which the update replaces such pods; Kubernetes 1.35 counts them against maxUnavailable instead and stops.',
      'Once {pod} is deleted, it is made anew from the newest template.',
      'Waiting behind it: {behind}.',
    ],
    remedies: [
      {
        text: 'Delete the pod; its volumes stay.',
        command: 'kubectl -n {namespace} delete pod {pod}',
        changes: true,
      },
    ],
  },
  'ordinal-held-back': {
    title: '{missing} not made yet: {blocker} comes first and isn’t ready',
    severity: 'warning',
    says: [
      'podManagementPolicy is OrderedReady: a StatefulSet makes a pod when all those with lower numbers are ready.',
      '{blocker} is {state}[[, not ready for {unreadyFor}]].',
    ],
    remedies: [
      {
        text: 'Mend {blocker} first; the others follow by themselves.',
        command: 'kubectl -n {namespace} describe pod {blocker}',
      },
    ],
  },
  'update-held-back': {
    title:
      'The rollout is stuck: {updated} of {wanted} pods updated, and it waits for {blocker}[[ on {node}]]',
    severity: 'warning',
    symptom: true,
    says: [
      '{blocker} is {state}[[, not ready for {unreadyFor}]].',
      'Not ready: {unready}.',
      'Nodes that it is meant for and that have no pod at all: {nodesWithout}.',
      'maxUnavailable is {maxUnavailable}: no more pods than that are taken down.',
      SERVES,
      ENDLESS,
    ],
    remedies: [
      {
        text: 'See what it waits for.',
        command: 'kubectl -n {namespace} describe pod {blocker}',
      },
      {
        text: 'Or go back to the revision before.',
        command: 'kubectl -n {namespace} rollout undo {workload}',
        changes: true,
      },
    ],
  },
  'deletion-awaited': {
    title: '{old} of {wanted} pods still have the old template: updateStrategy is OnDelete',
    severity: 'info',
    says: ['Still old: {pods}.', 'They get the new one when they are deleted, and not before.'],
    remedies: [
      {
        text: 'Delete them one at a time, each once the one before is ready again.',
        command: 'kubectl -n {namespace} delete pod {oldPod}',
        changes: true,
      },
    ],
  },
  'partition-set': {
    title: '{old} of {wanted} pods keep the old template: the update’s partition is {partition}',
    severity: 'info',
    says: ['Still old: {pods}.', 'Only pods from number {first} on are updated.'],
    remedies: [
      {
        text: 'Let the update go on with all pods.',
        command: 'kubectl -n {namespace} patch {workload} -p {partitionPatch}',
        changes: true,
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
