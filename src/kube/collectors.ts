import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Workload } from '../diagnosis/objects/workload.ts';
import type { Answer, Collected, Read, SectionName } from '../diagnosis/snapshot.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { collected } from './collected.ts';
import { readEvents, readFailedCreates, readNamespaceEvents } from './event-list.ts';
import { list } from './list.ts';
import { readLog } from './log.ts';
import { type PartialObject, toNamedObject } from './named-objects.ts';
import { readObject } from './whole-object.ts';

type Collector<S extends SectionName> = (api: ApiClient, ask: Read<S>) => Promise<Collected<Answer<S>>>;

const NETWORKING = { group: 'networking.k8s.io', version: 'v1' };
const CLAIM_METRICS = {
  group: 'custom.metrics.k8s.io',
  version: 'v1beta1',
  resource: 'persistentvolumeclaims',
};
const METRICS = { group: 'metrics.k8s.io', version: 'v1beta1' };

/** How each question is put to the API. */
const COLLECTORS: { readonly [S in SectionName]: Collector<S> } = {
  events: readEvents,
  log: readLog,
  node: (api, { name }) => object(api, core('nodes', { name })),
  nodes: (api) => items(api, core('nodes'), 4),
  'node-pods': (api, { node }) =>
    items(
      api,
      core('pods', {
        query: { fieldSelector: `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed` },
      }),
      // A node runs 110 pods by default, 500 at most with support.
      2,
    ),
  pods: (api, { namespace, selector }) =>
    items(api, core('pods', { ...inNamespace(namespace), query: { labelSelector: selector } }), 2),
  'replica-sets': readReplicaSets,
  workloads: readWorkloads,
  services: (api, { namespace }) => items(api, core('services', { namespace }), 2),
  'endpoint-slices': (api, { namespace, service }) =>
    items(api, {
      group: 'discovery.k8s.io',
      version: 'v1',
      resource: 'endpointslices',
      namespace,
      query: { labelSelector: `kubernetes.io/service-name=${service}` },
    }),
  'network-policies': (api, { namespace }) =>
    items(api, { ...NETWORKING, resource: 'networkpolicies', namespace }),
  'ingress-classes': (api) => items(api, { ...NETWORKING, resource: 'ingressclasses' }),
  'priority-classes': (api) =>
    items(api, { group: 'scheduling.k8s.io', version: 'v1', resource: 'priorityclasses' }),
  'resource-quotas': (api, { namespace }) => items(api, core('resourcequotas', { namespace })),
  'cluster-quotas': (api) => items(api, core('resourcequotas'), 4),
  claim: (api, { namespace, name }) => object(api, core('persistentvolumeclaims', { namespace, name })),
  'namespace-claims': (api, { namespace }) => items(api, core('persistentvolumeclaims', { namespace }), 2),
  // All of a namespace at once; these lists have no pages.
  'claim-metrics': (api, { namespace, metric }) =>
    items(api, { ...CLAIM_METRICS, namespace, name: '*', subresource: metric }),
  certificates: (api, { namespace }) =>
    items(
      api,
      { group: 'cert-manager.io', version: 'v1', resource: 'certificates', ...inNamespace(namespace) },
      4,
    ),
  volume: (api, { name }) => object(api, core('persistentvolumes', { name })),
  'persistent-volumes': (api) => items(api, core('persistentvolumes'), 2),
  'storage-classes': (api) =>
    items(api, { group: 'storage.k8s.io', version: 'v1', resource: 'storageclasses' }),
  'runtime-classes': (api) => items(api, { group: 'node.k8s.io', version: 'v1', resource: 'runtimeclasses' }),
  'service-account': (api, { namespace, name }) => object(api, core('serviceaccounts', { namespace, name })),
  'limit-ranges': (api, { namespace }) => items(api, core('limitranges', { namespace })),
  names: readNames,
  'pod-metrics': (api, { namespace, name }) => object(api, { ...METRICS, resource: 'pods', namespace, name }),
  namespaces: async (api) =>
    collected(
      await list<PartialObject>(api, core('namespaces', { metadataOnly: true }), 4),
      ({ items: found }) => found.map((item) => toNamedObject(item, false)),
    ),
  'namespace-pods': async (api, { namespace }) =>
    collected(await list<Pod>(api, core('pods', { namespace })), ({ items: pods, truncated }) => ({
      pods,
      truncated,
    })),
  'namespace-events': readNamespaceEvents,
  'failed-creates': readFailedCreates,
  'namespace-metrics': (api, { namespace }) => items(api, { ...METRICS, resource: 'pods', namespace }),
  'node-metrics': (api) => items(api, { ...METRICS, resource: 'nodes' }, 4),
  object: readObject,
};

/** Puts one question to the API. */
export function collect<S extends SectionName>(api: ApiClient, ask: Read<S>): Promise<Collected<Answer<S>>> {
  const collector: Collector<S> = COLLECTORS[ask.section as S];
  return collector(api, ask);
}

function core(resource: string, rest: Partial<ApiRequest> = {}): ApiRequest {
  return { group: '', version: 'v1', resource, ...rest };
}

function inNamespace(namespace: string | undefined): Partial<ApiRequest> {
  return namespace ? { namespace } : {};
}

async function object<T extends object>(api: ApiClient, request: ApiRequest): Promise<Collected<T>> {
  return collected(await api.json<T>(request));
}

async function items<T>(api: ApiClient, request: ApiRequest, pages = 1): Promise<Collected<readonly T[]>> {
  return collected(await list<T>(api, request, pages), (listed) => listed.items);
}

/** The items of a list do not carry their kind. */
async function readReplicaSets(
  api: ApiClient,
  { namespace, selector }: Read<'replica-sets'>,
): Promise<Collected<readonly Workload[]>> {
  const query = { labelSelector: selector };
  const request = { group: 'apps', version: 'v1', resource: 'replicasets', namespace, query };
  return collected(await list<Workload>(api, request, 2), (listed) =>
    listed.items.map((item) => ({ ...item, kind: 'ReplicaSet', apiVersion: 'apps/v1' })),
  );
}

async function readWorkloads(
  api: ApiClient,
  { kind, namespace }: Read<'workloads'>,
): Promise<Collected<readonly Workload[]>> {
  const request = { group: 'apps', version: 'v1', resource: `${kind.toLowerCase()}s`, namespace };
  return collected(await list<Workload>(api, request, 2), (listed) =>
    listed.items.map((item) => ({ ...item, kind, apiVersion: 'apps/v1' })),
  );
}

async function readNames(
  api: ApiClient,
  { resource, namespace }: Read<'names'>,
): Promise<Collected<Answer<'names'>>> {
  const hasKeys = resource === 'secrets' || resource === 'configmaps';
  const request = core(resource, { namespace, metadataOnly: true });
  return collected(await list<PartialObject>(api, request, 4), (listed) =>
    listed.items.map((item) => toNamedObject(item, hasKeys)),
  );
}
