import type { CauseInfo } from '../../src/diagnosis/playbook.ts';

/** What other pods have against the pod, or the pod against them. */
export const neighbourCauses = {
  'pod-anti-affinity-conflict': {
    title: 'Pod anti-affinity leaves no node for the pod[[: in the way {pods}]]',
    severity: 'critical',
    says: [
      'The pod must not share a {topologyKey} with pods that have {selector}: {holders}.',
      'The rule is theirs, not this pod’s: {repelling} must not share a {topologyKey} with it.',
      'The scheduler found it on {count} of {total} nodes.',
    ],
    remedies: [
      {
        text: 'Prefer the spread instead of requiring it',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      { text: 'Or add a node, or run fewer replicas than there are nodes for them' },
    ],
  },
  'pod-affinity-unmatched': {
    title: 'Pod affinity asks for a pod with {selector} in the same {topologyKey}[[, and there is {none}]]',
    severity: 'critical',
    says: [
      'Pods with {selector} run on {elsewhere}, where this pod can’t be placed.',
      'Pods of {namespace} have for {key}: {existing}.',
      'Did you mean {near}?',
      'No node has the label {missingLabel} at all.',
    ],
    remedies: [
      {
        text: 'Start the pods it wants to be near, or look for them under another label',
        command: 'kubectl get pods -A -l {selector} -o wide',
      },
      {
        text: 'Or prefer the affinity instead of requiring it',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
    ],
  },
  'topology-spread-unmet': {
    title: 'The topology spread over {topologyKey} can’t be kept',
    severity: 'critical',
    says: [
      'maxSkew is {maxSkew}; pods by {topologyKey}: {domains}.',
      'Domains that hold the fewest must be filled first, and the pod can’t be placed on them: {empty}.',
      'Nodes without the label {missingLabel}: {nodes}.',
      'The scheduler found it on {count} of {total} nodes.',
    ],
    remedies: [
      {
        text: 'Prefer the spread instead of requiring it',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Or don’t count nodes whose taints the pod does not tolerate',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {taintsPatch}',
        changes: true,
      },
    ],
  },
  'host-port-taken': {
    title: 'Host port {port} is taken[[ on {node} by {holder}]]',
    severity: 'critical',
    says: [
      'Only one pod of a node can have {protocol} port {port} of the host.',
      'The holder is in the namespace {holderNamespace}.',
      '{leaving} is being deleted: the port is free once it has gone.',
    ],
    remedies: [
      { text: 'Use a Service instead of a host port, or another port, or run no more replicas than nodes' },
      { text: 'See the holder', command: 'kubectl -n {holderNamespace} get pod {holder} -o wide' },
    ],
  },
} as const satisfies Record<string, CauseInfo>;
