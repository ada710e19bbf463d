import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

const SEE = { text: 'See what the node says of itself.', command: 'kubectl describe node {node}' } as const;

/** What is only asked of a node itself, not on the way to a pod. */
export const TARGET_CAUSES = {
  'network-unavailable': {
    title: 'The network of node {node} is not set up[[ for {since}]][[: {message}]]',
    severity: 'critical',
    says: [
      'It takes no new pods until the network plugin or the cloud’s route controller has set it up.',
      'Pods of the network plugin there: {agents}.',
    ],
    remedies: [
      {
        text: 'See whether the network plugin runs there.',
        command: 'kubectl -n kube-system get pods -o wide --field-selector spec.nodeName={node}',
      },
      SEE,
    ],
  },
  'node-starting': {
    title: 'Node {node} is still being set up[[ after {age}]]: it has the taint {taints}',
    severity: 'warning',
    says: [
      'What sets it up takes the taint off: {setters}.',
      'Until then it takes no pods that don’t tolerate it.',
    ],
    remedies: [
      {
        text: 'See whether what takes the taint off runs: {setters}.',
        command: 'kubectl get pods -A -o wide --field-selector spec.nodeName={node}',
      },
      SEE,
    ],
  },
  'node-leaving': {
    title: 'Node {node} is being removed[[ by {remover}]]',
    severity: 'info',
    says: ['Its taint says so: {taints}. Its pods are moved elsewhere, new ones don’t come.'],
    remedies: [{ text: 'See why.', command: 'kubectl describe node {node}' }],
  },
  'node-deleting': {
    title: 'Node {node} has been in deletion[[ for {leavingFor}]][[: held by {finalizers}]]',
    severity: 'warning',
    says: ['It goes when those are taken off by who set them.'],
    remedies: [
      { text: 'See who set {finalizers} and what it waits for.', command: 'kubectl describe node {node}' },
    ],
  },
  cordoned: {
    title: 'Node {node} is cordoned[[ for {since}]]: it takes no new pods',
    severity: 'info',
    says: ['Pods that are on {keeper} stay until somebody drains it.', 'It is tainted as well: {taints}.'],
    remedies: [
      {
        text: 'When the work on it is done, let it take pods again.',
        command: 'kubectl uncordon {node}',
        changes: true,
      },
    ],
  },
  'evicting-taint': {
    title: 'Node {node} keeps only pods that tolerate {taints}',
    severity: 'info',
    says: ['Others are put off it[[, for {since} now]], and none comes.'],
    remedies: [
      {
        text: 'When that is no longer wanted, take the taint off.',
        command: 'kubectl taint node {node} {untaint}',
        changes: true,
      },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
