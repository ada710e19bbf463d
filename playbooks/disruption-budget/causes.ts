import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

const EDIT = { command: 'kubectl -n {namespace} edit pdb {name}', changes: true } as const;
const PATCH = {
  command: 'kubectl -n {namespace} patch pdb {name} --type=merge -p {patch}',
  changes: true,
} as const;
const SCALE = {
  command: 'kubectl -n {namespace} scale {grows} --replicas={more}',
  changes: true,
} as const;
const SEE = {
  text: 'See its numbers and its events.',
  command: 'kubectl -n {namespace} describe pdb {name}',
} as const;
const SEE_LABELS =
  'kubectl -n {namespace} get deployments,statefulsets,daemonsets -o custom-columns=KIND:.kind,NAME:.metadata.name,LABELS:.spec.template.metadata.labels';

/** A PodDisruptionBudget is not met, can't be, or is about nothing. */
export const CAUSES = {
  'selects-nothing': {
    title:
      'It selects no pods[[: {unset} has no selector]][[: none has {selector}]][[: there are none in {everything}]][[, {near} makes some that come near]]',
    severity: 'warning',
    says: [
      'Of what {near} makes: {differences}.',
      'No Deployment or StatefulSet of {unmade} makes pods with such labels.',
      'Without a selector it stands for no pod at all: {unset} protects nothing.',
    ],
    remedies: [
      { text: 'Let it select what {near} makes, if that is meant.', ...PATCH },
      { text: 'See which labels the pods of {namespace} are made with.', command: SEE_LABELS },
      { text: 'Name the labels of the pods that it is for under spec.selector.', ...EDIT },
    ],
  },
  'sync-failed': {
    title: 'Its numbers can’t be worked out[[: {clause}]]',
    severity: 'warning',
    says: [
      'As long as they can’t, no ready pod that it selects may be evicted: draining a node waits for it.',
      'Of {unscalable} nobody can tell how many pods are to be. For their pods only a whole number under minAvailable counts, and here {rule}.',
      'It selects pods of several owners; of {unscalable} are {strays}.',
      'kubectl drain leaves pods of {daemons} where they are, with or without a budget.',
    ],
    remedies: [
      { text: 'Ask for a whole number: all but one of the {podCount} pods that there are.', ...PATCH },
      { text: 'Let the selector leave out {strays}.', ...EDIT },
      SEE,
    ],
  },
  'too-few-replicas': {
    title:
      'It asks for {desired} healthy pods[[, and {scaled} is set to {wanted}]][[, and there are only {present}, all ready]]',
    severity: 'warning',
    says: ['It can’t be met as it is, and until it is no ready pod of it may be evicted.'],
    remedies: [
      { text: 'Run {more}: as many as it asks for, and one to spare.', ...SCALE },
      { text: 'Let one pod at a time be away, however many there are to be.', ...PATCH },
      {
        text: 'If {off} is to stay at 0, take the budget away: there is nothing to protect.',
        command: 'kubectl -n {namespace} delete pdb {name}',
        changes: true,
      },
      { text: 'Ask for fewer pods, or run more than {unpatched} asks for.', ...EDIT },
    ],
  },
  'too-few-healthy': {
    title: 'Too few healthy pods: {healthy} of {podCount}[[, at least {desired} have to be]]',
    severity: 'warning',
    symptom: true,
    says: [
      'Not ready: {unready}.',
      'Being deleted: {leaving}.',
      'Not made, or gone: {missing} of the pods that {workload} is to have.',
      '{up} are ready by now: its status is behind.',
      'Until then no ready pod of them may be evicted: draining a node waits.',
      'Nor may {stuck}, running without being ready: unhealthyPodEvictionPolicy isn’t AlwaysAllow.',
    ],
    remedies: [
      {
        text: 'See what keeps {firstUnready} from being ready.',
        command: 'kubectl -n {namespace} describe pod {firstUnready}',
      },
      {
        text: 'See why {missing} of its pods are missing.',
        command: 'kubectl -n {namespace} describe {workload}',
      },
      {
        text: 'Let pods that are not ready be evicted meanwhile, if their nodes have to be drained (since Kubernetes 1.27).',
        command: 'kubectl -n {namespace} patch pdb {name} --type=merge -p {policyPatch}',
        changes: true,
      },
      SEE,
    ],
  },
  'blocks-every-eviction': {
    title:
      'No pod of it may be evicted, even if all are healthy: {rule}[[, of {all}]][[, and no controller tells how many pods there are to be: {bare}]]',
    severity: 'info',
    says: [
      'Nodes that run them can’t be drained: an upgrade of the nodes waits for it, and so does scaling them down.',
      'A rollout is not held up by it.',
      '{lone} runs a single pod: whatever moves it leaves a moment without any.',
    ],
    remedies: [
      { text: 'Run {more}, so that one may be away.', ...SCALE },
      { text: 'Let one pod at a time be away.', ...PATCH },
      {
        text: 'Ask for a whole number: all but one of the pods that there are.',
        command: 'kubectl -n {namespace} patch pdb {name} --type=merge -p {whole}',
        changes: true,
      },
      { text: 'Let {unpatched} spare a pod.', ...EDIT },
    ],
  },
  unused: {
    title:
      'Nothing to protect now[[: {off} is set to 0 replicas]][[: no pod has {selector}]][[: there are no pods in {everything}]]',
    severity: 'info',
    remedies: [{ text: 'See which labels the pods of {namespace} are made with.', command: SEE_LABELS }],
  },
  unattended: {
    title: 'No controller has looked at the budget[[ since it was written, {age} ago]]',
    severity: 'warning',
    says: ['Until one does, no ready pod that it selects may be evicted.'],
    remedies: [
      {
        text: 'See whether kube-controller-manager runs (a managed cluster doesn’t show it).',
        command: 'kubectl -n kube-system get pods -l component=kube-controller-manager',
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
