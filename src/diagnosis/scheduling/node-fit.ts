import type { Node, Taint } from '../objects/node.ts';
import type { NodeSelector, Pod } from '../objects/pod.ts';
import { allocatableOf, exceeds, podRequests } from './resources.ts';
import { fitsNode } from './selectors.ts';
import { untolerated } from './taints.ts';

/** A resource of which a node could not hold the pod's request even if it were empty. */
export interface TooSmall {
  readonly resource: string;
  readonly requested: number;
  readonly allocatable: number;
}

/** What a node object alone says for and against a pod. */
export interface NodeFit {
  readonly name: string;
  readonly node: Node;
  /** The pod's nodeSelector and node affinity fit: it is meant for such nodes. */
  readonly meant: boolean;
  readonly taints: readonly Taint[];
  readonly tooSmall: readonly TooSmall[];
}

export function nodeFit(pod: Pod, node: Node): NodeFit {
  return {
    name: node.metadata?.name ?? '',
    node,
    meant: fitsSelector(pod, node) && fitsNode(affinityOf(pod), node),
    taints: untolerated(node, pod.spec?.tolerations),
    tooSmall: tooSmallFor(pod, node),
  };
}

/** The pod may be placed here as far as selectors and taints go. */
export function isOpen(fit: NodeFit): boolean {
  return fit.meant && fit.taints.length === 0;
}

export function affinityOf(pod: Pod): NodeSelector | undefined {
  return pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
}

function fitsSelector(pod: Pod, node: Node): boolean {
  return Object.entries(pod.spec?.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata?.labels?.[key] === value,
  );
}

function tooSmallFor(pod: Pod, node: Node): readonly TooSmall[] {
  const allocatable = allocatableOf(node);
  return Object.entries(podRequests(pod))
    .map(([resource, requested]) => ({ resource, requested, allocatable: allocatable[resource] ?? 0 }))
    .filter((one) => exceeds(one.requested, one.allocatable));
}
