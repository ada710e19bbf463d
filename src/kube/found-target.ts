import { guardedSelector } from '../diagnosis/guarded-pods.ts';
import type { PodDisruptionBudget } from '../diagnosis/objects/disruption.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { HorizontalPodAutoscaler } from '../diagnosis/objects/scaling.ts';
import type { Workload } from '../diagnosis/objects/workload.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { selectorText } from '../diagnosis/scheduling/selectors.ts';
import type { Target, TargetObject } from '../diagnosis/snapshot.ts';
import type { FoundTarget } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { jobsOf, podsOfJobs } from './cron-job.ts';
import type { ApiFailure, Fetched } from './http-status.ts';
import { CRON_JOB, JOB, type Kind, kindOf, POD, runsPods } from './kinds.ts';
import { list } from './list.ts';
import { listPods, podsOf } from './pods-of.ts';

/** An object that a name led to. */
export interface Hit {
  readonly kind: Kind;
  readonly namespace: string;
  readonly object: Pod & Workload & { readonly kind?: string };
}

/** Thrown inside the resolver, turned into a BotError at its edge. */
export class ResolveFailure extends Error {
  readonly failure: ApiFailure;
  readonly request: ApiRequest;

  constructor(failure: ApiFailure, request: ApiRequest) {
    super(failure.message);
    this.failure = failure;
    this.request = request;
  }
}

/** The GET of one object. */
export function objectRequest(kind: Kind, namespace: string, name: string): ApiRequest {
  return { ...kind, ...(kind.clusterScoped ? {} : { namespace }), name };
}

/** The namespace of an object of this kind; empty where it is in none. */
export function placeOf(kind: Kind, namespace: string): string {
  return kind.clusterScoped ? '' : namespace;
}

/** @throws ResolveFailure where the pods cannot be read: without them there is nothing to explain. */
export async function completeTarget(api: ApiClient, hit: Hit): Promise<FoundTarget> {
  const { kind, namespace, object } = hit;
  const target = { kind: kind.kind, namespace, name: object.metadata?.name ?? '' };
  if (kind === POD) return { status: 'found', target, pods: [object] };
  return runsPods(kind) ? ofWorkload(api, hit, target) : besidePods(api, hit, target);
}

async function ofWorkload(api: ApiClient, hit: Hit, target: Target): Promise<FoundTarget> {
  const { kind, namespace, object } = hit;
  const workload = workloadOf(kind, object);
  if (kind.kind === 'CronJob') {
    const jobs = need(await jobsOf(api, workload), { ...JOB, namespace });
    const pods = need(await podsOfJobs(api, namespace, jobs), { ...POD, namespace });
    return { status: 'found', target, workload, jobs, pods: pods.items, ...marked(pods.truncated) };
  }
  const pods = need(await podsOf(api, workload), { ...POD, namespace });
  return { status: 'found', target, workload, pods: pods.items, ...marked(pods.truncated) };
}

/**
 * A Service with the pods behind it, an autoscaler with what it scales, a budget with what it protects; the others have no
 * pods of their own.
 */
async function besidePods(
  api: ApiClient,
  { kind, namespace, object }: Hit,
  target: Target,
): Promise<FoundTarget> {
  // The kind that was asked for is the kind of what came.
  const known = { ...object, kind: kind.kind } as TargetObject;
  const found = { status: 'found', target, object: known } as const;
  if (known.kind === 'HorizontalPodAutoscaler')
    return { pods: [], ...(await scaledBy(api, known, target)), ...found };
  if (known.kind === 'PodDisruptionBudget') return { ...found, ...(await guardedBy(api, known, namespace)) };
  const matchLabels = known.kind === 'Service' ? known.spec?.selector : undefined;
  // Without a selector a Service has the endpoints that somebody writes, not the namespace's pods.
  if (!matchLabels || Object.keys(matchLabels).length === 0) return { pods: [], ...found };
  const pods = need(await listPods(api, namespace, selectorText({ matchLabels })), { ...POD, namespace });
  return { ...found, pods: pods.items, ...marked(pods.truncated) };
}

/** What an autoscaler scales, with its pods; nothing where that does not exist or may not be seen. */
async function scaledBy(
  api: ApiClient,
  { spec }: HorizontalPodAutoscaler,
  target: Target,
): Promise<Pick<FoundTarget, 'workload' | 'pods'> | undefined> {
  const { kind: word = '', name } = spec?.scaleTargetRef ?? {};
  const kind = kindOf(word);
  if (!kind || !runsPods(kind) || !name) return undefined;
  const fetched = await api.json<Hit['object']>(objectRequest(kind, target.namespace, name));
  if (fetched.status !== 'ok') return undefined;
  const { workload, pods } = await ofWorkload(
    api,
    { kind, namespace: target.namespace, object: fetched.value },
    { ...target, kind: kind.kind, name },
  );
  return workload ? { workload, pods } : undefined;
}

/** The pods that a budget is for, with the workload that runs them all; without it where it may not be seen. */
async function guardedBy(
  api: ApiClient,
  budget: PodDisruptionBudget,
  namespace: string,
): Promise<Pick<FoundTarget, 'workload' | 'pods' | 'truncated'>> {
  const selector = guardedSelector(budget);
  if (!selector) return { pods: [] };
  const { items, truncated } = need(await listPods(api, namespace, selectorText(selector)), {
    ...POD,
    namespace,
  });
  const workload = await onlyOwner(api, namespace, items);
  return { pods: items, ...marked(truncated), ...(workload ? { workload } : {}) };
}

/** A CronJob is left out: it is known by its Jobs, and those of its pods that are there tell too little of them. */
async function onlyOwner(
  api: ApiClient,
  namespace: string,
  pods: readonly Pod[],
): Promise<Workload | undefined> {
  const owners = pods.map((pod) => ownerOf(pod));
  const [first] = owners;
  if (!first || owners.some((one) => one?.kind !== first.kind || one.name !== first.name)) return undefined;
  const kind = kindOf(first.kind);
  if (!kind || !runsPods(kind) || kind === CRON_JOB) return undefined;
  const fetched = await api.json<Workload>(objectRequest(kind, namespace, first.name));
  return fetched.status === 'ok' ? workloadOf(kind, fetched.value) : undefined;
}

function workloadOf(kind: Kind, object: Workload): Workload {
  return { ...object, kind: kind.kind, apiVersion: `${kind.group}/${kind.version}` };
}

/** Where only pods may be read, a workload is known by the pods that name it as their owner. */
export async function targetOfPods(
  api: ApiClient,
  namespace: string,
  name: string,
  kind: Kind | undefined,
): Promise<FoundTarget | undefined> {
  const fetched = await list<Pod>(api, { ...POD, namespace }, 2);
  if (fetched.status !== 'ok') return undefined;
  const owned = fetched.value.items.flatMap((pod) => {
    const owner = ownerOf(pod);
    return owner?.name === name && (!kind || kind.kind === owner.kind) ? [{ pod, kind: owner.kind }] : [];
  });
  const [first] = owned;
  if (!first) return undefined;
  const pods = owned.filter((candidate) => candidate.kind === first.kind).map(({ pod }) => pod);
  return { status: 'found', target: { kind: first.kind, namespace, name }, pods };
}

export function need<T>(fetched: Fetched<T>, request: ApiRequest): T {
  if (fetched.status === 'ok') return fetched.value;
  throw new ResolveFailure(fetched, request);
}

export function marked(truncated: boolean): { truncated?: true } {
  return truncated ? { truncated } : {};
}
