import { drawn, suffixOf } from '../../../src/replay/made-cluster/made-pod.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import type { LargeOwner } from './large-owner.ts';

type Json = Readonly<Record<string, unknown>>;

const LEAST_VARIABLES = 4;
const MOST_VARIABLES = 16;

/**
 * Gives an owner's pods what real ones have beside what a diagnosis looks at: environment, volumes, tolerations,
 * annotations and managedFields, which make up most of the 3 to 8 kB that a pod takes. All pods of an owner share it.
 */
export function dressFor({ namespace, name }: LargeOwner, takenAt: string): (pod: KubeObject) => KubeObject {
  const token = `kube-api-access-${suffixOf(5, namespace, name)}`;
  const mounts = [
    { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true },
    { mountPath: '/tmp', name: 'scratch' },
  ];
  const variables = LEAST_VARIABLES + drawn(MOST_VARIABLES - LEAST_VARIABLES, namespace, name, 'variables');
  const env = environment(namespace, variables);
  const volumes = [
    { name: 'scratch', emptyDir: {} },
    { name: token, projected: PROJECTED },
  ];
  const managedFields = managed(env, takenAt);
  const annotations = {
    'checksum/config': `${suffixOf(32, namespace, name, 1)}${suffixOf(32, namespace, name, 2)}`,
    'prometheus.io/port': '8080',
    'prometheus.io/scrape': 'true',
  };
  return (pod) => ({
    ...pod,
    metadata: { ...pod.metadata, annotations, managedFields },
    spec: dressedSpec(pod.spec as Json, { env, volumes, mounts }),
  });
}

interface Cloth {
  readonly env: readonly Json[];
  readonly volumes: readonly Json[];
  readonly mounts: readonly Json[];
}

function dressedSpec(spec: Json, { env, volumes, mounts }: Cloth): Json {
  const containers = spec.containers as readonly Json[];
  return {
    ...spec,
    containers: containers.map((one) => ({ ...one, ...MESSAGES, env, volumeMounts: mounts })),
    volumes,
    tolerations: TOLERATIONS,
    enableServiceLinks: true,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    serviceAccount: 'default',
  };
}

function environment(namespace: string, count: number): readonly Json[] {
  const address = { fieldRef: { apiVersion: 'v1', fieldPath: 'status.podIP' } };
  const named = Array.from({ length: count }, (_, index) => ({
    name: `SETTING_${suffixOf(6, index).toUpperCase()}`,
    value: `https://${suffixOf(8, namespace, index)}.${namespace}.svc.cluster.local:8443/v1`,
  }));
  return [{ name: 'POD_IP', valueFrom: address }, ...named];
}

const MESSAGES = { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' };

const TOLERATIONS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
  key,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

const PROJECTED = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
    {
      downwardAPI: {
        items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
      },
    },
  ],
};

/** As kube-controller-manager and the kubelet leave it in a pod. */
function managed(env: readonly Json[], time: string): readonly Json[] {
  const fields = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [`f:${name}`, {}]));
  const some = (...names: readonly string[]) => ({ '.': {}, ...fields(...names) });
  const variables = env.map(({ name }) => [`k:{"name":"${name}"}`, some('name', 'value')]);
  const container = {
    ...some(
      'image',
      'imagePullPolicy',
      'name',
      'resources',
      'terminationMessagePath',
      'terminationMessagePolicy',
    ),
    'f:env': { '.': {}, ...Object.fromEntries(variables) },
    'f:ports': { '.': {}, 'k:{"containerPort":8080,"protocol":"TCP"}': some('containerPort', 'protocol') },
    'f:readinessProbe': some(
      'failureThreshold',
      'httpGet',
      'periodSeconds',
      'successThreshold',
      'timeoutSeconds',
    ),
    'f:volumeMounts': { '.': {}, 'k:{"mountPath":"/tmp"}': some('mountPath', 'name') },
  };
  const spec = {
    ...fields('dnsPolicy', 'enableServiceLinks', 'restartPolicy', 'schedulerName', 'securityContext'),
    'f:containers': { 'k:{"name":"app"}': container },
    'f:volumes': { '.': {}, 'k:{"name":"scratch"}': some('emptyDir', 'name') },
  };
  const metadata = {
    'f:generateName': {},
    'f:labels': some('app.kubernetes.io/name'),
    'f:ownerReferences': some(),
  };
  const conditions = ['PodReadyToStartContainers', 'ContainersReady', 'Initialized', 'Ready'].map((type) => [
    `k:{"type":"${type}"}`,
    some('lastProbeTime', 'lastTransitionTime', 'status', 'type'),
  ]);
  const status = {
    ...fields('containerStatuses', 'hostIP', 'hostIPs', 'phase', 'podIP', 'podIPs', 'startTime'),
    'f:conditions': Object.fromEntries(conditions),
  };
  const entry = { operation: 'Update', apiVersion: 'v1', time, fieldsType: 'FieldsV1' };
  return [
    { manager: 'kube-controller-manager', ...entry, fieldsV1: { 'f:metadata': metadata, 'f:spec': spec } },
    { manager: 'kubelet', ...entry, subresource: 'status', fieldsV1: { 'f:status': status } },
  ];
}
