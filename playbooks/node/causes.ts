import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { TARGET_CAUSES } from './causes-target.ts';

const STALE =
  'What the pod’s status says of its containers ({containers}) is from before that: no kubelet has confirmed it since.';
const UNREADY =
  'Pod {pod} has not been ready[[ for {unreadyFor}]]: Services send it nothing, whether it still runs or not.';
const STAYS =
  'Kubernetes deletes the pod after {tolerance} of this[[, {deletedIn} from now]]; it can only be gone once the kubelet confirms it.';
const KEPT =
  'The pod tolerates this for ever ({tolerated}): Kubernetes leaves it where it is until the node is back or removed.';
const LEAVING =
  'It was deleted {leavingFor} ago[[ ({deletedBy})]] and stays Terminating: only its kubelet can confirm that it ended.';
const ALONE = 'Nothing owns pod {bare}: it is not started anywhere else.';

/** Of a node that was itself asked about. */
const ON_IT: readonly string[] = [
  'Pods on it: {podCount}. Their containers may still run; Services send them nothing.',
  'In deletion, and gone once the kubelet says so or the Node is removed: {leavingPods}.',
  'Deleted after {movedAfter} of this[[, {movedIn} from now]], for their controllers to make new ones elsewhere: {moved}.',
  'They stay where they are, for they tolerate it for ever: {staying}.',
];

const SEE: Remedy = { text: 'See what the node says of itself.', command: 'kubectl describe node {node}' };
const GONE: readonly Remedy[] = [
  {
    text: 'If the machine is gone for good, remove its Node: the pods on it are removed with it, and their controllers make new ones.',
    command: 'kubectl delete node {node}',
    changes: true,
  },
  {
    text: 'If the machine is surely off but comes back, let go of this pod ({leavingPod}): where it still runs after all, there would be two.',
    command: 'kubectl -n {namespace} delete pod {leavingPod} --grace-period=0 --force',
    changes: true,
  },
];

/** Troubles of the node that a pod is on, or of a node that was itself asked about. */
export const CAUSES = {
  'node-unreachable': {
    title: 'Node {node} has not answered[[ for {since}]]: its kubelet posts no status',
    severity: 'critical',
    says: [
      'The node controller says: {message}',
      'State as of {heartbeat}[[ ({heartbeatAgo} ago)]], the last that the kubelet posted.',
      STALE,
      UNREADY,
      LEAVING,
      STAYS,
      KEPT,
      ALONE,
      ...ON_IT,
    ],
    remedies: [
      {
        text: 'See whether machine {node} is up and its kubelet runs and reaches the API server (on the machine: systemctl status kubelet).',
        command: 'kubectl describe node {node}',
      },
      ...GONE,
    ],
  },
  'node-not-ready': {
    title: 'Node {node} is not ready[[ for {since}]][[: {short}]]',
    severity: 'critical',
    says: [
      'Its kubelet says: {message}',
      'State as of {heartbeat}[[ ({heartbeatAgo} ago)]].',
      'The node itself could not be read ({unread}). {sign}',
      'Pods of the network plugin there: {agents}.',
      'No pod of a network plugin that is known here is on {agentless}.',
      'The container runtime of {runtimeNode} does not answer the kubelet, or too slowly: what kubectl shows of its pods may be old.',
      STALE,
      UNREADY,
      LEAVING,
      STAYS,
      KEPT,
      ALONE,
      ...ON_IT,
    ],
    remedies: [
      {
        text: 'See why the network plugin is not up on node {networkNode}.',
        command: 'kubectl -n kube-system get pods -o wide --field-selector spec.nodeName={networkNode}',
      },
      {
        text: 'See on machine {runtimeNode} whether its container runtime runs (systemctl status containerd, or crio).',
        command: 'kubectl describe node {runtimeNode}',
      },
      SEE,
      ...GONE.slice(1),
    ],
  },
  'node-pressure': {
    title: 'Node {node} is short of {resources}[[ for {since}]]',
    severity: 'warning',
    says: [
      'Its kubelet says: {message}',
      'A kubelet in that state evicts pods, those that use more than they request first[[; this pod’s class is {qos}]].',
      'It also takes no new pods that don’t tolerate it.',
      'Pods on it: {atRisk}.',
      'It uses {memoryUsed} of memory; its pods may have {memoryAllocatable}[[ and request {memoryRequested}]].',
      'The kubelet looked for {wantedSpace} of unused images to remove, and found {foundSpace}.',
      'Its disk for containers holds {diskCapacity}.',
      'The kubelet’s last word on it, {saidAgo} ago: {said}',
    ],
    remedies: [
      SEE,
      {
        text: 'See what uses the most memory; pods of {memoryNode} are among it (needs metrics-server).',
        command: 'kubectl top pods -A --sort-by=memory',
      },
    ],
  },
  ...TARGET_CAUSES,
} as const satisfies Readonly<Record<string, CauseInfo>>;
