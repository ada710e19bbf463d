import { computed, fromNode } from '../../src/diagnosis/evidence.ts';
import type { Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { nearNames } from '../../src/diagnosis/near-names.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { formatQuantity } from '../../src/diagnosis/quantity.ts';
import type { NodeFit } from '../../src/diagnosis/scheduling/node-fit.ts';
import { allocatableOf, freeOn, podRequests } from '../../src/diagnosis/scheduling/resources.ts';
import { counts, evidenceOf, type PendingFound } from './refusal.ts';
import { requestsThatFit } from './request-that-fits.ts';
import { MOST_NODES, type Scene } from './scene.ts';

/** Too little of a resource on one node. */
export interface Shortage {
  readonly fit: NodeFit;
  readonly resource: string;
  readonly requested: number;
  /** Undefined where the node's pods could not be read. */
  readonly free: number | undefined;
  readonly allocatable: number;
  readonly pods?: readonly Pod[];
}

/** The request that no node of the cluster could hold, were it empty; of several the one furthest off. */
export function exceedsEveryNode(scene: Scene): readonly PendingFound[] {
  const [worst, ...others] = Object.keys(scene.requests)
    .filter((resource) => scene.fits.every((fit) => fit.tooSmall.some((one) => one.resource === resource)))
    .map((resource) => largestOf(scene, resource))
    .toSorted((a, b) => a.allocatable / a.requested - b.allocatable / b.requested);
  if (!worst) return [];
  const { resource, requested, allocatable, fit } = worst;
  const largestAmount = formatQuantity(resource, allocatable);
  return [
    {
      cause: 'request-exceeds-every-node',
      confidence: 'certain',
      params: {
        resource,
        requested: formatQuantity(resource, requested),
        largestAmount,
        node: allocatable > 0 ? fit.name : '',
        ...(allocatable > 0 ? {} : absence(scene, resource)),
        total: scene.fits.length,
        alsoShort: others.map((one) => one.resource),
        ...fitting(scene, resource),
      },
      evidence: evidenceOf(scene.refusal, [
        fromNode(fit.name, `status.allocatable[${resource}]`, largestAmount),
        requestEvidence(scene, resource, requested),
      ]),
    },
  ];
}

/** No node has any: a device plugin that doesn't run, or a misspelt name. */
function absence(scene: Scene, resource: string): Params {
  const offered = scene.nodes.flatMap((node) => Object.keys(allocatableOf(node)));
  const [nearResource] = nearNames(resource, offered, 1);
  return { absent: resource, device: resource.includes('/') ? resource : undefined, nearResource };
}

function largestOf(scene: Scene, resource: string): Shortage {
  const amount = (fit: NodeFit) => allocatableOf(fit.node)[resource] ?? 0;
  const fit = scene.fits.reduce((best, one) => (amount(one) > amount(best) ? one : best));
  return {
    fit,
    resource,
    requested: scene.requests[resource] as number,
    free: undefined,
    allocatable: amount(fit),
  };
}

function requestEvidence(scene: Scene, resource: string, requested: number) {
  const text = `requests ${formatQuantity(resource, requested)} ${resource} in all`;
  return computed(`pod/${scene.view.podName}`, text);
}

/** The shortage that is nearest to none: of a node that could hold the request when empty, else of any. */
export function insufficient(scene: Scene, shortages: readonly Shortage[]): readonly PendingFound[] {
  const nearest = shortages.reduce((best, one) => (missingPart(one) < missingPart(best) ? one : best));
  const onNode = shortages.filter(({ fit }) => fit.name === nearest.fit.name);
  // Of one node's shortages the worst decides.
  const worst = onNode.reduce((most, one) => (missingPart(one) > missingPart(most) ? one : most));
  const { fit, resource, requested, free, allocatable, pods } = worst;
  const show = (amount: number) => formatQuantity(resource, amount);
  const there = free ?? allocatable;
  return [
    {
      cause: 'insufficient-resource',
      confidence: 'certain',
      params: {
        resource,
        requested: show(requested),
        node: fit.name,
        free: free === undefined ? undefined : show(Math.max(0, free)),
        overbooked: there < 0 ? show(-there) : undefined,
        ...leavingFrom(pods ?? [], resource),
        allocatable: show(allocatable),
        shortfall: show(requested - there),
        ...lookedAt(scene, fit),
        whole: requested > allocatable ? fit.name : undefined,
        busy: requested > allocatable ? undefined : fit.name,
        holders: pods ? holdersOf(pods, resource) : undefined,
        alsoShort: onNode.map((one) => one.resource).filter((one) => one !== resource),
        policy: /preemptionPolicy=Never/.test(scene.refusal?.text ?? '') ? 'Never' : undefined,
        ...counts(scene.refusal, 'resource', resource),
        ...(requested > allocatable || !pods
          ? fitting(scene, resource)
          : fittingOn(scene, resource, fit, pods)),
      },
      evidence: evidenceOf(scene.refusal, [
        fromNode(fit.name, `status.allocatable[${resource}]`, show(allocatable)),
        requestEvidence(scene, resource, requested),
        ...(free === undefined ? [] : [computed(`node/${fit.name}`, `${show(free)} ${resource} free`)]),
      ]),
    },
  ];
}

/** What the requests could be on the open node with most of the resource, which others use too. */
function fitting(scene: Scene, resource: string): Params {
  const amount = (fit: NodeFit) => allocatableOf(fit.node)[resource] ?? 0;
  const [fit] = scene.open.toSorted((a, b) => amount(b) - amount(a));
  if (!fit || amount(fit) === 0) return {};
  const answer = scene.view.get({ section: 'node-pods', node: fit.name });
  return answer.status === 'ok' ? fittingOn(scene, resource, fit, answer.value) : {};
}

function fittingOn(scene: Scene, resource: string, fit: NodeFit, pods: readonly Pod[]): Params {
  return { ...requestsThatFit(scene.view, resource, freeOn(fit.node, pods)), fitsOn: fit.name };
}

/** Pods that are being deleted hold what they have until they are gone. */
function leavingFrom(pods: readonly Pod[], resource: string): Params {
  const amountOf = (pod: Pod) => podRequests(pod)[resource] ?? 0;
  const leaving = pods.filter((pod) => pod.metadata?.deletionTimestamp && amountOf(pod) > 0);
  const frees = leaving.reduce((sum, pod) => sum + amountOf(pod), 0);
  return { leaving: leaving.map(nameOf), frees: formatQuantity(resource, frees) };
}

/** The pods of a few nodes are read: on another there may be more room, if still too little. */
function lookedAt({ open }: Scene, fit: NodeFit): Params {
  const roomy = open.filter((one) => one.tooSmall.length === 0).length;
  return roomy > MOST_NODES ? { looked: MOST_NODES, open: open.length } : { nearest: fit.name };
}

/** How far off, relative to the request; more than once over where the node is too small even empty. */
function missingPart({ requested, free, allocatable }: Shortage): number {
  const part = (requested - (free ?? allocatable)) / requested;
  return requested > allocatable ? part + 1 : part;
}

/** The pods that hold most of a resource: `shop/web-1 6`. */
function holdersOf(pods: readonly Pod[], resource: string): readonly string[] {
  return pods
    .map((pod) => ({ pod, amount: podRequests(pod)[resource] ?? 0 }))
    .filter(({ amount }) => amount > 0)
    .toSorted((a, b) => b.amount - a.amount)
    .slice(0, 3)
    .map(({ pod, amount }) => {
      const name = `${pod.metadata?.namespace}/${nameOf(pod)}`;
      return `${name} (${formatQuantity(resource, amount)})`;
    });
}
