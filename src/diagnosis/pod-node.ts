import { type NodeState, nodeState } from './node-state.ts';
import type { Node } from './objects/node.ts';
import type { View } from './playbook.ts';
import type { Collected } from './snapshot.ts';

/** The node that the pod is on; undefined for a pod that is on none. One question, however many ask it. */
export function podNode(view: View<'node'>): Collected<Node> | undefined {
  const name = view.pod.spec?.nodeName;
  return name ? view.get({ section: 'node', name }) : undefined;
}

/** What the pod's node says of itself; undefined where that could not be read. */
export function podNodeState(view: View<'node'>): NodeState | undefined {
  const node = podNode(view);
  return node?.status === 'ok' ? nodeState(node.value) : undefined;
}

/** The node is known to be down: what the pod's status says of its containers is from before that. */
export function isNodeDown(view: View<'node'>): boolean {
  const state = podNodeState(view);
  return state !== undefined && state.kind !== 'ready';
}
