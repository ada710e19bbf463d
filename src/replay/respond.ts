import { negotiate } from './accept.ts';
import { type Answer, noSuchPath } from './answer.ts';
import type { Clock } from './clock.ts';
import type { ClusterState } from './cluster-state.ts';
import { answerMetric } from './custom-metrics.ts';
import { answerDiscovery } from './discovery.ts';
import type { FaultPlan } from './fault-plan.ts';
import { parseFieldSelector } from './field-selector.ts';
import { parseLabelSelector } from './label-selector.ts';
import { readLog } from './logs.ts';
import { pageOf } from './paging.ts';
import type { KubeObject } from './recording.ts';
import { representList, representObject, type View } from './represent.ts';
import type { ResourceType } from './resources.ts';
import type { OtherRequest, RequestInfo, ResourceRequest } from './route.ts';
import { answerReview } from './self-reviews.ts';
import { forbidden, notFound } from './status.ts';
import { versionAnswer } from './version.ts';
import { answerWatch } from './watch.ts';

/** What requests are answered from. */
export interface Served {
  readonly state: ClusterState;
  readonly clock: Clock;
  readonly kubernetesVersion: string;
  plan(): FaultPlan;
}

/** A request as far as the answer depends on it. */
export interface Asked {
  readonly info: RequestInfo;
  readonly query: URLSearchParams;
  readonly accept: string | undefined;
  /** The parsed body, if there was one. */
  readonly body: unknown;
}

/**
 * Answers a request that no fault strikes.
 * @throws ApiError for what the API refuses.
 */
export function respond(asked: Asked, served: Served): Answer {
  const { info } = asked;
  if (info.kind === 'other') return respondOther(info, asked, served);
  const review = answerReview(info, asked.body, served.plan(), served.state.types);
  if (review) return review;
  if (!isRead(info)) throw forbidden(info, info.name, 'the replay is read-only');
  const metric = answerMetric(info, served.state, served.clock.now());
  if (metric) return metric;
  const { type } = info;
  if (type === undefined || !reaches(type, info)) return noSuchPath;
  if (info.verb !== 'get') return respondMany(info, type, asked, served);
  return respondOne(info, type, asked, served);
}

function respondOther(info: OtherRequest, asked: Asked, { state, kubernetesVersion }: Served): Answer {
  if (['/healthz', '/livez', '/readyz'].includes(info.path)) return { kind: 'text', code: 200, text: 'ok' };
  if (info.path === '/version') return versionAnswer(kubernetesVersion);
  return answerDiscovery(info.path, asked.accept, state.types) ?? noSuchPath;
}

// Exec, attach, port-forward and proxy reach into the cluster though their verb may be GET.
const connects = ['exec', 'attach', 'portforward', 'proxy'];

function isRead(info: ResourceRequest): boolean {
  return ['get', 'list', 'watch'].includes(info.verb) && !connects.includes(info.subresource ?? '');
}

/** Whether the path is one that the resource has: with a namespace or without, and with which subresource. */
function reaches(type: ResourceType, info: ResourceRequest): boolean {
  if (info.subresource !== undefined && !type.subresources.includes(info.subresource)) return false;
  if (type.namespaced) return info.verb !== 'get' || info.namespace !== undefined;
  return info.namespace === undefined || type.resource === 'namespaces';
}

function respondOne(info: ResourceRequest, type: ResourceType, asked: Asked, served: Served): Answer {
  const { state, clock } = served;
  const name = info.name ?? '';
  const object = state.get(type, type.namespaced ? info.namespace : undefined, name);
  if (object === undefined) throw notFound(info, name);
  if (info.subresource === 'log') return respondLog(object, asked, served);
  const form = negotiate(asked.accept, 'objects');
  return { kind: 'json', code: 200, body: representObject(object, type, form, viewOf(asked, clock)) };
}

function respondLog(pod: KubeObject, asked: Asked, { state, clock }: Served): Answer {
  const { namespace = '', name } = pod.metadata;
  const recorded = (container: string) => state.logs(namespace, name, container);
  return { kind: 'text', code: 200, ...readLog({ pod, recorded, now: clock.now() }, asked.query) };
}

function respondMany(
  info: ResourceRequest,
  type: ResourceType,
  asked: Asked,
  { state, clock }: Served,
): Answer {
  const { query, accept } = asked;
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', type);
  const matches = (object: KubeObject) =>
    (info.namespace === undefined || object.metadata.namespace === info.namespace) &&
    labels(object.metadata.labels ?? {}) &&
    fields(object);
  const form = negotiate(accept, 'objects');
  const view = () => viewOf(asked, clock);
  if (info.verb === 'watch') return answerWatch({ state, type, form, query, matches, view });
  const versions = { now: state.version(), first: state.firstVersion };
  const all = state.list(type);
  // Of tens of thousands of pods each page would be looked for among all of them.
  const page = pageOf(isWhole(info, query) ? all : all.filter(matches), query, versions);
  return { kind: 'json', code: 200, body: representList(page, type, form, view()) };
}

function isWhole({ namespace }: ResourceRequest, query: URLSearchParams): boolean {
  return namespace === undefined && !query.get('labelSelector') && !query.get('fieldSelector');
}

function viewOf({ query }: Asked, clock: Clock): View {
  const include = query.get('includeObject');
  return {
    now: clock.now(),
    includeObject: include === 'None' || include === 'Object' ? include : 'Metadata',
  };
}
