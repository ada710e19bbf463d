import { agoText, secondsSince } from '../../src/diagnosis/age.ts';
import { fromNode } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { conditionText, type NodeState, nodeState } from '../../src/diagnosis/node-state.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import type { CAUSES } from './causes.ts';
import { downCause, downParams } from './down.ts';
import { fencesOf } from './fences.ts';
import { networkAgents, podsOnNode } from './pods-on-node.ts';
import { pressureOf } from './pressure.ts';

export type NodeTargetView = TargetView<'events' | 'node-pods' | 'node-metrics'>;
export type NodeFound = Found<keyof typeof CAUSES>;

/**
 * Seconds in which a new node's network plugin and runtime come up. That a kubelet has fallen silent is never new: its
 * node was ready before.
 */
const JOINS_SECONDS = 60;

/** What is to be said of a node that was itself asked about. Of one that is well nothing is asked. */
export function nodeTarget(view: NodeTargetView, node: Node): readonly NodeFound[] {
  const state = nodeState(node);
  return [
    ...(state && state.kind !== 'ready' ? [down(view, node, state)] : []),
    ...pressureOf(view, node),
    ...networkUnavailable(view, node),
    ...fencesOf(view, node),
  ];
}

function down(view: NodeTargetView, node: Node, state: NodeState): NodeFound {
  const { name } = view.target;
  const { condition } = state;
  const params = downParams(view.now, name, condition);
  const base = {
    cause: downCause(state),
    confidence: 'certain',
    evidence: [fromNode(name, 'status.conditions', conditionText(condition))],
  } as const;
  if (state.kind === 'not-ready' && isJoining(view, node)) return { ...base, params, verdict: 'waiting' };
  const onIt = podsOnNode(view, node, base.cause, condition.lastTransitionTime);
  const agents = params.networkNode ? networkAgents(view) : {};
  return {
    ...base,
    params: { ...params, ...onIt.params, ...agents },
    evidence: [...base.evidence, ...onIt.evidence],
  };
}

function isJoining({ now }: NodeTargetView, { metadata }: Node): boolean {
  return secondsSince(now, metadata?.creationTimestamp) < JOINS_SECONDS;
}

/** https://kubernetes.io/docs/reference/node/node-status/#condition */
function networkUnavailable(view: NodeTargetView, node: Node): readonly NodeFound[] {
  const { name } = view.target;
  const condition = node.status?.conditions?.find(({ type }) => type === 'NetworkUnavailable');
  if (condition?.status !== 'True') return [];
  return [
    {
      cause: 'network-unavailable',
      confidence: 'certain',
      params: {
        node: name,
        since: agoText(view.now, condition.lastTransitionTime),
        message: condition.message,
        ...(isJoining(view, node) ? {} : networkAgents(view)),
      },
      evidence: [fromNode(name, 'status.conditions', conditionText(condition))],
      ...(isJoining(view, node) ? { verdict: 'waiting' } : {}),
    },
  ];
}
