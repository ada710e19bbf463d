import {
  type MadePod,
  podEvents,
  podLogs,
  podObject,
  suffixOf,
  templateSpec,
  uidOf,
} from '../../../src/replay/made-cluster/made-pod.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import type { OwnerObjects } from './large-cluster.ts';
import type { LargeOwner } from './large-owner.ts';
import { rfc3339 } from './rfc3339.ts';

const DAY_MS = 86_400_000;
const REVISION = 'controller-revision-hash';

/** What the API has of a StatefulSet or a DaemonSet with its pods, or of a pod that nothing runs. */
export function otherObjects(owner: LargeOwner, takenAt: string, nodes: readonly string[]): OwnerObjects {
  const { kind, name, pods } = owner;
  const made = Array.from({ length: pods }, (_, index) => madePod(owner, index, { takenAt, nodes }));
  const [first] = made;
  const labels = {
    'app.kubernetes.io/name': name,
    ...(first && kind !== 'Pod' ? { [REVISION]: first.template } : {}),
  };
  const objects = made.flatMap((pod) => [ownedPod(pod, owner, labels), ...podEvents(pod, takenAt)]);
  return {
    objects: first && kind !== 'Pod' ? [controller(owner, first), ...objects] : objects,
    logs: Object.assign({}, ...made.map(podLogs)),
  };
}

interface When {
  readonly takenAt: string;
  readonly nodes: readonly string[];
}

function madePod(owner: LargeOwner, index: number, { takenAt, nodes }: When): MadePod {
  const { namespace, kind, name, pods, broken } = owner;
  const way = broken?.way === 'job-failed' ? undefined : broken?.way;
  const own =
    { StatefulSet: `${name}-${index}`, Pod: name }[kind as string] ??
    `${name}-${suffixOf(5, namespace, name, index)}`;
  const created = Date.parse(takenAt) - 3 * DAY_MS;
  return {
    namespace,
    name: own,
    uid: uidOf(namespace, own),
    owner: name,
    template: `${name}-${suffixOf(9, namespace, name)}`,
    image: `registry.example/${namespace}/${name}:2.0.1`,
    node: nodes[index % nodes.length] ?? '',
    nodes: nodes.length,
    ...(way === undefined ? {} : { templateWay: way }),
    ...(way === undefined || index < pods - (broken?.pods ?? 0) ? {} : { way }),
    createdAt: rfc3339(created),
    startedAt: rfc3339(created + 60_000),
    crashedAt: rfc3339(Date.parse(takenAt) - 60_000),
  };
}

/** The pod as `podObject` makes it for a ReplicaSet, with another owner or none. */
function ownedPod(
  pod: MadePod,
  { namespace, kind, name }: LargeOwner,
  labels: Readonly<Record<string, string>>,
): KubeObject {
  const object = podObject(pod, labels, '');
  const { ownerReferences: _, generateName: _name, ...metadata } = object.metadata;
  if (kind === 'Pod') return { ...object, metadata: { ...metadata, labels } };
  const uid = uidOf(namespace, kind, name);
  const ownerReferences = [
    { apiVersion: 'apps/v1', kind, name, uid, controller: true, blockOwnerDeletion: true },
  ];
  return { ...object, metadata: { ...metadata, generateName: `${name}-`, labels, ownerReferences } };
}

function controller({ namespace, kind, name, pods, broken }: LargeOwner, first: MadePod): KubeObject {
  const labels = { 'app.kubernetes.io/name': name };
  const ready = pods - (broken?.pods ?? 0);
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid: uidOf(namespace, kind, name),
      labels,
      generation: 1,
      creationTimestamp: first.createdAt,
    },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: templateSpec(first) },
      updateStrategy: { type: 'RollingUpdate' },
      ...(kind === 'StatefulSet' ? { replicas: pods, serviceName: '', podManagementPolicy: 'Parallel' } : {}),
    },
    status: {
      observedGeneration: 1,
      ...(kind === 'StatefulSet' ? setStatus : agentStatus)(pods, ready, first),
    },
  };
}

function setStatus(pods: number, ready: number, { template }: MadePod): object {
  const revisions = { currentRevision: template, updateRevision: template };
  return {
    replicas: pods,
    readyReplicas: ready,
    availableReplicas: ready,
    updatedReplicas: pods,
    ...revisions,
  };
}

function agentStatus(pods: number, ready: number): object {
  const scheduled = {
    currentNumberScheduled: pods,
    desiredNumberScheduled: pods,
    updatedNumberScheduled: pods,
  };
  const down = pods - ready;
  return {
    ...scheduled,
    numberMisscheduled: 0,
    numberReady: ready,
    numberAvailable: ready,
    numberUnavailable: down,
  };
}
