import type { Unwell, UnwellWorkload } from '../asks.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { groupPods, type PodGroup } from '../diagnosis/pod-group.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import { isOnItsWay, PATIENCE_MS } from '../digests/noise.ts';
import { type OwnerPlace, ownerPlace, placeKey } from '../digests/owner-place.ts';
import { BotError } from '../errors.ts';
import type { Cluster } from '../ports.ts';

/** A cluster that a person may see something of. */
export interface OpenCluster {
  readonly name: string;
  readonly cluster: Cluster;
  readonly isVisible: (namespace: string) => boolean;
}

/** Namespaces looked into of each cluster: each costs a request. */
const NAMESPACES = 20;

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
  const problems = looked.flatMap((one) => (typeof one === 'string' ? [one] : []));
  const more = visible.length - chosen.length;
  if (more > 0)
    problems.push(`Only the first ${NAMESPACES} of ${visible.length} namespaces of ${name} were looked at.`);
  return {
    workloads: looked.flatMap((one) => (typeof one === 'string' ? [] : one)),
    places: chosen.filter((_, index) => typeof looked[index] !== 'string').map((one) => `${one} on ${name}`),
    problems,
  };
}

async function lookIntoNamespace(
  name: string,
  namespace: string,
  cluster: Cluster,
): Promise<readonly UnwellWorkload[] | string> {
  const read = await cluster.read({ section: 'namespace-pods', namespace });
  if (read.status !== 'ok') return `The pods of ${namespace} on ${name} could not be read: ${read.message}.`;
  const owners = new Map<string, { readonly place: OwnerPlace; readonly pods: Pod[] }>();
  for (const pod of read.value.pods.map(wellFormed)) {
    const place = ownerPlace(pod, ownerOf(pod));
    const known = owners.get(placeKey(place));
    if (known) known.pods.push(pod);
    else owners.set(placeKey(place), { place, pods: [pod] });
  }
  return [...owners.values()].flatMap(({ place: { kind, name: owner }, pods }) => {
    const [worst, unwell] = unwellOf(kind, pods, Date.parse(cluster.now()));
    if (!worst) return [];
    const counts = { status: worst.status, unwell, pods: pods.length };
    return [{ cluster: name, namespace, kind, name: owner, ...counts }];
  });
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
