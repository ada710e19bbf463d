import type { SectionName } from '../diagnosis/snapshot.ts';

/** What the API server must allow for a question to be answered. */
export interface Permission {
  readonly apiGroup:
    | ''
    | 'apps'
    | 'autoscaling'
    | 'batch'
    | 'cert-manager.io'
    | 'custom.metrics.k8s.io'
    | 'discovery.k8s.io'
    | 'metrics.k8s.io'
    | 'networking.k8s.io'
    | 'node.k8s.io'
    | 'policy'
    | 'scheduling.k8s.io'
    | 'storage.k8s.io';
  readonly resource: string;
  readonly verb: 'get' | 'list';
  /** What the answer loses without it. */
  readonly without: string;
}

/** For finding what a person named: exact GETs, then metadata-only lists for near names. */
export const RESOLVING: readonly Permission[] = [
  { apiGroup: '', resource: 'pods', verb: 'get', without: 'asking for a pod by name' },
  { apiGroup: '', resource: 'pods', verb: 'list', without: "a workload's pods, so any answer about it" },
  ...['deployments', 'statefulsets', 'daemonsets', 'replicasets'].flatMap((resource) => [
    { apiGroup: 'apps', resource, verb: 'get', without: `asking for ${resource} by name` } as const,
    { apiGroup: 'apps', resource, verb: 'list', without: 'near names when one is wrong' } as const,
  ]),
  ...['jobs', 'cronjobs'].flatMap((resource) => [
    { apiGroup: 'batch', resource, verb: 'get', without: `asking for ${resource} by name` } as const,
    { apiGroup: 'batch', resource, verb: 'list', without: "a CronJob's Jobs, near names" } as const,
  ]),
  ...(
    [
      ['', 'services'],
      ['', 'persistentvolumeclaims'],
      ['', 'nodes'],
      ['autoscaling', 'horizontalpodautoscalers'],
      ['networking.k8s.io', 'ingresses'],
      ['policy', 'poddisruptionbudgets'],
    ] as const
  ).flatMap(([apiGroup, resource]) => [
    { apiGroup, resource, verb: 'get', without: `asking for ${resource} by name` } as const,
    { apiGroup, resource, verb: 'list', without: 'near names when one is wrong' } as const,
  ]),
  {
    apiGroup: '',
    resource: 'namespaces',
    verb: 'get',
    without: 'telling a missing namespace from an empty one',
  },
];

/** For each question of a diagnosis. `names` lists metadata only, but RBAC knows no smaller right than `list`. */
export const PERMISSIONS: Readonly<Record<SectionName, readonly Permission[]>> = {
  events: [
    {
      apiGroup: '',
      resource: 'events',
      verb: 'list',
      without: 'what the scheduler, kubelet and controllers said',
    },
  ],
  log: [{ apiGroup: '', resource: 'pods/log', verb: 'get', without: 'the log line that says why' }],
  node: [{ apiGroup: '', resource: 'nodes', verb: 'get', without: "the node's state and architecture" }],
  nodes: [{ apiGroup: '', resource: 'nodes', verb: 'list', without: 'why no node fits' }],
  'node-pods': [
    { apiGroup: '', resource: 'pods', verb: 'list', without: 'how much is free on the nearest nodes' },
  ],
  pods: [
    { apiGroup: '', resource: 'pods', verb: 'list', without: 'the pods that an affinity rule is about' },
  ],
  'replica-sets': [{ apiGroup: 'apps', resource: 'replicasets', verb: 'list', without: 'what changed' }],
  workloads: ['deployments', 'statefulsets', 'daemonsets'].map((resource) => ({
    apiGroup: 'apps',
    resource,
    verb: 'list',
    without: 'what should run the pods behind a Service, what an autoscaler could have meant',
  })),
  services: [
    { apiGroup: '', resource: 'services', verb: 'list', without: 'the Services that an Ingress could mean' },
  ],
  'endpoint-slices': [
    {
      apiGroup: 'discovery.k8s.io',
      resource: 'endpointslices',
      verb: 'list',
      without: 'whether traffic to a Service has anywhere to go',
    },
  ],
  'network-policies': [
    {
      apiGroup: 'networking.k8s.io',
      resource: 'networkpolicies',
      verb: 'list',
      without: 'whether a NetworkPolicy shuts the pods behind a Service off',
    },
  ],
  'ingress-classes': [
    {
      apiGroup: 'networking.k8s.io',
      resource: 'ingressclasses',
      verb: 'list',
      without: 'the ingress classes that exist',
    },
  ],
  'priority-classes': [
    {
      apiGroup: 'scheduling.k8s.io',
      resource: 'priorityclasses',
      verb: 'list',
      without: 'the priority classes that exist',
    },
  ],
  'resource-quotas': [
    { apiGroup: '', resource: 'resourcequotas', verb: 'list', without: 'what a quota has left now' },
  ],
  'cluster-quotas': [
    {
      apiGroup: '',
      resource: 'resourcequotas',
      verb: 'list',
      without: 'in a digest which quotas are nearly full',
    },
  ],
  claim: [
    { apiGroup: '', resource: 'persistentvolumeclaims', verb: 'get', without: "why a claim isn't bound" },
  ],
  'namespace-claims': [
    {
      apiGroup: '',
      resource: 'persistentvolumeclaims',
      verb: 'list',
      without: 'in a digest which claims have lost their volume, or wait for a larger one',
    },
  ],
  // RBAC has each metric as a subresource, and no name for all of them but `*`.
  'claim-metrics': ['kubelet_volume_stats_used_bytes', 'kubelet_volume_stats_capacity_bytes'].map(
    (metric) => ({
      apiGroup: 'custom.metrics.k8s.io',
      resource: `persistentvolumeclaims/${metric}`,
      verb: 'get',
      without: 'in a digest which claims are filling (needs prometheus-adapter; nothing is said without)',
    }),
  ),
  certificates: [
    {
      apiGroup: 'cert-manager.io',
      resource: 'certificates',
      verb: 'list',
      without: 'in a digest which certificates run out (needs cert-manager; nothing is said without)',
    },
  ],
  volume: [{ apiGroup: '', resource: 'persistentvolumes', verb: 'get', without: "a volume's zone" }],
  'persistent-volumes': [
    { apiGroup: '', resource: 'persistentvolumes', verb: 'list', without: 'the volume nearest to a claim' },
  ],
  'storage-classes': [
    {
      apiGroup: 'storage.k8s.io',
      resource: 'storageclasses',
      verb: 'list',
      without: 'the classes that exist',
    },
  ],
  'runtime-classes': [
    {
      apiGroup: 'node.k8s.io',
      resource: 'runtimeclasses',
      verb: 'list',
      without: 'the runtime classes that exist',
    },
  ],
  'service-account': [
    {
      apiGroup: '',
      resource: 'serviceaccounts',
      verb: 'get',
      without: 'the pull secrets that a ServiceAccount adds',
    },
  ],
  'limit-ranges': [
    { apiGroup: '', resource: 'limitranges', verb: 'list', without: 'where a default limit comes from' },
  ],
  names: (['configmaps', 'secrets', 'persistentvolumeclaims', 'services', 'serviceaccounts'] as const).map(
    (resource) => ({
      apiGroup: '',
      resource,
      verb: 'list',
      without: `near names and keys of ${resource} (metadata only is requested, never a value)`,
    }),
  ),
  'pod-metrics': [
    {
      apiGroup: 'metrics.k8s.io',
      resource: 'pods',
      verb: 'get',
      without: 'how much memory it uses now (needs metrics-server)',
    },
  ],
  namespaces: [
    {
      apiGroup: '',
      resource: 'namespaces',
      verb: 'list',
      without: 'near names when a namespace is misspelt, and the App Home of whoever may see several',
    },
  ],
  'namespace-pods': [{ apiGroup: '', resource: 'pods', verb: 'list', without: 'the list of pods' }],
  'namespace-events': [
    { apiGroup: '', resource: 'events', verb: 'list', without: 'in a digest what led to each trouble' },
  ],
  'failed-creates': [
    {
      apiGroup: '',
      resource: 'events',
      verb: 'list',
      without: 'in a digest and App Home the workloads that could make no pods',
    },
  ],
  'namespace-metrics': [
    {
      apiGroup: 'metrics.k8s.io',
      resource: 'pods',
      verb: 'list',
      without: '`/pod top`, and in a digest which pods are near their limits (needs metrics-server)',
    },
  ],
  'node-metrics': [
    {
      apiGroup: 'metrics.k8s.io',
      resource: 'nodes',
      verb: 'list',
      without: 'the use of nodes in `/pod nodes` (needs metrics-server)',
    },
  ],
  // The kinds that a target may be, read like one.
  object: [],
};
