import type { KubeObject } from './recording.ts';

/** One resource that the API serves. */
export interface ResourceType {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural in the path. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
}

type Row = readonly [resource: string, kind: string, shortNames?: string, marks?: string];

// Marks: `cluster` has no namespace, `all` is in `kubectl get all`, `/name` is a subresource.
const served: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    ['configmaps', 'ConfigMap', 'cm'],
    ['endpoints', 'Endpoints', 'ep'],
    ['events', 'Event', 'ev'],
    ['limitranges', 'LimitRange', 'limits'],
    ['namespaces', 'Namespace', 'ns', 'cluster /status'],
    ['nodes', 'Node', 'no', 'cluster /status'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim', 'pvc', '/status'],
    ['persistentvolumes', 'PersistentVolume', 'pv', 'cluster /status'],
    ['pods', 'Pod', 'po', 'all /status /log'],
    ['resourcequotas', 'ResourceQuota', 'quota', '/status'],
    ['secrets', 'Secret'],
    ['serviceaccounts', 'ServiceAccount', 'sa'],
    ['services', 'Service', 'svc', 'all /status'],
  ],
  'apps/v1': [
    ['controllerrevisions', 'ControllerRevision'],
    ['daemonsets', 'DaemonSet', 'ds', 'all /status'],
    ['deployments', 'Deployment', 'deploy', 'all /status'],
    ['replicasets', 'ReplicaSet', 'rs', 'all /status'],
    ['statefulsets', 'StatefulSet', 'sts', 'all /status'],
  ],
  'events.k8s.io/v1': [['events', 'Event', 'ev']],
  'autoscaling/v2': [['horizontalpodautoscalers', 'HorizontalPodAutoscaler', 'hpa', 'all /status']],
  'batch/v1': [
    ['cronjobs', 'CronJob', 'cj', 'all /status'],
    ['jobs', 'Job', '', 'all /status'],
  ],
  'networking.k8s.io/v1': [
    ['ingressclasses', 'IngressClass', '', 'cluster'],
    ['ingresses', 'Ingress', 'ing', '/status'],
    ['networkpolicies', 'NetworkPolicy', 'netpol'],
  ],
  'policy/v1': [['poddisruptionbudgets', 'PodDisruptionBudget', 'pdb', '/status']],
  'rbac.authorization.k8s.io/v1': [
    ['rolebindings', 'RoleBinding'],
    ['roles', 'Role'],
  ],
  'storage.k8s.io/v1': [['storageclasses', 'StorageClass', 'sc', 'cluster']],
  'node.k8s.io/v1': [['runtimeclasses', 'RuntimeClass', '', 'cluster']],
  'scheduling.k8s.io/v1': [['priorityclasses', 'PriorityClass', 'pc', 'cluster']],
  'discovery.k8s.io/v1': [['endpointslices', 'EndpointSlice']],
};

/** The resources that every replay serves, in discovery's order. */
export const standardResources: readonly ResourceType[] = Object.entries(served).flatMap(
  ([apiVersion, rows]) => rows.map((row) => fromRow(apiVersion, row)),
);

/** The resource of an object whose kind no replay knows beforehand, with the plural that the kind suggests. */
export function guessResource(object: KubeObject): ResourceType {
  const singular = object.kind.toLowerCase();
  const marks = object.metadata.namespace === undefined ? 'cluster' : '';
  return fromRow(object.apiVersion, [plural(singular), object.kind, '', marks]);
}

/** `v1` or `group/version`. */
export function apiVersionOf(type: ResourceType): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

function fromRow(apiVersion: string, [resource, kind, shortNames = '', marks = '']: Row): ResourceType {
  const slash = apiVersion.indexOf('/');
  const words = marks.split(' ').filter(Boolean);
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    resource,
    singular: kind.toLowerCase(),
    kind,
    namespaced: !words.includes('cluster'),
    shortNames: shortNames.split(' ').filter(Boolean),
    categories: words.includes('all') ? ['all'] : [],
    subresources: words.filter((word) => word.startsWith('/')).map((word) => word.slice(1)),
  };
}

function plural(singular: string): string {
  if (/(s|x|ch|sh)$/.test(singular)) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}
