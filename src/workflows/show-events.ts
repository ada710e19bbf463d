import type { Ask, Reply } from '../asks.ts';
import { sortEvents } from '../diagnosis/events.ts';
import { eventsAbout } from '../diagnosis/events-about.ts';
import type { KubeEvent, ObjectMeta } from '../diagnosis/objects/meta.ts';
import type { Workload } from '../diagnosis/objects/workload.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { selectorText } from '../diagnosis/scheduling/selectors.ts';
import type { Read } from '../diagnosis/snapshot.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { Cluster, FoundTarget } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { podsWorstFirst } from './choose-pod.ts';
import { needed, wanted } from './needed.ts';

/** Pods whose events are read, the worst first: each costs a request. */
const PODS = 5;

/** Events of the target, of what it created and of its worst pods, oldest first. */
export async function showEvents(
  found: FoundTarget,
  ask: Ask,
  { cluster, progress }: AnswerDeps,
): Promise<Reply> {
  progress('reading events');
  const [first, ...others] = await questions(found, cluster);
  // What one may not read, the others will not give either.
  const own = first ? await needed(cluster, first) : [];
  const more = await Promise.all(others.map((read) => wanted(cluster, read)));
  const events = [own, ...more.map(({ value }) => value ?? [])].flat().map(wellFormed);
  const gaps = more.flatMap((one) => one.gaps);
  return {
    kind: 'events',
    ask,
    target: found.target,
    takenAt: cluster.now(),
    events: distinct(events),
    gaps,
  };
}

async function questions(found: FoundTarget, cluster: Cluster): Promise<readonly Read<'events'>[]> {
  const { target, workload, object, jobs = [] } = found;
  const pods = podsWorstFirst(found).slice(0, PODS);
  const sets = [...new Set(pods.flatMap((pod) => ownerOf(pod)?.replicaSet ?? []))];
  const newestSets =
    sets.length === 0 && workload?.kind === 'Deployment' ? await newestReplicaSet(workload, cluster) : sets;
  return [
    ...(object ? [about(target.kind, object.metadata, target.namespace)] : []),
    ...(workload ? [about(workload.kind ?? target.kind, workload.metadata, target.namespace)] : []),
    ...newestSets.slice(0, 2).map((name) => about('ReplicaSet', { name }, target.namespace)),
    ...jobs.slice(0, 1).map((job) => about('Job', job.metadata, target.namespace)),
    ...pods.map((pod) => about('Pod', pod.metadata, target.namespace)),
  ];
}

/** Without pods the reason is an event of the ReplicaSet: a quota, a webhook. */
async function newestReplicaSet(workload: Workload, cluster: Cluster): Promise<readonly string[]> {
  const selector = selectorText(workload.spec?.selector);
  const namespace = workload.metadata?.namespace ?? '';
  const { value = [] } = await wanted(cluster, { section: 'replica-sets', namespace, selector });
  const own = value.filter(({ metadata }) =>
    metadata?.ownerReferences?.some(({ name }) => name === workload.metadata?.name),
  );
  const newestFirst = own.toSorted((a, b) => createdAt(b) - createdAt(a));
  return newestFirst.slice(0, 1).map(({ metadata }) => metadata?.name ?? '');
}

function createdAt({ metadata }: Workload): number {
  return Date.parse(metadata?.creationTimestamp ?? '') || 0;
}

function about(kind: string, metadata: ObjectMeta | undefined, home: string): Read<'events'> {
  return eventsAbout(kind, { namespace: home, ...metadata });
}

function distinct(events: readonly KubeEvent[]): readonly KubeEvent[] {
  const byName = new Map(
    events.map((event) => [`${event.metadata?.namespace}/${event.metadata?.name}`, event]),
  );
  return sortEvents([...byName.values()]);
}
