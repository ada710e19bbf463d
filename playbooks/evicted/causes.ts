import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const SAYS = 'The kubelet says: {message}';
const WHEN = 'That was {ago} ago[[, on node {node}]].';
const SUCCEEDED = '{maker} makes another pod in its place.';
const REPLACED = '{maker} makes another pod in its place; while the cause lasts, that one goes the same way.';
const ALONE = 'Nothing owns pod {bare}: it is not started again.';
const LEFT = 'It has {left} of its {grace}s left to end.';
const SITUATION = [WHEN, LEFT, REPLACED, ALONE];

const ANEW: readonly Remedy[] = [
  {
    text: "A Job's pod template can't be changed: correct the manifest of job {job} and create it anew.",
  },
  { text: 'Nothing owns pod {bare}: correct its manifest, delete the pod and create it anew.' },
];
const NODE: Remedy = { text: 'See how node {node} is.', command: 'kubectl describe node {node}' };

const PRESSURE = [
  SAYS,
  'The kubelet of {node} evicts when less than {threshold} is left; it was {available}.',
  '{container} used {usage} and requests {request}: the kubelet takes those that use more than they request first.',
  'It refused the pod on its arrival: the node was short already ({arrival}).',
  'It did not request any {unrequested}: pods that do are spared longer.',
];

/** Why a pod was put off its node, or not let onto it. */
export const CAUSES = {
  'own-storage-limit': {
    title:
      '[[{container}]][[{several}]] wrote more than {limit} to local storage, its limit, and was evicted',
    severity: 'critical',
    says: [
      SAYS,
      'Logs, the container’s own files and emptyDir volumes count[[; it used {usage}]].',
      'The limit of {limit} is the sum of all its containers’ limits ({limits}).',
      ...SITUATION,
    ],
    remedies: [
      {
        text: 'Raise the limit, to {suggested} for a start, or write less (rotate logs, clean up temporary files).',
        command:
          'kubectl -n {namespace} set resources {template} -c {container} --limits=ephemeral-storage={suggested}',
        changes: true,
      },
      {
        text: 'Raise the limit of the container that writes the most, or let it write less: {several}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'own-empty-dir-limit': {
    title: 'emptyDir volume {volume} grew beyond its sizeLimit of {limit}, so the pod was evicted',
    severity: 'critical',
    says: [
      SAYS,
      'It is mounted in {mounts}.',
      'The volume is in memory ({inMemory}): what is in it counts as memory of the containers as well.',
      ...SITUATION,
    ],
    remedies: [
      {
        text: 'Raise the sizeLimit of {volume}, to {suggested} for a start, or let the program keep less there.',
        command: 'kubectl -n {namespace} patch {template} -p {patch}',
        changes: true,
      },
      ...ANEW,
    ],
  },
  'node-memory-pressure': {
    title:
      '{pod} was evicted: node[[ {node}]] ran out of memory[[; {container} used {usage} and requests {request}]]',
    severity: 'critical',
    says: [...PRESSURE, ...SITUATION],
    remedies: [
      {
        text: 'Request what {container} really uses ({usage}), so that the scheduler keeps it free: as an amount above its usual use.',
        command:
          'kubectl -n {namespace} set resources {template} -c {container} --requests=memory={suggested}',
        changes: true,
      },
      {
        text: 'See what else uses memory there (needs metrics-server).',
        command: 'kubectl top pods -A --sort-by=memory',
      },
      NODE,
      ...ANEW.slice(1),
    ],
  },
  'node-disk-pressure': {
    title: '{pod} was evicted: node[[ {node}]] ran out of [[{scarce}]][[; {container} used {usage}]]',
    severity: 'critical',
    says: [...PRESSURE, ...SITUATION],
    remedies: [
      {
        text: 'Set a limit on what {container} may write ({usage} when it was evicted), and request it.',
        command:
          'kubectl -n {namespace} set resources {template} -c {container} --requests=ephemeral-storage={suggested} --limits=ephemeral-storage={suggested}',
        changes: true,
      },
      {
        text: 'See what fills the disk of {node}: images, logs, emptyDir volumes.',
        command: 'kubectl describe node {node}',
      },
      ...ANEW.slice(1),
    ],
  },
  'node-pid-pressure': {
    title: '{pod} was evicted: node[[ {node}]] ran out of process ids[[; {container} had {usage}]]',
    severity: 'critical',
    says: [...PRESSURE, ...SITUATION],
    remedies: [
      {
        text: 'Look for a program that starts processes or threads without end; a kubelet’s podPidsLimit bounds each pod.',
      },
      NODE,
    ],
  },
  preempted: {
    title: '{pod} {was} preempted[[ on node {node}]] to make room for {by}',
    severity: 'critical',
    says: [
      'The cluster says: {message}',
      '{by} has priority {byPriority}[[ ({byClass})]], this pod {priority}[[ ({ownClass})]].',
      'The pod that took its place has the UID {uid}; [[it is not in namespace {elsewhere}]][[the pods of the namespace could not be read ({unread})]].',
      LEFT,
      SUCCEEDED,
      ALONE,
    ],
    remedies: [
      {
        text: 'If this pod matters as much, give it a priority class as high.',
        command: 'kubectl get priorityclasses',
      },
      {
        text: 'Make room so that both fit: see how full the node is.',
        command: 'kubectl describe node {node}',
      },
      { text: 'Nothing owns pod {bare}: once there is room, create it anew.' },
    ],
  },
  drained: {
    title: '{pod} is evicted through the API[[: node {cordoned} is being emptied]]',
    severity: 'warning',
    verdict: 'waiting',
    says: [
      'The cluster says: {message}. That is what kubectl drain, the cluster autoscaler and the descheduler do.',
      'Node {cordoned} is cordoned: it takes no new pods.',
      LEFT,
      SUCCEEDED,
      ALONE,
    ],
    remedies: [
      {
        text: 'When the work on node {cordoned} is done, let it take pods again.',
        command: 'kubectl uncordon {cordoned}',
        changes: true,
      },
      { text: 'Nothing owns pod {bare}: create it anew elsewhere.' },
    ],
  },
  'taint-evicted': {
    title: '{pod} {was} deleted for a taint of its node[[ {node}]][[: {taint}]]',
    severity: 'critical',
    says: [
      'The cluster says: {message}',
      'The taint is there since {taintAge}.',
      'The pod tolerates it for {tolerated} only.',
      'The node is not ready ({problem}): the taint is its sign, not the cause.',
      LEFT,
      'Node {unreadNode} could not be read: which taint it was is not known.',
      ALONE,
    ],
    remedies: [
      {
        text: 'If the pod is to stay on such nodes, let it tolerate {key}.',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'If the work on the node is done, take taint {key} off.',
        command: 'kubectl taint nodes {node} {removal}',
        changes: true,
      },
      { text: 'See the node’s taints.', command: 'kubectl describe node {node}' },
    ],
  },
  'node-shutdown': {
    title: '{pod} {stopped} because its node[[, {node},]] shut down',
    severity: 'critical',
    says: [SAYS, WHEN, SUCCEEDED, ALONE],
    remedies: [
      { text: 'See whether the node is back.', command: 'kubectl get node {node}' },
      {
        text: 'What is left of such a pod is only its record.',
        command: 'kubectl -n {namespace} delete pod {pod}',
        changes: true,
      },
    ],
  },
  'node-deleted': {
    title: '{pod} is removed because its node[[ {node}]] does not exist any more',
    severity: 'critical',
    says: ['The cluster says: {message}', SUCCEEDED, ALONE],
    remedies: [{ text: 'See which nodes there are.', command: 'kubectl get nodes' }],
  },
  'admission-rejected': {
    title:
      'The kubelet[[ of {node}]] refused the pod: {reason}[[ ({requested} {resource} wanted, {free} free)]][[ ({sysctl})]]',
    severity: 'critical',
    says: [
      SAYS,
      'Of {capacity} {resource} on {node}, {used} were in use: {free} were free, {requested} were wanted.',
      'The container requests more {resource} ({requested}) than node {tooSmall} has at all.',
      'The pod did not go through the scheduler: its spec names node {byHand}.',
      'The kubelet allows only safe sysctls unless {sysctl} is named in its allowedUnsafeSysctls.',
      'The scheduler had chosen node {chosen}; what the kubelet looked at had changed by then, or only the kubelet checks it.',
      WHEN,
      REPLACED,
      ALONE,
    ],
    remedies: [
      {
        text: 'Take sysctl {sysctl} out of the pod’s securityContext, or set it on the node, or allow it there: --allowed-unsafe-sysctls={sysctl}.',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'Take sysctl {sysctl} out of the manifest of pod {bare} and create it anew, or allow it on node {node}: --allowed-unsafe-sysctls={sysctl}.',
      },
      {
        text: 'Leave nodeName ({byHand}) out, so that the scheduler chooses a node with room; delete the pod and create it anew.',
      },
      NODE,
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
