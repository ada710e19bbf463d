import type { CauseInfo } from '../../src/diagnosis/playbook.ts';
import { ANEW, AROUND } from './causes-texts.ts';

/** Refusals that have nothing to do with what the pods ask for. */
export const OTHER_CAUSES = {
  'namespace-terminating': {
    title: 'Namespace {namespace} is being deleted: nothing new is made in it',
    severity: 'critical',
    says: ['The API says: {clause}', '{partly} of {wanted} pods are still there.'],
    remedies: [
      {
        text: 'See what keeps it: its conditions name what is left and whose finalizers.',
        command: 'kubectl get namespace {namespace} -o yaml',
      },
      { text: 'A deletion can’t be taken back: what is to go on needs another namespace.' },
    ],
  },
  'name-taken': {
    title: 'Pod {taken} can’t be made: one of that name {state}',
    severity: 'critical',
    says: ['Once {leaving} is gone, the controller makes it anew.', ...AROUND],
    remedies: [
      {
        text: 'See whose it is.',
        command: 'kubectl -n {namespace} get pod {foreign} -o yaml',
      },
      {
        text: 'If nobody needs it: delete it.',
        command: 'kubectl -n {namespace} delete pod {foreign}',
        changes: true,
      },
      { text: 'See what keeps it.', command: 'kubectl -n {namespace} describe pod {leaving}' },
    ],
  },
  'creation-interrupted': {
    title: 'Making {things} fails on the API server’s side: {words}',
    severity: 'warning',
    says: ['That says nothing about the pods: the controller tries again.', ...AROUND],
    remedies: [
      {
        text: 'Where it goes on: see whether the API server and etcd are well.',
        command: "kubectl get --raw '/readyz?verbose'",
      },
    ],
  },
  'creation-refused': {
    title: 'The API refuses {things} of {workload}[[: {words}]]',
    severity: 'critical',
    says: [
      '{user} may not {verb} {denied}: that is the controller’s own account, whose ClusterRole was changed or is missing.',
      ...AROUND,
    ],
    remedies: [
      {
        text: 'See what it may do: the API server restores its default roles when it starts.',
        command: 'kubectl auth can-i {verb} {denied} -n {namespace} --as={user}',
      },
      { text: 'See the events as they come.', command: 'kubectl -n {namespace} describe {workload}' },
      ...ANEW,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;

/** The controller was switched off, or does not act. */
export const OFF_CAUSES = {
  'scaled-to-zero': {
    title: '{object} is scaled to zero: {field} is 0[[, set by {by}]][[ {ago} ago]]',
    severity: 'warning',
    says: [
      'It is an old revision of {revisionOf}, whose newer ones have the pods.',
      '{zeroed}, which it belongs to, is scaled to zero itself.',
      '{idler} scales it to zero while there is nothing to do, and up again by itself.',
      'Before that it was {known}, by what is written in its annotations.',
    ],
    remedies: [
      {
        text: 'Scale it up again.',
        command: 'kubectl -n {namespace} scale {scalable} --replicas={before}',
        changes: true,
      },
      {
        text: 'Let it make pods.',
        command: `kubectl -n {namespace} patch job {job} --type=merge -p '{"spec":{"parallelism":1}}'`,
        changes: true,
      },
      { text: 'See how {deployment} is.', command: 'kubectl -n {namespace} get {deployment}' },
    ],
  },
  'controller-paused': {
    title:
      '{object} is paused[[, and a change waits: {changes}]][[, and {halfway}]][[ since before its first rollout: {first}]]',
    severity: 'warning',
    says: [
      'Paused at {pausedAt}[[, {pausedFor} ago]][[, by {by}]].',
      'What runs goes on with the old template ({serving}).',
      'While it is paused it is scaled, but no new template is rolled out.',
    ],
    remedies: [
      {
        text: 'Let it go on.',
        command: 'kubectl -n {namespace} rollout resume {object}',
        changes: true,
      },
      {
        text: 'If the change is not to come out: set it back first.',
        command: 'kubectl -n {namespace} set image {object} {setBack}',
        changes: true,
      },
    ],
  },
  suspended: {
    title: '{object} is suspended[[ for {suspendedFor}]][[, by {by}]][[: it waits in queue {queue}]]',
    severity: 'warning',
    says: [
      'Job {suspendedJob} makes no pods until spec.suspend is taken back; its activeDeadlineSeconds count from then.',
      'CronJob {cronJob} makes no Jobs until spec.suspend is taken back (schedule {schedule}).',
      'Since its last run {missed} more were due, the first of them {dueAgo} ago.',
      'Kueue starts it once queue {queue} has room for it.',
    ],
    remedies: [
      {
        text: 'Let it run.',
        command: 'kubectl -n {namespace} patch {resume} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'See why the queue does not let it in.',
        command: 'kubectl -n {namespace} describe localqueue {queue}',
      },
    ],
  },
  'controller-silent': {
    title: 'The {kind} controller has not come to {object} since it was changed {changedFor} ago',
    severity: 'critical',
    says: [
      'The {never} controller has never come to it: no status has been written.',
      'The pods and the status are those of before.',
    ],
    remedies: [
      {
        text: 'See whether kube-controller-manager runs and what it logs (on a managed cluster: its provider’s console).',
        command: 'kubectl -n kube-system get pods -l component=kube-controller-manager',
      },
      {
        text: 'See who leads.',
        command: 'kubectl -n kube-system get lease kube-controller-manager -o yaml',
      },
    ],
  },
  'no-node-matches': {
    title:
      '{object} wants no pods: there is no node[[ with the labels {labels}]][[ that meets {affinity}]][[ without taints that it does not tolerate ({taints})]]',
    severity: 'info',
    says: ['That is in order where no such node is meant to be there.'],
    remedies: [
      { text: 'See which nodes have the label.', command: 'kubectl get nodes -l {label}' },
      { text: 'See the nodes’ labels and taints.', command: 'kubectl describe nodes' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
