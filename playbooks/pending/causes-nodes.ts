import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';
import { ROOM } from './room.ts';

const LOWER: readonly Remedy[] = [
  {
    text: 'Lower the request of {largest} to what fits on {fitsOn}, if it can do with less',
    command: 'kubectl -n {namespace} set resources {template} -c {largest} --requests={requests}',
    changes: true,
  },
  {
    text: 'And that of {alsoLargest}: without it the pod would not fit either',
    command: 'kubectl -n {namespace} set resources {template} -c {alsoLargest} --requests={alsoRequests}',
    changes: true,
  },
  {
    text: 'Lower the request of init container {initLargest} to what fits on {fitsOn}, if it can do with less',
    command: 'kubectl -n {namespace} patch {template} -p {initPatch}',
    changes: true,
  },
  ...RENEWAL,
  {
    text: 'Delete and create the pod again with requests of at most {smaller} ({bare} can’t be changed in place)',
  },
  {
    text: 'Create the job {job} again with requests of at most {smaller}: its template can’t be changed',
  },
];

/** What the nodes lack, or have against the pod. */
export const nodeCauses = {
  'insufficient-resource': {
    title:
      'Not enough {resource} on any node that the pod may use[[: {requested} requested, {node} has {free} of {allocatable} free]]',
    severity: 'critical',
    says: [
      '{nearest} comes nearest and is {shortfall} {resource} short.',
      'Of {looked} of {open} nodes that are open to it {node} comes nearest and is {shortfall} {resource} short.',
      'Even empty {whole} could not hold {requested}: {allocatable} {resource} is all it has.',
      'Largest on {node}: {holders}.',
      'The pods on {node} ask for {overbooked} more than it has.',
      '{leaving} on {node} is being deleted, and frees {frees} when it is gone.',
      'On {node} {alsoShort} is short as well.',
      'The pod takes no room from others of lower priority: its preemptionPolicy is {policy}.',
      'The scheduler found too little {resource} on {count} of {total} nodes.',
      ROOM,
      'It is init container {initLargest} that asks for it, and the pod needs room for the largest of its containers.',
      'A request of {smaller} would fit on {fitsOn} now.',
      'The pod asks for {asked}.',
    ],
    remedies: [
      ...LOWER,
      {
        text: 'Free {resource} on {busy}: see what holds it',
        command: 'kubectl describe node {busy}',
      },
      {
        text: 'Compare it with what the nodes have of {unseen}, which could not be read',
        command: 'kubectl describe nodes',
      },
    ],
  },
  'request-exceeds-every-node': {
    title:
      'No node can ever hold the request of {requested} {resource}: the largest has {largestAmount}[[ ({node})]]',
    severity: 'critical',
    says: [
      'None of the {total} nodes offers any {absent}.',
      'Nodes offer {nearResource}: is that meant?',
      'The pod also asks for more {alsoShort} than any node has.',
      'It is init container {initLargest} that asks for it.',
      'Waiting does not help, not even with all nodes empty.',
    ],
    remedies: [
      ...LOWER,
      {
        text: 'Where a node has such a device, look whether the device plugin that offers {device} runs there',
        command: 'kubectl get pods -A -o wide | grep -i plugin',
      },
      { text: 'Add a node with at least {requested} {resource} allocatable' },
    ],
  },
  'too-many-pods': {
    title: '{nodes} can’t take another pod[[: the limit is {limit} pods]]',
    severity: 'critical',
    says: ['{there} pods are on {node}, which allows {limit}.'],
    remedies: [
      {
        text: 'Remove or move pods from the node, raise the kubelet’s maxPods, or add a node',
        command: 'kubectl get pods -A -o wide --field-selector spec.nodeName={node}',
      },
    ],
  },
  'node-selector-unmatched': {
    title: 'No node has the label {label} that the nodeSelector asks for',
    severity: 'critical',
    says: [
      'Nodes have for {key}: {existing}.',
      'No node has the label {absentKey} at all[[; {nearKey} is written nearly so: {nearKeyValues}]].',
      'Each label is on some node, but no node has all of them; {nearest} only lacks {lacks}.',
      '{near} is nearest to what was asked for.',
    ],
    remedies: [
      {
        text: 'Ask for [[{near}]] in the nodeSelector',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Drop {label} from the nodeSelector if it is not needed',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {dropPatch}',
        changes: true,
      },
      ...RENEWAL,
      {
        text: 'Label a node that is meant for it',
        command: 'kubectl label node {candidate} {label}',
        changes: true,
      },
    ],
  },
  'node-affinity-unmatched': {
    title: 'No node meets the pod’s required node affinity: {expression}',
    severity: 'critical',
    says: [
      'Unmet by {nearest}, the nearest node: {unmet}.',
      'Nodes have {existing}.',
      'No node has the label {absentKey} at all.',
      'Did you mean {near}?',
      'The pod is made for the node {missingNode}, which does not exist[[; {controller} deletes it by itself]].',
    ],
    remedies: [
      {
        text: 'Ask for {near} instead',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      {
        text: 'Change the affinity to what nodes have',
        command: 'kubectl -n {namespace} edit {editTarget}',
        changes: true,
      },
      {
        text: 'Label a node that is meant for it',
        command: 'kubectl label node {candidate} {label}',
        changes: true,
      },
      { text: 'Look at the labels there are', command: 'kubectl get nodes --show-labels' },
    ],
  },
  'taint-untolerated': {
    title: 'The pod does not tolerate the taint {taint}[[ of {nodes}]]',
    severity: 'critical',
    says: [
      'The pod tolerates {near}, the taint is {taint}: they differ[[ in the {differs}]].',
      'Apart from that {alone} could take the pod, as far as labels and size go.',
      'The toleration that is missing: {toleration}.',
      'That taint fences off the control plane, and no other node takes the pod: {controlPlane}.',
      'The scheduler found it on {count} of {total} nodes.',
      ROOM,
    ],
    remedies: [
      {
        text: 'Add the toleration, if the pod belongs there',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      {
        text: 'Add the toleration to this pod, if it belongs there',
        command: 'kubectl -n {namespace} patch {single} --type=merge -p {singlePatch}',
        changes: true,
      },
      {
        text: 'Remove the taint from {node}, if it is not needed any more',
        command: 'kubectl taint nodes {node} {taint}-',
        changes: true,
      },
    ],
  },
  'node-cordoned': {
    title: 'Cordoned nodes[[ ({nodes})]] take no new pods, and no other node fits',
    severity: 'critical',
    says: [
      '{node} has been cordoned for {since}.',
      'Apart from that {alone} could take the pod, as far as labels and size go.',
      'The scheduler found {count} of {total} nodes unschedulable.',
      ROOM,
    ],
    remedies: [
      {
        text: 'Let {node} take pods again, once its maintenance is over',
        command: 'kubectl uncordon {node}',
        changes: true,
      },
    ],
  },
  'node-unhealthy': {
    title: 'The node that could take the pod is not well[[: {nodes}]][[, {condition}]]',
    severity: 'critical',
    says: [
      '{node} has the taint {taint}[[, for {since}]]: a problem of the node, not a missing toleration.',
      'It says: {words}.',
      'The scheduler found the taint {taint} on {count} of {total} nodes.',
      ROOM,
    ],
    remedies: [
      { text: 'Find out what is wrong with {node}', command: 'kubectl describe node {node}' },
      { text: 'See which nodes are not ready', command: 'kubectl get nodes' },
    ],
  },
  'node-missing': {
    title: 'The pod is bound to node {missingNode}, which does not exist',
    severity: 'critical',
    says: [
      'No scheduler placed {byHand} there: its spec names the node, so none is looked for.',
      'A scheduler placed it there, and {vanished} has gone since: it will be deleted, and made anew where something owns it.',
      'The nodes there are: {nodes}.',
    ],
    remedies: [
      {
        text: 'Take nodeName out of the template, so that a scheduler chooses a node',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      ...RENEWAL,
      {
        text: 'Have it made anew at once',
        command: 'kubectl -n {namespace} delete pod {orphan}',
        changes: true,
      },
      { text: 'See the nodes there are', command: 'kubectl get nodes' },
    ],
  },
  'node-feature-missing': {
    title: 'No node supports a feature that the pod needs',
    severity: 'critical',
    says: [
      'The scheduler’s words: {words}.',
      'Nodes declare their features in status.declaredFeatures; an older kubelet has fewer.',
    ],
    remedies: [{ text: 'Compare the kubelets’ versions', command: 'kubectl get nodes' }],
  },
} as const satisfies Record<string, CauseInfo>;
