import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

/** What the nodes lack, or have against the pod. */
export const nodeCauses = {
  'insufficient-resource': {
    title:
      'Not enough {resource} on any node that the pod may use[[: {requested} requested, {node} has {free} of {allocatable} free]]',
    severity: 'critical',
    says: [
      '{node} comes nearest and is {shortfall} {resource} short.',
      'Even empty {whole} could not hold {requested}: {allocatable} {resource} is all it has.',
      'Most of {node} is taken by {holders}.',
      'On {node} {alsoShort} is short as well.',
      'The pod takes no room from others of lower priority: its preemptionPolicy is {policy}.',
      'The scheduler found too little {resource} on {count} of {total} nodes.',
      'A request of {fits} {resource} by {largest} would fit on {fitsOn} now.',
    ],
    remedies: [
      {
        text: 'Lower the request of {largest} to what fits on {fitsOn}, if it can do with less',
        command: 'kubectl -n {namespace} set resources {template} -c {largest} --requests={resource}={fits}',
        changes: true,
      },
      {
        text: 'Delete and create the pod again with a request of at most {fits} {resource} ({bare} can’t be changed in place)',
      },
      {
        text: 'Create the job {job} again with a request of at most {fits} {resource}: its template can’t be changed',
      },
      {
        text: 'Or free {resource} on {busy}: see what holds it',
        command: 'kubectl describe node {busy}',
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
      'Waiting does not help, not even with all nodes empty.',
    ],
    remedies: [
      {
        text: 'Lower the request of {largest} to what fits on {fitsOn}, if it can do with less',
        command: 'kubectl -n {namespace} set resources {template} -c {largest} --requests={resource}={fits}',
        changes: true,
      },
      {
        text: 'Where a node has such a device, look whether the device plugin that offers {device} runs there',
        command: 'kubectl get pods -A -o wide | grep -i plugin',
      },
      { text: 'Or add a node with at least {requested} {resource} allocatable' },
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
      'No node has the label {absentKey} at all[[; {nearKey} is written nearly so]].',
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
      {
        text: 'Or label a node that is meant for it',
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
      'The pod is made for the node {missingNode}, which does not exist any more.',
    ],
    remedies: [
      {
        text: 'Ask for {near} instead',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Change the affinity to what nodes have',
        command: 'kubectl -n {namespace} edit {template}',
        changes: true,
      },
      {
        text: 'Or label a node that is meant for it',
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
    ],
    remedies: [
      {
        text: 'Add the toleration, if the pod belongs there',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Or remove the taint from {node}, if it is not needed any more',
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
    ],
    remedies: [
      { text: 'Find out what is wrong with {node}', command: 'kubectl describe node {node}' },
      { text: 'See which nodes are not ready', command: 'kubectl get nodes' },
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
