import type { Node } from '../objects/node.ts';
import type { Pod, TopologySpreadConstraint } from '../objects/pod.ts';
import { isFinished } from '../pod-status.ts';
import { withLabelKeys } from './neighbours.ts';
import type { NodeFit } from './node-fit.ts';
import { selects } from './selectors.ts';

/** How a spread constraint stands: matching pods by domain. */
export interface Spread {
  readonly constraint: TopologySpreadConstraint;
  /** Domain to its number of pods, every domain that counts. */
  readonly domains: Readonly<Record<string, number>>;
  readonly least: number;
  /** The most a domain may hold before the pod comes: above it, its nodes are refused. */
  readonly most: number;
}

/** The constraints that refuse nodes; the others only prefer. */
export function hardSpreads(pod: Pod): readonly TopologySpreadConstraint[] {
  return (pod.spec?.topologySpreadConstraints ?? [])
    .filter((constraint) => constraint.whenUnsatisfiable === 'DoNotSchedule')
    .map((constraint) => ({ ...constraint, ...withLabelKeys(constraint, pod.metadata?.labels) }));
}

/**
 * Counts the pods that a constraint speaks of. By default nodes that the pod isn't meant for don't count as domains,
 * but nodes whose taints it doesn't tolerate do
 * (https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition).
 */
export function spreadOf(
  constraint: TopologySpreadConstraint,
  pod: Pod,
  fits: readonly NodeFit[],
  pods: readonly Pod[],
): Spread {
  const counted = fits.filter((fit) => isCounted(constraint, fit));
  const domainOf = new Map(
    counted.map((fit) => [fit.name, fit.node.metadata?.labels?.[constraint.topologyKey]]),
  );
  const placed = pods
    .filter((other) => speaksOf(constraint, pod, other))
    .map((other) => domainOf.get(other.spec?.nodeName ?? ''));
  const names = [...new Set(domainOf.values())].filter((domain) => domain !== undefined).sort();
  const counts = names.map((name) => placed.filter((domain) => domain === name).length);
  const least = names.length < (constraint.minDomains ?? 1) ? 0 : Math.min(...counts);
  const self = selects(constraint.labelSelector, pod.metadata?.labels) ? 1 : 0;
  const domains = Object.fromEntries(names.map((name, index) => [name, counts[index] as number]));
  return { constraint, domains, least, most: least + constraint.maxSkew - self };
}

/** True where the constraint refuses the node: its label is missing, or its domain holds too many pods already. */
export function isRefused(spread: Spread, node: Node): boolean {
  const domain = node.metadata?.labels?.[spread.constraint.topologyKey];
  return domain === undefined || (spread.domains[domain] ?? 0) > spread.most;
}

function isCounted(constraint: TopologySpreadConstraint, fit: NodeFit): boolean {
  if (constraint.nodeAffinityPolicy !== 'Ignore' && !fit.meant) return false;
  return constraint.nodeTaintsPolicy !== 'Honor' || fit.taints.length === 0;
}

function speaksOf(constraint: TopologySpreadConstraint, pod: Pod, other: Pod): boolean {
  return (
    other.metadata?.namespace === pod.metadata?.namespace &&
    !other.metadata?.deletionTimestamp &&
    !isFinished(other) &&
    selects(constraint.labelSelector, other.metadata?.labels)
  );
}
