import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';
import { RENEWAL } from '../../src/diagnosis/template-renewal.ts';
import { ROOM } from './room.ts';

const STUCK_ROLLOUT =
  'What is in the way is {stuckRollout}’s own, of another revision: it goes only when a new pod is ready, so the rollout stands still.';
const ROOM_FIRST: Remedy = {
  text: 'Let the rollout take a pod down before it starts a new one',
  command: 'kubectl -n {namespace} patch {rolling} --type=merge -p {surgePatch}',
  changes: true,
};

/** What other pods have against the pod, or the pod against them. */
export const neighbourCauses = {
  'pod-anti-affinity-conflict': {
    title: 'Pod anti-affinity leaves no node for the pod[[: in the way {pods}]]',
    severity: 'critical',
    says: [
      'The pod must not share a {topologyKey} with pods that have {selector}: {holders}.',
      'The rule is theirs, not this pod’s: {repelling} must not share a {topologyKey} with it.',
      STUCK_ROLLOUT,
      'The scheduler found it on {count} of {total} nodes.',
      ROOM,
    ],
    remedies: [
      ROOM_FIRST,
      {
        text: 'Run only as many replicas as there are places for them: {places}',
        command: 'kubectl -n {namespace} scale {crowded} --replicas={places}',
        changes: true,
      },
      { text: 'Add a node that the pod may use' },
      {
        text: 'Prefer the spread instead of requiring it[[, and let the rollout take {unavailable} of them down first: their own rule keeps new ones off]]',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
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
        text: 'Prefer the affinity instead of requiring it',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      ...RENEWAL,
    ],
  },
  'topology-spread-unmet': {
    title: 'The topology spread over {topologyKey} can’t be kept[[: no node has the label {absentLabel}]]',
    severity: 'critical',
    says: [
      'maxSkew is {maxSkew}; pods by {counted}: {domains}.',
      'minDomains asks for {minDomains} domains, and there are fewer: the spread then counts from 0.',
      'Domains that hold the fewest must be filled first, and the pod can’t be placed on them: {empty}.',
      'Nodes that the pod may use, without the label {missingLabel}: {nodes}.',
      'Nodes have {nearKey}: is that meant?',
      'The scheduler found it on {count} of {total} nodes.',
      ROOM,
    ],
    remedies: [
      {
        text: 'Spread over {nearKey} instead',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {keyPatch}',
        changes: true,
      },
      {
        text: 'Label the nodes that the pod may use, each by its place',
        command: "kubectl label node {unlabelled} {missingLabel}='<value>'",
        changes: true,
      },
      {
        text: 'Let {cordonedThere} take pods again, once its maintenance is over',
        command: 'kubectl uncordon {cordonedThere}',
        changes: true,
      },
      {
        text: 'Prefer the spread instead of requiring it',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {patch}',
        changes: true,
      },
      {
        text: 'Don’t count nodes whose taints the pod does not tolerate',
        command: 'kubectl -n {namespace} patch {template} --type=merge -p {taintsPatch}',
        changes: true,
      },
      ...RENEWAL,
    ],
  },
  'host-port-taken': {
    title: 'Host port {port} is taken[[ on {node} by {holder}]]',
    severity: 'critical',
    says: [
      'Only one pod of a node can have {protocol} port {port} of the host.',
      'The holder is in the namespace {holderNamespace}.',
      '{leaving} is being deleted: the port is free once it has gone.',
      STUCK_ROLLOUT,
    ],
    remedies: [
      ROOM_FIRST,
      { text: 'Use a Service instead of a host port, or another port, or run no more replicas than nodes' },
      { text: 'See the holder', command: 'kubectl -n {holderNamespace} get pod {holder} -o wide' },
    ],
  },
} as const satisfies Record<string, CauseInfo>;
