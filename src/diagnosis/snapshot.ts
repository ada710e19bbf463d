import type { Certificate } from './objects/certificate.ts';
import type { PodDisruptionBudget } from './objects/disruption.ts';
import type { KubeEvent } from './objects/meta.ts';
import type { Node, NodeMetrics, RuntimeClass } from './objects/node.ts';
import type { Pod, PodMetrics } from './objects/pod.ts';
import type { HorizontalPodAutoscaler, PriorityClass, ResourceQuota } from './objects/scaling.ts';
import type {
  ClaimMetric,
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
  VolumeMetric,
} from './objects/storage.ts';
import type { EndpointSlice, Ingress, IngressClass, NetworkPolicy, Service } from './objects/traffic.ts';
import type { LimitRange, ServiceAccount, Workload } from './objects/workload.ts';

/**
 * Why a fact is missing. A 403 is `forbidden` and is never read as "does not exist"; `not-found` is a fact about the
 * cluster, the others are gaps in what we could see.
 */
export type UnavailableReason = 'forbidden' | 'not-found' | 'timeout' | 'failed' | 'not-collected';

/** Every input is present or explained. */
export type Collected<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'unavailable'; readonly reason: UnavailableReason; readonly message: string };

/** One line of a container's log; `time` is the kubelet's RFC 3339 timestamp, absent where the line carried none. */
export interface LogLine {
  readonly time?: string;
  readonly text: string;
}

/** The name of an object known by its metadata alone; `keys` where its managedFields tell the data's keys. */
export interface NamedObject {
  readonly name: string;
  readonly keys?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Resources whose names may be listed (metadata only) to find the nearest name to one that is missing. */
export type NamedResource =
  | 'configmaps'
  | 'secrets'
  | 'persistentvolumeclaims'
  | 'services'
  | 'serviceaccounts';

/** What the cluster can be asked during a diagnosis: one entry is one request to the API. */
export interface Questions {
  /** Events about one object, oldest first. Filtered by UID where the question names one. */
  events: {
    ask: { kind: string; name: string; namespace?: string; uid?: string };
    answer: readonly KubeEvent[];
  };
  /** One run's log of one container: its last lines (500 where no number is given), bounded in bytes. */
  log: {
    ask: {
      namespace: string;
      pod: string;
      container: string;
      previous: boolean;
      lines?: number;
      sinceSeconds?: number;
    };
    answer: readonly LogLine[];
  };
  node: { ask: { name: string }; answer: Node };
  nodes: { ask: object; answer: readonly Node[] };
  /** Pods bound to one node that still hold its resources (not Succeeded, not Failed), of all namespaces. */
  'node-pods': { ask: { node: string }; answer: readonly Pod[] };
  /** Pods matching a label selector (its string form, as in `kubectl -l`); all namespaces where none is named. */
  pods: { ask: { namespace?: string; selector: string }; answer: readonly Pod[] };
  /** ReplicaSets matching a label selector in a namespace: the revisions of a Deployment. */
  'replica-sets': { ask: { namespace: string; selector: string }; answer: readonly Workload[] };
  /** All Deployments, StatefulSets or DaemonSets of a namespace. */
  workloads: {
    ask: { kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'; namespace: string };
    answer: readonly Workload[];
  };
  services: { ask: { namespace: string }; answer: readonly Service[] };
  /** The lists of endpoints of one Service. */
  'endpoint-slices': { ask: { namespace: string; service: string }; answer: readonly EndpointSlice[] };
  'network-policies': { ask: { namespace: string }; answer: readonly NetworkPolicy[] };
  'ingress-classes': { ask: object; answer: readonly IngressClass[] };
  'priority-classes': { ask: object; answer: readonly PriorityClass[] };
  'resource-quotas': { ask: { namespace: string }; answer: readonly ResourceQuota[] };
  /** Of all namespaces, 2,000 at most. */
  'cluster-quotas': { ask: object; answer: readonly ResourceQuota[] };
  claim: { ask: { namespace: string; name: string }; answer: PersistentVolumeClaim };
  'namespace-claims': { ask: { namespace: string }; answer: readonly PersistentVolumeClaim[] };
  /** Measurements of a namespace's claims, from prometheus-adapter or another server of custom metrics. */
  'claim-metrics': {
    ask: { namespace: string; metric: VolumeMetric };
    answer: readonly ClaimMetric[];
  };
  /** cert-manager's; of all namespaces where none is named. 2,000 at most. */
  certificates: { ask: { namespace?: string }; answer: readonly Certificate[] };
  volume: { ask: { name: string }; answer: PersistentVolume };
  'persistent-volumes': { ask: object; answer: readonly PersistentVolume[] };
  'storage-classes': { ask: object; answer: readonly StorageClass[] };
  'runtime-classes': { ask: object; answer: readonly RuntimeClass[] };
  'service-account': { ask: { namespace: string; name: string }; answer: ServiceAccount };
  'limit-ranges': { ask: { namespace: string }; answer: readonly LimitRange[] };
  /** Names by metadata only: no value of a ConfigMap or Secret is ever read. */
  names: { ask: { resource: NamedResource; namespace: string }; answer: readonly NamedObject[] };
  /** Use of the pod's containers now, from metrics-server. */
  'pod-metrics': { ask: { namespace: string; name: string }; answer: PodMetrics };
  /** Names by metadata only. */
  namespaces: { ask: object; answer: readonly NamedObject[] };
  /** The first 500 pods of a namespace. */
  'namespace-pods': { ask: { namespace: string }; answer: PodList };
  /** Events about whatever is in a namespace, 2,000 at most, oldest first. */
  'namespace-events': { ask: { namespace: string }; answer: EventList };
  /**
   * Events that tell of a pod, or a Job, that its controller could not make; of all namespaces where none is named. 1,000 at
   * most, oldest first.
   */
  'failed-creates': { ask: { namespace?: string }; answer: EventList };
  'namespace-metrics': { ask: { namespace: string }; answer: readonly PodMetrics[] };
  'node-metrics': { ask: object; answer: readonly NodeMetrics[] };
  /** A pod or workload as the API has it, redacted, without managedFields; of no other kind. */
  object: { ask: { kind: string; namespace: string; name: string }; answer: object };
}

export interface PodList {
  readonly pods: readonly Pod[];
  /** There are more than were read. */
  readonly truncated: boolean;
}

export interface EventList {
  readonly events: readonly KubeEvent[];
  /** There are more than were read: that one is missing here says nothing. */
  readonly truncated: boolean;
}

export type SectionName = keyof Questions;
export type Answer<S extends SectionName> = Questions[S]['answer'];
/** One question to the cluster, serialisable: `{section: 'node', name: 'node-a'}`. */
export type Read<S extends SectionName = SectionName> = {
  [K in S]: { readonly section: K } & Readonly<Questions[K]['ask']>;
}[S];

/** Identity of a read: equal questions have equal keys whatever the order of their fields, absent or undefined. */
export function readKey(read: Read): string {
  const fields = Object.entries(read).filter(([, value]) => value !== undefined);
  return JSON.stringify(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What has been read so far, by {@link readKey}. */
export type Facts = ReadonlyMap<string, Collected<unknown>>;

/** A resolved target: kinds as the API spells them (`Pod`, `Deployment`, …). */
export interface Target {
  readonly kind: string;
  /** Empty for a Node, and for a selector over all namespaces. */
  readonly namespace: string;
  readonly name: string;
}

/** A target that neither is a pod nor runs pods of its own. */
export type TargetObject =
  | ({ readonly kind: 'Service' } & Service)
  | ({ readonly kind: 'HorizontalPodAutoscaler' } & HorizontalPodAutoscaler)
  | ({ readonly kind: 'PodDisruptionBudget' } & PodDisruptionBudget)
  | ({ readonly kind: 'PersistentVolumeClaim' } & PersistentVolumeClaim)
  | ({ readonly kind: 'Ingress' } & Ingress)
  | ({ readonly kind: 'Node' } & Node);

/** Everything a judgement may look at. Plain data: taking it twice from the same cluster gives the same answer. */
export interface Snapshot {
  readonly target: Target;
  /** The API server's own clock (RFC 3339): ages count from here. */
  readonly takenAt: string;
  /**
   * What runs the pods; absent when the target is a pod or a selector. Of an autoscaler: what it
   * scales; of a PodDisruptionBudget: what runs all of its pods, where that is one.
   */
  readonly workload?: Workload;
  /** The target itself, where it neither is a pod nor runs any. */
  readonly object?: TargetObject;
  /** The Jobs of a CronJob, newest first. */
  readonly jobs?: readonly Workload[];
  /**
   * The pods of the target: one where the target is a pod; those behind a Service, under an autoscaler or a budget; none
   * of a Node, a claim or an Ingress.
   */
  readonly pods: readonly Pod[];
  /** The target has more pods than were read. */
  readonly truncated?: boolean;
  readonly facts: Facts;
}
