import type { Unwell, UnwellWorkload } from '../asks.ts';
import { ended } from '../diagnosis/ended.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { groupPods, type PodGroup } from '../diagnosis/pod-group.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import { isOnItsWay, PATIENCE_MS } from '../digests/noise.ts';
import { isSameOwner, type OwnerPlace, ownerPlace, placeKey } from '../digests/owner-place.ts';
import type { UnwellOwner } from '../digests/unwell-owner.ts';
import { BotError } from '../errors.ts';
import type { Cluster } from '../ports.ts';
import { type FoundMissing, findMissing } from './digests/find-missing.ts';

/** A cluster that a person may see something of. */
export interface OpenCluster {
  readonly name: string;
  readonly cluster: Cluster;
  readonly isVisible: (namespace: string) => boolean;
}

/** Namespaces looked into of each cluster: each costs a request. */
const NAMESPACES = 20;

/** Workloads of each cluster that could not make pods: each costs a request or two. */
const MAKERS = 20;

/** In place of the STATUS of a pod, where there is none. */
const NOT_MADE = 'pods could not be made';

/** What is unwell in the namespaces that a person may see. Never throws for a cluster: it is named as a problem. */
export async function unhealthyWorkloads(clusters: readonly OpenCluster[]): Promise<Unwell> {
  const looked = await Promise.all(clusters.map((one) => lookInto(one).catch((error) => unseen(one, error))));
  return {
    workloads: looked.flatMap(({ workloads }) => workloads).toSorted((a, b) => b.unwell - a.unwell),
    places: looked.flatMap(({ places }) => places),
    problems: looked.flatMap(({ problems = [] }) => problems),
  };
}

function unseen({ name }: OpenCluster, error: unknown): Unwell {
  const why = error instanceof BotError ? error.userMessage : 'it could not be asked.';
  return { workloads: [], places: [], problems: [`Cluster ${name}: ${why}`] };
}

async function lookInto({ name, cluster, isVisible }: OpenCluster): Promise<Unwell> {
  const read = await cluster.read({ section: 'namespaces' });
  const known = read.status === 'ok' ? read.value.map((one) => one.name) : [];
  // The default first: it is looked into even where namespaces may not be listed.
  const visible = [...new Set([cluster.namespace, ...known])].filter(isVisible);
  const chosen = visible.slice(0, NAMESPACES);
  const looked = await Promise.all(chosen.map((namespace) => lookIntoNamespace(name, namespace, cluster)));
  const running = looked.flatMap((one) => (typeof one === 'string' ? [] : one));
  const missing = await missingIn(chosen, running, cluster);
  const problems = looked.flatMap((one) => (typeof one === 'string' ? [one] : []));
  problems.push(...missing.gaps.slice(0, 1).map(({ message }) => `Cluster ${name}: ${message}`));
  const more = visible.length - chosen.length;
  if (more > 0)
    problems.push(`Only the first ${NAMESPACES} of ${visible.length} namespaces of ${name} were looked at.`);
  return {
    workloads: unwellIn(name, running, missing.owners, Date.parse(cluster.now())),
    places: chosen
      .filter((_, index) => typeof looked[index] !== 'string')
      .map((namespace) => ({ cluster: name, namespace })),
    problems,
  };
}

/** What runs pods, and those. */
interface Running {
  readonly place: OwnerPlace;
  readonly pods: readonly Pod[];
}

async function lookIntoNamespace(
  name: string,
  namespace: string,
  cluster: Cluster,
): Promise<readonly Running[] | string> {
  const read = await cluster.read({ section: 'namespace-pods', namespace });
  if (read.status !== 'ok')
    return `The pods of ${namespace} on ${name} could not be read: ${ended(read.message)}`;
  const owned = read.value.pods.map(wellFormed).map((pod) => ({ pod, place: ownerPlace(pod, ownerOf(pod)) }));
  const owners = Map.groupBy(owned, ({ place }) => placeKey(place));
  return [...owners.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ place: first.place, pods: group.map(({ pod }) => pod) }] : [];
  });
}

/** What could not make its pods: asked for all namespaces at once, and of each where that may not be. */
async function missingIn(
  chosen: readonly string[],
  running: readonly Running[],
  cluster: Cluster,
): Promise<FoundMissing> {
  if (chosen.length === 0) return { owners: [], gaps: [] };
  const sets = running.filter(({ place }) => place.kind === 'StatefulSet');
  const options = {
    ignore: {},
    graceMs: PATIENCE_MS,
    mostMakers: MAKERS,
    statefulSets: new Map(sets.map(({ place, pods }) => [`${place.namespace}/${place.name}`, pods.length])),
  };
  const only = (namespace: string): boolean => chosen.includes(namespace);
  const all = await findMissing(cluster, cluster, { ...options, only });
  if (all.gaps.length === 0 || all.owners.length > 0) return all;
  return findMissing(cluster, cluster, { ...options, namespaces: chosen });
}

function unwellIn(
  cluster: string,
  running: readonly Running[],
  lacking: readonly UnwellOwner[],
  now: number,
): readonly UnwellWorkload[] {
  const unwell = running.flatMap(({ place, pods }) => {
    const [worst, count] = unwellOf(place.kind, pods, now);
    const missing = lacking.find((one) => isSameOwner(one, place))?.unwell ?? 0;
    if (!worst && missing === 0) return [];
    const status = worst?.status ?? NOT_MADE;
    return [{ cluster, ...place, status, unwell: count + missing, pods: pods.length + missing }];
  });
  const without = lacking.filter((one) => !running.some(({ place }) => isSameOwner(one, place)));
  return [
    ...unwell,
    ...without.map(({ namespace, kind, name, unwell: count, pods }) => ({
      ...{ cluster, namespace, kind, name, status: NOT_MADE },
      unwell: count,
      pods: pods + count,
    })),
  ];
}

function unwellOf(kind: string, pods: readonly Pod[], now: number): readonly [PodGroup | undefined, number] {
  // What earlier tries of a Job came to is history.
  const current = kind === 'Job' || kind === 'CronJob' ? newest(pods) : pods;
  const troubled = current.filter((pod) => !isOnItsWay(pod, now, PATIENCE_MS));
  const groups = groupPods(troubled).filter((group) => !group.well);
  return [groups[0], groups.reduce((sum, group) => sum + group.pods.length, 0)];
}

function newest(pods: readonly Pod[]): readonly Pod[] {
  return pods
    .toSorted((a, b) => timeOf(b.metadata?.creationTimestamp) - timeOf(a.metadata?.creationTimestamp))
    .slice(0, 1);
}

function timeOf(time: string | undefined): number {
  return Date.parse(time ?? '') || 0;
}
