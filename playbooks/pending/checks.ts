import type { Pod, PodAffinityTerm } from '../../src/diagnosis/objects/pod.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import { type PortConflict, portConflict, repelling } from '../../src/diagnosis/scheduling/neighbours.ts';
import type { NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import { allocatableOf, exceeds, freeOn } from '../../src/diagnosis/scheduling/resources.ts';
import type { Spread } from '../../src/diagnosis/scheduling/spread.ts';
import type { SchedulingReasonKind } from '../../src/diagnosis/scheduling-message.ts';
import { claimsOf } from './claims.ts';
import { mayBe, type PendingView, reasonsOf } from './refusal.ts';
import type { Shortage } from './resources.ts';
import { readRules } from './rule-checks.ts';
import { MOST_NODES, type Scene } from './scene.ts';

/** Something that other pods have to do with, standing between the pod and one node. */
export type Obstacle =
  | { readonly kind: 'resource'; readonly fit: NodeFit; readonly shortage: Shortage }
  | { readonly kind: 'too-many-pods'; readonly fit: NodeFit; readonly limit: number; readonly there: number }
  | { readonly kind: 'host-port'; readonly fit: NodeFit; readonly conflict: PortConflict }
  | {
      readonly kind: 'anti-affinity';
      readonly fit: NodeFit;
      readonly term: PodAffinityTerm;
      readonly pods: readonly Pod[];
      /** All pods that the rule speaks of, where it is the pod's own; else the rule is that of the pods in the way. */
      readonly known?: readonly Pod[];
    }
  | {
      readonly kind: 'affinity';
      readonly fit: NodeFit;
      readonly term: PodAffinityTerm;
      readonly pods: readonly Pod[];
    }
  | {
      readonly kind: 'spread';
      readonly fit: NodeFit;
      readonly spread: Spread;
      /** An open node would be let in if nodes with taints against the pod were not counted. */
      readonly taintsMatter: boolean;
    }
  | { readonly kind: 'exclusive'; readonly fit: NodeFit; readonly claim: string; readonly holder: Pod };

export type Of<Kind extends Obstacle['kind']> = Extract<Obstacle, { kind: Kind }>;

export interface Checked {
  readonly fit: NodeFit;
  readonly obstacles: readonly Obstacle[];
}

export interface Checks {
  readonly nodes: readonly Checked[];
  /** What could not be looked at: of this the message alone tells. */
  readonly unread: readonly SchedulingReasonKind[];
}

const RULE_KINDS = ['pod-affinity', 'pod-anti-affinity', 'topology-spread', 'topology-label'] as const;
const POD_KINDS = [
  'resource',
  'too-many-pods',
  'host-port',
  'existing-anti-affinity',
  'volume-exclusive',
] as const;

/** Looks for what stands between the pod and each node that could hold it. */
export function checkNodes(scene: Scene, roomy: readonly NodeFit[]): Checks {
  const rules = readRules(scene.view, scene.refusal).map((rule) => rule.checkOf(scene));
  const unread = rules.includes(undefined) ? RULE_KINDS : [];
  const first = roomy.map((fit) => ({ fit, obstacles: rules.flatMap((rule) => rule?.(fit) ?? []) }));
  // Where the pod's own rules leave no node, what else is on the nodes can only be more.
  const ruled = first.every((one) => one.obstacles.length > 0);
  if (ruled || !mayBe(scene.refusal, ...POD_KINDS)) return { nodes: first, unread };
  const nodes = first
    .toSorted((a, b) => a.obstacles.length - b.obstacles.length || moreRoom(scene, a.fit, b.fit))
    .slice(0, MOST_NODES)
    .flatMap((checked) => withPods(scene, checked) ?? []);
  return nodes.length > 0 ? { nodes, unread } : { nodes: [], unread: [...unread, ...POD_KINDS] };
}

/** The larger node first: by the resource of which nodes differ most from what is wanted. */
function moreRoom(scene: Scene, a: NodeFit, b: NodeFit): number {
  const room = ({ node }: NodeFit) => {
    const allocatable = allocatableOf(node);
    const parts = Object.entries(scene.requests).map(
      ([name, amount]) => (allocatable[name] as number) / amount,
    );
    return Math.min(1e9, ...parts);
  };
  return room(b) - room(a);
}

function withPods(scene: Scene, checked: Checked): Checked | undefined {
  const answer = scene.view.get({ section: 'node-pods', node: checked.fit.name });
  if (answer.status !== 'ok') return undefined;
  // Where both have the rule, the pod's own is told.
  const own = checked.obstacles.some((one) => one.kind === 'anti-affinity');
  const here = podObstacles(scene, checked.fit, answer.value).filter(
    (one) => !own || one.kind !== 'anti-affinity',
  );
  return { ...checked, obstacles: [...here, ...checked.obstacles] };
}

function podObstacles(scene: Scene, fit: NodeFit, pods: readonly Pod[]): readonly Obstacle[] {
  const { pod } = scene.view;
  const allocatable = allocatableOf(fit.node);
  const free = freeOn(fit.node, pods);
  const found: Obstacle[] = [];
  const conflict = portConflict(pod, pods);
  if (conflict) found.push({ kind: 'host-port', fit, conflict });
  if (free.pods !== undefined && free.pods < 1) {
    found.push({ kind: 'too-many-pods', fit, limit: allocatable.pods as number, there: pods.length });
  }
  for (const [resource, requested] of Object.entries(scene.requests)) {
    const left = free[resource] as number;
    if (!exceeds(requested, left)) continue;
    const shortage = {
      fit,
      resource,
      requested,
      free: left,
      allocatable: allocatable[resource] as number,
      pods,
    };
    found.push({ kind: 'resource', fit, shortage });
  }
  for (const { pod: other, term } of repelling(pod, pods)) {
    found.push({ kind: 'anti-affinity', fit, term, pods: [other] });
  }
  return [...found, ...exclusive(scene, fit, pods)];
}

/** A ReadWriteOncePod claim is one pod's at a time; its other user may sit on any node. */
function exclusive(scene: Scene, fit: NodeFit, here: readonly Pod[]): readonly Obstacle[] {
  const { view, refusal } = scene;
  if (reasonsOf(refusal, 'volume-exclusive').length === 0) return [];
  const own = namespacePods(view);
  const pods = [...here, ...own].filter(({ metadata }) => metadata?.namespace === view.namespace);
  for (const { name } of claimsOf(view)) {
    const holder = pods.find(
      ({ spec }) =>
        spec?.nodeName && spec.volumes?.some((volume) => volume.persistentVolumeClaim?.claimName === name),
    );
    if (holder) return [{ kind: 'exclusive', fit, claim: name, holder }];
  }
  return [];
}

/** Among whom the holder of an exclusive volume is. */
export function namespacePods({ get, namespace }: PendingView): readonly Pod[] {
  const answer = get({ section: 'namespace-pods', namespace });
  return answer.status === 'ok' ? answer.value.pods.filter((pod) => !isFinished(pod)) : [];
}
