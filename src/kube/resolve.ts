import { GENERATED } from '../diagnosis/generated-name.ts';
import { wantedPods } from '../diagnosis/pod-group.ts';
import { podStatus } from '../diagnosis/pod-status.ts';
import type { Candidate, Resolution, TargetQuery } from '../ports.ts';
import { absent } from './absent.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { resolveEverywhere } from './everywhere.ts';
import { failureError } from './failure-error.ts';
import {
  completeTarget,
  type Hit,
  objectRequest,
  placeOf,
  ResolveFailure,
  targetOfPods,
} from './found-target.ts';
import type { ApiFailure } from './http-status.ts';
import {
  BESIDE_PODS,
  CRON_JOB,
  DAEMON_SET,
  DEPLOYMENT,
  JOB,
  type Kind,
  POD,
  REPLICA_SET,
  runsPods,
  STATEFUL_SET,
} from './kinds.ts';
import { findNear, type Named } from './near.ts';
import { resolveSelector } from './selector-target.ts';
import { parseTarget } from './target-query.ts';

const POD_NAME = new RegExp(`-${GENERATED}{5}$`);
const REPLICA_SET_NAME = new RegExp(`-(?=[a-z]*\\d)${GENERATED}{6,10}$`);

/** Finds what a person named; see `Cluster.resolve`. */
export async function resolveTarget(
  api: ApiClient,
  home: { readonly namespace: string; readonly server: string },
  query: TargetQuery,
): Promise<Resolution> {
  const parsed = parseTarget(query, home.namespace);
  try {
    if (parsed.form === 'selector') return await resolveSelector(api, parsed.selector, parsed.namespace);
    const { name, kind, namespace } = parsed;
    if (namespace === undefined) return await resolveEverywhere(api, name, kind);
    return await resolveName(api, { name, namespace, ...(kind ? { kind } : {}) });
  } catch (error) {
    if (error instanceof ResolveFailure) throw failureError(error.failure, error.request, home.server);
    throw error;
  }
}

async function resolveName(api: ApiClient, named: Named): Promise<Resolution> {
  const blocked: Blocked[] = [];
  for (const kinds of roundsOf(named)) {
    const looked = await lookUp(api, kinds, named);
    if (looked.hits.length > 0) return settle(api, looked.hits);
    blocked.push(...looked.blocked);
  }
  const beside = named.kind ? [] : await lookBesidePods(api, named);
  if (beside.length > 0) return settle(api, beside);
  const [first] = blocked;
  if (!first) return searchNear(api, named);
  const seen = await targetOfPods(api, named.namespace, named.name, named.kind);
  if (seen) return seen;
  // A 403 is never read as "does not exist".
  throw new ResolveFailure(first.failure, first.request);
}

/** Kinds to try together, the likeliest first: a pod's name copied from `kubectl get pods` costs one request. */
function roundsOf({ name, kind }: Named): readonly (readonly Kind[])[] {
  if (kind) return [[kind]];
  const workloads = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET];
  const jobs = [JOB, CRON_JOB];
  if (POD_NAME.test(name)) return [[POD], [...workloads, ...jobs]];
  return [[POD, ...workloads, ...(REPLICA_SET_NAME.test(name) ? [REPLICA_SET] : [])], jobs];
}

/**
 * A name that no pod and no workload has may be a Service's. What may not be looked at is left out: a guess is no ask.
 * Never a node: whoever may ask about a namespace need not see the cluster.
 */
async function lookBesidePods(api: ApiClient, { name, namespace }: Named): Promise<readonly Hit[]> {
  const found = await Promise.all(
    BESIDE_PODS.map(async (kind) => {
      const fetched = await api.json<Hit['object']>(objectRequest(kind, namespace, name));
      return fetched.status === 'ok' ? [{ kind, namespace, object: fetched.value }] : [];
    }),
  );
  return found.flat();
}

interface Blocked {
  readonly failure: ApiFailure;
  readonly request: ApiRequest;
}

interface Looked {
  readonly hits: readonly Hit[];
  readonly blocked: readonly Blocked[];
}

/** @throws ResolveFailure where a kind could not be looked at for another reason than permission, and none was found. */
async function lookUp(api: ApiClient, kinds: readonly Kind[], { name, namespace }: Named): Promise<Looked> {
  const results = await Promise.all(
    kinds.map(async (kind) => {
      const request = objectRequest(kind, namespace, name);
      return { kind, request, fetched: await api.json<Hit['object']>(request) };
    }),
  );
  const hits = results.flatMap(({ kind, fetched }) =>
    fetched.status === 'ok' ? [{ kind, namespace: placeOf(kind, namespace), object: fetched.value }] : [],
  );
  const blocked = results.flatMap(({ request, fetched }) =>
    fetched.status === 'unavailable' && fetched.reason !== 'not-found' ? [{ failure: fetched, request }] : [],
  );
  const broken = blocked.find(({ failure }) => failure.reason !== 'forbidden');
  if (hits.length === 0 && broken) throw new ResolveFailure(broken.failure, broken.request);
  return { hits, blocked };
}

async function settle(api: ApiClient, hits: readonly Hit[]): Promise<Resolution> {
  const [hit] = hits;
  if (hit && hits.length === 1) return completeTarget(api, hit);
  return { status: 'ambiguous', candidates: hits.map(toCandidate) };
}

function toCandidate({ kind, namespace, object }: Hit): Candidate {
  const candidate = { kind: kind.kind, namespace, name: object.metadata?.name ?? '' };
  if (kind === POD) return { ...candidate, status: podStatus(object) };
  if (!runsPods(kind)) return candidate;
  const wanted = wantedPods({ ...object, kind: kind.kind });
  const ready = object.status?.readyReplicas ?? object.status?.numberReady ?? 0;
  return wanted === undefined ? candidate : { ...candidate, status: `${ready}/${wanted} ready` };
}

/** No object has the very name: one cut short, a misspelt one, one of another namespace. */
async function searchNear(api: ApiClient, named: Named): Promise<Resolution> {
  const found = await findNear(api, named);
  if (found.status === 'fits') {
    const { kind, name } = found;
    const looked = await lookUp(api, [kind], { ...named, name });
    const [hit] = looked.hits;
    if (hit) return completeTarget(api, hit);
  }
  if (found.status === 'ambiguous') return found;
  if (found.status === 'blocked') throw new ResolveFailure(found.failure, found.request);
  return absent(api, named, found.status === 'near' ? found.near : []);
}
