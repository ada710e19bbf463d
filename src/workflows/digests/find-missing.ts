import { ended } from '../../diagnosis/ended.ts';
import type { Workload } from '../../diagnosis/objects/workload.ts';
import { isWorkloadKind } from '../../diagnosis/owner.ts';
import type { Collected, EventList } from '../../diagnosis/snapshot.ts';
import { wellFormed } from '../../diagnosis/well-formed.ts';
import type { DigestGap } from '../../digests/digest.ts';
import { type FailedMaker, failedMakers } from '../../digests/failed-makers.ts';
import { joinMissing, type MissingPods, missingPods, podsOfItsOwn } from '../../digests/missing-pods.ts';
import { type IgnoreRules, isIgnoredPod } from '../../digests/noise.ts';
import { type OwnerPlace, placeKey } from '../../digests/owner-place.ts';
import type { Triaged } from '../../digests/triage.ts';
import type { UnwellOwner } from '../../digests/unwell-owner.ts';
import type { Cluster } from '../../ports.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { readWorkload } from './read-workload.ts';

export interface FindMissingOptions {
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
  readonly ignore: IgnoreRules;
  /** Milliseconds for which a pod may be missing: a controller tries again at once. */
  readonly graceMs: number;
  /** Only these of what is told of all namespaces. */
  readonly only?: (namespace: string) => boolean;
  /** Workloads that are looked at, those that failed last first: each is a request or two. */
  readonly mostMakers?: number;
  /** Pods that the sweep has seen. */
  readonly statefulSets: Triaged['statefulSets'];
}

export interface FoundMissing {
  readonly owners: readonly UnwellOwner[];
  readonly gaps: readonly DigestGap[];
}

/** An owner that lacks pods, as one of those that make them tells. */
interface Lacking extends OwnerPlace {
  /** Those that it has. */
  readonly pods: number;
  readonly missing: MissingPods;
}

const MOST_MAKERS = 100;

/**
 * Workloads that lack pods which the API does not let them make: no pod tells of those. Controllers try again after 17 minutes
 * at the most and events are kept for an hour, so there is an event of each; whether pods are missing still, the workload says.
 * @param cluster the events are asked of
 * @param shared remembers workloads for what asks about them next
 */
export async function findMissing(
  cluster: Cluster,
  shared: Cluster,
  options: FindMissingOptions,
): Promise<FoundMissing> {
  const answers = await fewAtATime(options.namespaces ?? [undefined], async (namespace) => {
    const where = namespace === undefined ? {} : { namespace };
    return { where, answer: await cluster.read({ section: 'failed-creates', ...where }) };
  });
  const events = answers.flatMap(({ answer }) => (answer.status === 'ok' ? answer.value.events : []));
  const { only = () => true, mostMakers = MOST_MAKERS } = options;
  const makers = failedMakers(events.map(wellFormed)).filter(({ namespace }) => only(namespace));
  const found = await fewAtATime(makers.slice(0, mostMakers), (maker) => lookAt(maker, shared, options));
  const owners = new Map<string, Lacking>();
  for (const one of found.filter((one) => one !== undefined)) {
    const known = owners.get(placeKey(one));
    const missing = known ? joinMissing(one.kind, known.missing, one.missing) : one.missing;
    owners.set(placeKey(one), { ...one, missing });
  }
  return {
    owners: [...owners.values()].map(toOwner),
    gaps: [
      ...answers.flatMap(({ where, answer }) => gapsOf(where, answer)),
      ...leftOut(makers.length - mostMakers),
    ],
  };
}

/** The owners of unwell pods, of which some may be missing others, and those that are missing pods alone. */
export function withMissing(
  unwell: readonly UnwellOwner[],
  missing: readonly UnwellOwner[],
): readonly UnwellOwner[] {
  const known = new Map(missing.map((owner) => [placeKey(owner), owner]));
  const both = unwell.map((owner) => {
    const other = known.get(placeKey(owner));
    known.delete(placeKey(owner));
    return other?.missing ? { ...owner, missing: other.missing } : owner;
  });
  return [...both, ...known.values()];
}

async function lookAt(
  maker: FailedMaker,
  cluster: Cluster,
  { ignore, graceMs, statefulSets }: FindMissingOptions,
): Promise<Lacking | undefined> {
  const { namespace, kind, name } = maker;
  const read = await readWorkload(maker, cluster);
  const object = read && withSeen(read, statefulSets.get(`${namespace}/${name}`));
  // An old revision, for one, wants none any more: what it belongs to need not be asked for.
  if (!object || !missingPods(maker, object)) return undefined;
  const above = object.metadata?.ownerReferences?.find((reference) => reference.controller);
  const owner =
    above && isWorkloadKind(above.kind)
      ? await readWorkload({ namespace, kind: above.kind, name: above.name }, cluster)
      : object;
  const missing = owner && missingPods(maker, object, owner);
  if (!missing || Date.parse(cluster.now()) - Date.parse(missing.since) < graceMs) return undefined;
  const place = { namespace, kind: owner.kind ?? kind, name: owner.metadata?.name ?? name };
  const labels = object.spec?.template?.metadata?.labels ?? {};
  if (isIgnoredPod({ metadata: { labels } }, place, ignore)) return undefined;
  return { ...place, pods: podsOfItsOwn(owner), missing };
}

function toOwner({ missing, ...owner }: Lacking): UnwellOwner {
  const { count, since } = missing;
  return { ...owner, unwell: count, down: count, since, kept: [], missing };
}

/**
 * Before Kubernetes 1.25 a StatefulSet counts none of its new pods while it is refused another one: those that are there
 * the sweep has seen (https://github.com/kubernetes/kubernetes/pull/109694).
 */
function withSeen(object: Workload, seen = 0): Workload {
  const { kind, status } = object;
  if (kind !== 'StatefulSet' || seen <= podsOfItsOwn(object)) return object;
  return { ...object, status: { ...status, replicas: seen } };
}

function gapsOf(where: { readonly namespace?: string }, answer: Collected<EventList>): readonly DigestGap[] {
  if (answer.status === 'unavailable') {
    const place = where.namespace === undefined ? '' : ` of ${where.namespace}`;
    const message = `Workloads${place} that could not make a pod are not seen: ${ended(answer.message)}`;
    return [{ ...where, message }];
  }
  if (!answer.value.truncated) return [];
  return [{ ...where, message: 'There are more events of pods that could not be made than are read.' }];
}

function leftOut(more: number): readonly DigestGap[] {
  return more > 0 ? [{ message: `${more} more workloads may have pods that could not be made.` }] : [];
}
