import type { Pod, Workload } from '../diagnosis/kube.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import type { FoundTarget } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { jobsOf, podsOfJobs } from './cron-job.ts';
import type { ApiFailure, Fetched } from './http-status.ts';
import { JOB, type Kind, POD } from './kinds.ts';
import { list } from './list.ts';
import { podsOf } from './pods-of.ts';

/** An object that a name led to. */
export interface Hit {
  readonly kind: Kind;
  readonly namespace: string;
  readonly object: Pod & Workload;
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

/** @throws ResolveFailure where the pods cannot be read: without them there is nothing to explain. */
export async function completeTarget(api: ApiClient, hit: Hit): Promise<FoundTarget> {
  const { kind, namespace, object } = hit;
  const target = { kind: kind.kind, namespace, name: object.metadata?.name ?? '' };
  if (kind === POD) return { status: 'found', target, pods: [object] };
  const workload: Workload = { ...object, kind: kind.kind, apiVersion: `${kind.group}/${kind.version}` };
  if (kind.kind === 'CronJob') {
    const jobs = need(await jobsOf(api, workload), { ...JOB, namespace });
    const pods = need(await podsOfJobs(api, namespace, jobs), { ...POD, namespace });
    return { status: 'found', target, workload, jobs, pods: pods.items, ...marked(pods.truncated) };
  }
  const pods = need(await podsOf(api, workload), { ...POD, namespace });
  return { status: 'found', target, workload, pods: pods.items, ...marked(pods.truncated) };
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
