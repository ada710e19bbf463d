import type { Container } from '../diagnosis/objects/container.ts';
import type { ObjectMeta } from '../diagnosis/objects/meta.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { redact, redactObject } from '../diagnosis/redact.ts';
import type {
  Collected,
  EventList,
  LogLine,
  NamedObject,
  NamedResource,
  Read,
  Snapshot,
  TargetObject,
} from '../diagnosis/snapshot.ts';

/** A captured cluster, as far as a diagnosis looked at it: what `podwhy replay` serves. */
export interface CapturedRecording {
  readonly kubernetesVersion: string;
  readonly takenAt: string;
  readonly namespace: string;
  readonly objects: readonly object[];
  readonly logs: Readonly<Record<string, Readonly<Partial<Record<'current' | 'previous', RecordedLog>>>>>;
}

type RecordedLog = { readonly text: string } | { readonly error: string };
type KubeObject = { readonly kind?: string; readonly apiVersion?: string; readonly metadata?: ObjectMeta };

/** Of which kind the objects of a section are: lists of the API leave it out of their items. */
const KIND_OF: Readonly<Partial<Record<Read['section'], readonly [kind: string, apiVersion: string]>>> = {
  events: ['Event', 'v1'],
  'namespace-events': ['Event', 'v1'],
  node: ['Node', 'v1'],
  nodes: ['Node', 'v1'],
  'node-pods': ['Pod', 'v1'],
  pods: ['Pod', 'v1'],
  'replica-sets': ['ReplicaSet', 'apps/v1'],
  claim: ['PersistentVolumeClaim', 'v1'],
  volume: ['PersistentVolume', 'v1'],
  'persistent-volumes': ['PersistentVolume', 'v1'],
  'storage-classes': ['StorageClass', 'storage.k8s.io/v1'],
  'runtime-classes': ['RuntimeClass', 'node.k8s.io/v1'],
  'service-account': ['ServiceAccount', 'v1'],
  'limit-ranges': ['LimitRange', 'v1'],
  services: ['Service', 'v1'],
  'endpoint-slices': ['EndpointSlice', 'discovery.k8s.io/v1'],
  'network-policies': ['NetworkPolicy', 'networking.k8s.io/v1'],
  'ingress-classes': ['IngressClass', 'networking.k8s.io/v1'],
  'priority-classes': ['PriorityClass', 'scheduling.k8s.io/v1'],
  'resource-quotas': ['ResourceQuota', 'v1'],
};

const NAMED_KIND: Readonly<Record<NamedResource, string>> = {
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  services: 'Service',
  serviceaccounts: 'ServiceAccount',
};

const OBJECT_API: Readonly<Record<TargetObject['kind'], string>> = {
  Service: 'v1',
  Node: 'v1',
  PersistentVolumeClaim: 'v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  PodDisruptionBudget: 'policy/v1',
  Ingress: 'networking.k8s.io/v1',
};

const WORKLOAD_API: Readonly<Record<string, string>> = { Job: 'batch/v1', CronJob: 'batch/v1' };

/** A snapshot as a recording, redacted. Replayed, it gives the same diagnosis, gaps becoming empty lists. */
export function toRecording(snapshot: Snapshot): CapturedRecording {
  const objects = new Map<string, object>();
  const add = (object: KubeObject, kind: string, apiVersion: string): void => {
    const named = { apiVersion, kind, ...object };
    const { namespace, name } = named.metadata ?? {};
    const key = `${kind} ${namespace} ${name}`;
    // Names known by metadata alone don't overwrite the whole object.
    if (!objects.has(key)) objects.set(key, redactObject(named) as object);
  };
  for (const workload of [snapshot.workload, ...(snapshot.jobs ?? [])]) {
    if (workload) add(workload, workload.kind ?? 'Job', WORKLOAD_API[workload.kind ?? 'Job'] ?? 'apps/v1');
  }
  if (snapshot.object) add(snapshot.object, snapshot.object.kind, OBJECT_API[snapshot.object.kind]);
  for (const pod of snapshot.pods) add(pod, 'Pod', 'v1');
  const facts = [...snapshot.facts].map(([key, fact]) => [readOf(key), fact] as const);
  for (const [read, fact] of facts) addFact(read, fact, add);
  return {
    kubernetesVersion: versionOf([...objects.values()]),
    takenAt: snapshot.takenAt,
    namespace: snapshot.target.namespace,
    objects: [...objects.values()],
    logs: logsOf(facts),
  };
}

/** The inverse of `readKey`. */
function readOf(key: string): Read {
  return Object.fromEntries(JSON.parse(key)) as Read;
}

function addFact(
  read: Read,
  fact: Collected<unknown>,
  add: (o: KubeObject, kind: string, api: string) => void,
): void {
  if (fact.status !== 'ok') return;
  if (read.section === 'names') {
    for (const { name, keys, labels } of fact.value as readonly NamedObject[]) {
      const data = keys ? { data: Object.fromEntries(keys.map((key) => [key, ''])) } : {};
      const metadata = { name, namespace: read.namespace, ...(labels ? { labels } : {}) };
      add({ metadata, ...data } as KubeObject, NAMED_KIND[read.resource], 'v1');
    }
    return;
  }
  const kind = read.section === 'workloads' ? ([read.kind, 'apps/v1'] as const) : KIND_OF[read.section];
  if (!kind) return;
  const answer = read.section === 'namespace-events' ? (fact.value as EventList).events : fact.value;
  const values = (Array.isArray(answer) ? answer : [answer]) as readonly KubeObject[];
  const strangers = kind[0] === 'Pod';
  for (const value of values) add(strangers ? onItsNode(value) : value, ...kind);
}

/** What another pod holds of its node, and what rules it brings: what it runs and with which settings is not ours to keep. */
function onItsNode({ metadata, spec, status }: KubeObject & Pick<Pod, 'spec' | 'status'>): KubeObject {
  const { name, namespace, uid, labels, ownerReferences, creationTimestamp, deletionTimestamp } =
    metadata ?? {};
  const containers = (list: readonly Container[] = []) =>
    list.map((one) => ({ name: one.name, ...pick(one, ['resources', 'ports', 'restartPolicy']) }));
  const kept = pick(spec ?? {}, [
    'nodeName',
    'priority',
    'priorityClassName',
    'overhead',
    'hostNetwork',
    'affinity',
  ]);
  return {
    metadata: dropAbsent({
      name,
      namespace,
      uid,
      labels,
      ownerReferences,
      creationTimestamp,
      deletionTimestamp,
    }),
    ...{
      spec: {
        ...kept,
        containers: containers(spec?.containers),
        ...(spec?.initContainers ? { initContainers: containers(spec.initContainers) } : {}),
        ...(spec?.volumes ? { volumes: spec.volumes.filter((volume) => volume.persistentVolumeClaim) } : {}),
      },
      status: pick(status ?? {}, ['phase', 'reason', 'conditions']),
    },
  };
}

function pick<T extends object>(object: T, keys: readonly (keyof T)[]): Partial<T> {
  return dropAbsent(Object.fromEntries(keys.map((key) => [key, object[key]])) as Partial<T>);
}

function dropAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function logsOf(facts: readonly (readonly [Read, Collected<unknown>])[]): CapturedRecording['logs'] {
  const logs: Record<string, Partial<Record<'current' | 'previous', RecordedLog>>> = {};
  for (const [read, fact] of facts) {
    if (read.section !== 'log') continue;
    const key = `${read.namespace}/${read.pod}/${read.container}`;
    logs[key] = { ...logs[key], [read.previous ? 'previous' : 'current']: logOf(fact) };
  }
  return logs;
}

function logOf(fact: Collected<unknown>): RecordedLog {
  if (fact.status !== 'ok') return { error: fact.message };
  const lines = fact.value as readonly LogLine[];
  // Together: a secret of several lines, a private key, is seen as one.
  return { text: redact(lines.map(({ time, text }) => `${time ? `${time} ` : ''}${text}\n`).join('')) };
}

/** A node's kubelet tells the cluster's version nearly enough for a replay. */
function versionOf(objects: readonly object[]): string {
  const versions = objects.map(
    (object) =>
      (object as { status?: { nodeInfo?: { kubeletVersion?: string } } }).status?.nodeInfo?.kubeletVersion,
  );
  return versions.find((version) => version !== undefined) ?? 'v1.0.0';
}
