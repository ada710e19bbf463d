import { readFileSync } from 'node:fs';
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts';
import { sortEvents } from '../../src/diagnosis/events.ts';
import { guardedSelector } from '../../src/diagnosis/guarded-pods.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { Playbook } from '../../src/diagnosis/playbook.ts';
import { selects } from '../../src/diagnosis/scheduling/selectors.ts';
import {
  type Collected,
  type LogLine,
  type Read,
  readKey,
  type Snapshot,
  type Target,
} from '../../src/diagnosis/snapshot.ts';

/** A recording answered in memory, for tests of the core: the same facts as over HTTP, without the HTTP. */
export interface Recorded {
  readonly takenAt: string;
  readonly namespace: string;
  readonly objects: readonly RecordedObject[];
  readonly logs: Readonly<
    Record<string, Readonly<Record<'current' | 'previous', { text?: string; error?: string }>>>
  >;
}

// biome-ignore lint/suspicious/noExplicitAny: objects of every kind, as recorded
type RecordedObject = any;

export function loadRecorded(path: string): Recorded {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  deploy: 'Deployment',
  sts: 'StatefulSet',
  ds: 'DaemonSet',
  job: 'Job',
  cronjob: 'CronJob',
  svc: 'Service',
  hpa: 'HorizontalPodAutoscaler',
  pdb: 'PodDisruptionBudget',
  pvc: 'PersistentVolumeClaim',
  ing: 'Ingress',
  node: 'Node',
};
const BESIDE_PODS = [
  'Service',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'PersistentVolumeClaim',
  'Ingress',
  'Node',
];

/** Diagnoses `deploy/web` of a recording, collecting what the playbooks ask for in at most `rounds` rounds. */
export function diagnoseRecorded(
  recorded: Recorded,
  target: string,
  playbooks: readonly Playbook[],
  withhold: (read: Read) => boolean = () => false,
  rounds = 4,
): Diagnosis {
  let snapshot = snapshotOf(recorded, target);
  for (let round = 0; round < rounds; round++) {
    const { wants } = judge(snapshot, playbooks);
    if (wants.length === 0) break;
    const facts = new Map(snapshot.facts);
    for (const read of wants) facts.set(readKey(read), withhold(read) ? FORBIDDEN : answer(recorded, read));
    snapshot = { ...snapshot, facts };
  }
  return judge(snapshot, playbooks).diagnosis;
}

const FORBIDDEN: Collected<never> = {
  status: 'unavailable',
  reason: 'forbidden',
  message: 'withheld by the test',
};

export function snapshotOf(recorded: Recorded, text: string): Snapshot {
  const [short = '', name = ''] = text.split('/');
  const target: Target = { kind: KINDS[short] ?? short, namespace: recorded.namespace, name };
  const workload = find(recorded, target.kind, name);
  const base = { target, takenAt: recorded.takenAt, facts: new Map() };
  if (target.kind === 'Pod') return { ...base, pods: workload ? [workload] : [] };
  if (BESIDE_PODS.includes(target.kind)) return besidePods(recorded, base, workload);
  const children = [
    workload,
    ...ofKind(recorded, target.kind === 'CronJob' ? 'Job' : 'ReplicaSet').filter((o) => ownedBy(o, workload)),
  ];
  const jobs = target.kind === 'CronJob' ? { jobs: newestFirst(children.slice(1)) } : {};
  return {
    ...base,
    ...(workload ? { workload } : {}),
    ...jobs,
    pods: podsUnder(recorded, children),
  };
}

function newestFirst(jobs: readonly Workload[]): Workload[] {
  const createdAt = ({ metadata }: Workload) => metadata?.creationTimestamp ?? '';
  return jobs.toSorted((a, b) => createdAt(b).localeCompare(createdAt(a)));
}

function podsUnder(recorded: Recorded, owners: readonly RecordedObject[]): RecordedObject[] {
  return ofKind(recorded, 'Pod').filter((pod) => owners.some((owner) => ownedBy(pod, owner)));
}

/** A Service with the pods that it selects, an autoscaler with what it scales, a budget; no pods for the others. */
function besidePods(
  recorded: Recorded,
  { target, ...base }: Pick<Snapshot, 'target' | 'takenAt' | 'facts'>,
  object: RecordedObject,
): Snapshot {
  const namespace = target.kind === 'Node' ? '' : target.namespace;
  const snapshot = { ...base, target: { ...target, namespace }, object };
  if (target.kind === 'Service' && object?.spec?.selector) {
    const selector = Object.entries(object.spec.selector).map(([key, value]) => `${key}=${value}`);
    const pods = ofKind(recorded, 'Pod').filter((pod) => matches(selector.join(','), pod.metadata.labels));
    return { ...snapshot, pods };
  }
  if (target.kind === 'PodDisruptionBudget') return { ...snapshot, ...guarded(recorded, object) };
  const scaled = object?.spec?.scaleTargetRef;
  const workload = scaled && find(recorded, scaled.kind, scaled.name);
  if (!workload) return { ...snapshot, pods: [] };
  const sets = ofKind(recorded, 'ReplicaSet').filter((o) => ownedBy(o, workload));
  return { ...snapshot, workload, pods: podsUnder(recorded, [workload, ...sets]) };
}

/** The pods that a budget selects, with the workload that has them all. */
function guarded(recorded: Recorded, budget: RecordedObject): Pick<Snapshot, 'pods' | 'workload'> {
  const selector = budget && guardedSelector(budget);
  const pods = ofKind(recorded, 'Pod').filter((pod) => selects(selector, pod.metadata.labels));
  const workloads = ['Deployment', 'StatefulSet', 'DaemonSet'].flatMap((kind) => ofKind(recorded, kind));
  const sets = ofKind(recorded, 'ReplicaSet');
  const workload = workloads.find((one) => {
    const owners = [one, ...sets.filter((set) => ownedBy(set, one))];
    return pods.length > 0 && pods.every((pod) => owners.some((owner) => ownedBy(pod, owner)));
  });
  return { pods, ...(workload ? { workload } : {}) };
}

function ownedBy(object: RecordedObject, owner: RecordedObject): boolean {
  return (
    object.metadata.ownerReferences?.some((r: { uid: string }) => r.uid === owner?.metadata.uid) ?? false
  );
}

function ofKind(recorded: Recorded, kind: string): RecordedObject[] {
  return recorded.objects.filter(
    (o) =>
      o.kind === kind && (o.metadata.namespace === undefined || o.metadata.namespace === recorded.namespace),
  );
}

function inNamespace(recorded: Recorded, kind: string, namespace: string): RecordedObject[] {
  return recorded.objects.filter((o) => o.kind === kind && o.metadata.namespace === namespace);
}

function find(recorded: Recorded, kind: string, name: string): RecordedObject {
  return ofKind(recorded, kind).find((o) => o.metadata.name === name);
}

export function answer(recorded: Recorded, read: Read): Collected<unknown> {
  switch (read.section) {
    case 'events':
      return ok(
        sortEvents(
          recorded.objects.filter(
            (o): o is KubeEvent =>
              o.kind === 'Event' &&
              o.involvedObject.kind === read.kind &&
              o.involvedObject.name === read.name &&
              (read.uid === undefined || read.kind === 'Node' || o.involvedObject.uid === read.uid),
          ),
        ),
      );
    case 'log':
      return log(
        recorded.logs[`${read.namespace}/${read.pod}/${read.container}`]?.[
          read.previous ? 'previous' : 'current'
        ],
      );
    case 'node':
      return one(find(recorded, 'Node', read.name));
    case 'nodes':
      return ok(ofKind(recorded, 'Node'));
    case 'node-pods':
      return ok(
        recorded.objects.filter(
          (o) =>
            o.kind === 'Pod' &&
            o.spec.nodeName === read.node &&
            !['Succeeded', 'Failed'].includes(o.status.phase),
        ),
      );
    case 'pods':
      return ok(
        recorded.objects.filter(
          (o: Pod & { kind: string }) =>
            o.kind === 'Pod' &&
            (read.namespace === undefined || o.metadata?.namespace === read.namespace) &&
            matches(read.selector, o.metadata?.labels),
        ),
      );
    case 'replica-sets':
      return ok(ofKind(recorded, 'ReplicaSet').filter((o) => matches(read.selector, o.metadata.labels)));
    case 'workloads':
      return ok(ofKind(recorded, read.kind));
    case 'services':
      return ok(inNamespace(recorded, 'Service', read.namespace));
    case 'endpoint-slices':
      return ok(
        inNamespace(recorded, 'EndpointSlice', read.namespace).filter(
          (o) => o.metadata.labels?.['kubernetes.io/service-name'] === read.service,
        ),
      );
    case 'network-policies':
      return ok(inNamespace(recorded, 'NetworkPolicy', read.namespace));
    case 'ingress-classes':
      return ok(ofKind(recorded, 'IngressClass'));
    case 'priority-classes':
      return ok(ofKind(recorded, 'PriorityClass'));
    case 'resource-quotas':
      return ok(inNamespace(recorded, 'ResourceQuota', read.namespace));
    case 'cluster-quotas':
      return ok(recorded.objects.filter((o) => o.kind === 'ResourceQuota'));
    case 'namespace-claims':
      return ok(inNamespace(recorded, 'PersistentVolumeClaim', read.namespace));
    case 'claim-metrics':
      return measured([], (none) => none);
    case 'certificates':
      return ok(ofKind(recorded, 'Certificate'));
    case 'claim':
      return one(find(recorded, 'PersistentVolumeClaim', read.name));
    case 'volume':
      return one(find(recorded, 'PersistentVolume', read.name));
    case 'persistent-volumes':
      return ok(ofKind(recorded, 'PersistentVolume'));
    case 'storage-classes':
      return ok(ofKind(recorded, 'StorageClass'));
    case 'runtime-classes':
      return ok(ofKind(recorded, 'RuntimeClass'));
    case 'service-account':
      return one(find(recorded, 'ServiceAccount', read.name));
    case 'limit-ranges':
      return ok(ofKind(recorded, 'LimitRange'));
    case 'names':
      return ok(
        ofKind(recorded, NAMED[read.resource]).map((o) => ({
          name: o.metadata.name,
          ...(o.data ? { keys: Object.keys(o.data) } : {}),
        })),
      );
    case 'namespaces':
      return ok(
        ofKind(recorded, 'Namespace').map(({ metadata: { name, labels } }) => ({
          name,
          ...(labels ? { labels } : {}),
        })),
      );
    case 'namespace-pods':
      return ok({ pods: ofKind(recorded, 'Pod'), truncated: false });
    case 'namespace-events':
      return ok({ events: sortEvents(inNamespace(recorded, 'Event', read.namespace)), truncated: false });
    case 'failed-creates':
      return ok({
        events: sortEvents(
          inNamespace(recorded, 'Event', read.namespace ?? recorded.namespace).filter(
            (event) => (event as KubeEvent).reason === 'FailedCreate',
          ),
        ),
        truncated: false,
      });
    case 'object':
      return one(find(recorded, read.kind, read.name));
    case 'pod-metrics':
      return measured([find(recorded, 'PodMetrics', read.name)], ([one]) => one);
    case 'node-metrics':
      return measured(ofKind(recorded, 'NodeMetrics'), (all) => all);
    case 'namespace-metrics':
      return measured(inNamespace(recorded, 'PodMetrics', read.namespace), (all) => all);
  }
}

const NAMED = {
  configmaps: 'ConfigMap',
  secrets: 'Secret',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  services: 'Service',
  serviceaccounts: 'ServiceAccount',
} as const;

function ok(value: unknown): Collected<unknown> {
  return { status: 'ok', value };
}

/** Without metrics-server the cluster has no such resource; no recording has. */
function measured(
  objects: readonly RecordedObject[],
  value: (objects: readonly RecordedObject[]) => unknown,
): Collected<unknown> {
  if (objects[0]) return ok(value(objects));
  const message = 'the server could not find the requested resource';
  return { status: 'unavailable', reason: 'not-found', message };
}

function one(object: RecordedObject): Collected<unknown> {
  return object ? ok(object) : { status: 'unavailable', reason: 'not-found', message: 'not found' };
}

function log(recorded: { text?: string; error?: string } | undefined): Collected<readonly LogLine[]> {
  if (recorded?.text === undefined) {
    return { status: 'unavailable', reason: 'not-found', message: recorded?.error ?? 'no log recorded' };
  }
  const lines = recorded.text.split('\n').filter((line) => line !== '');
  return {
    status: 'ok',
    value: lines.map((line) => {
      const [, time, text] = /^(\d{4}-\d\d-\d\dT\S+Z) ?(.*)$/.exec(line) ?? [];
      return time === undefined ? { text: line } : { time, text: text ?? '' };
    }),
  };
}

/** `a=b,c in (d,e),!f`: the equality and set forms that playbooks ask with. */
function matches(selector: string, labels: Readonly<Record<string, string>> = {}): boolean {
  return selector.split(/,(?![^(]*\))/).every((part) => {
    const set = /^(\S+) (in|notin) \((.*)\)$/.exec(part.trim());
    if (set) {
      const [, key = '', operator, values = ''] = set;
      const has = values.split(',').includes(labels[key] ?? '');
      return operator === 'in' ? has : !has;
    }
    if (part.startsWith('!')) return !(part.slice(1) in labels);
    const [key = '', value] = part.trim().split(/!?==?/);
    return part.includes('!=')
      ? labels[key] !== value
      : value === undefined
        ? key in labels
        : labels[key] === value;
  });
}
