import type { ContainerState } from '../../src/diagnosis/objects/container.ts';
import type { PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { NOW } from './build.ts';
import type { Recorded } from './recorded.ts';

/** What the pods of a crowd suffer from, each as Kubernetes writes it. */
export type Ill = 'crash' | 'memory' | 'image' | 'config' | 'sandbox' | 'pending';
export type Kind = Ill | 'ready' | 'between-crashes';

export interface Some {
  readonly count: number;
  readonly kind: Kind;
  readonly revision?: 'old' | 'new';
  readonly node?: string;
}

const NAMESPACE = 'shop';
const MADE = { old: '2026-01-01T08:00:00Z', new: '2026-01-01T11:50:00Z' };
const CRASHED = {
  startedAt: '2026-01-01T11:58:00Z',
  finishedAt: '2026-01-01T11:58:02Z',
  reason: 'Error',
  exitCode: 3,
};
const KILLED = { ...CRASHED, reason: 'OOMKilled', exitCode: 137 };
const SANDBOX =
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "a1": plugin type="calico" failed (add): error getting ClusterInformation: connection is unauthorized';

/** A made Deployment `web` of these pods, made to the letter of what Kubernetes writes, with its ReplicaSets, events and logs. */
export function crowd(...some: readonly Some[]): Recorded {
  const pods = some.flatMap((one) => Array.from({ length: one.count }, () => one)).map(podOf);
  const wanted = pods.length;
  return {
    takenAt: NOW,
    namespace: NAMESPACE,
    objects: [
      deployment(wanted, pods.filter(({ status }) => status.conditions.some(isReady)).length),
      replicaSet('old'),
      replicaSet('new'),
      ...[...new Set(pods.flatMap(({ spec }) => spec.nodeName ?? []))].map(node),
      ...pods,
      ...pods.flatMap(eventsOf),
    ],
    logs: Object.fromEntries(
      pods.map(({ metadata }) => [
        `${NAMESPACE}/${metadata.name}/app`,
        { previous: LOG, current: { text: '' } },
      ]),
    ),
  };
}

const LOG = { text: '2026-01-01T11:58:02Z FATAL license key has expired\n' };

function isReady({ type, status }: { type: string; status: string }): boolean {
  return type === 'Ready' && status === 'True';
}

function podOf({ kind, revision = 'new', node: nodeName = 'node-a' }: Some, index: number) {
  const name = `web-${revision}-${String(index).padStart(5, '0')}`;
  const placed = kind === 'pending' ? {} : { nodeName };
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: NAMESPACE,
      uid: name,
      creationTimestamp: MADE[revision],
      labels: { app: 'web', 'pod-template-hash': revision },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `web-${revision}`,
          uid: revision,
          controller: true,
        },
      ],
    },
    spec: { ...placed, restartPolicy: 'Always', containers: [container(revision)] },
    status: statusOf(kind),
  };
}

function container(revision: string) {
  const resources = { limits: { memory: '96Mi' }, requests: { memory: '96Mi', cpu: '2' } };
  return { name: 'app', image: `registry.example/web:${revision}`, resources };
}

function statusOf(kind: Kind) {
  const ready = kind === 'ready' || kind === 'between-crashes';
  const conditions = [
    { type: 'PodScheduled', status: kind === 'pending' ? 'False' : 'True', ...unplaced(kind) },
    { type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: '2026-01-01T11:58:02Z' },
  ];
  if (kind === 'pending') return { phase: 'Pending', conditions };
  const containerStatuses = [{ name: 'app', ready, started: ready, ...containerState(kind) }];
  return {
    phase: kind === 'crash' || kind === 'memory' || ready ? 'Running' : 'Pending',
    conditions,
    containerStatuses,
  };
}

function unplaced(kind: Kind) {
  const message =
    '0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';
  return kind === 'pending' ? { reason: 'Unschedulable', message } : {};
}

function containerState(kind: Kind): {
  restartCount: number;
  state: ContainerState;
  lastState?: ContainerState;
} {
  const backOff = {
    waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container=app' },
  };
  switch (kind) {
    case 'crash':
      return { restartCount: 4, state: backOff, lastState: { terminated: CRASHED } };
    case 'memory':
      return { restartCount: 4, state: backOff, lastState: { terminated: KILLED } };
    case 'between-crashes':
      return {
        restartCount: 4,
        state: { running: { startedAt: '2026-01-01T11:59:59Z' } },
        lastState: { terminated: CRASHED },
      };
    case 'ready':
      return { restartCount: 0, state: { running: { startedAt: MADE.old } } };
    case 'image':
      return waiting(
        'ImagePullBackOff',
        'Back-off pulling image "registry.example/web:new": ErrImagePull: rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/web:new": failed to resolve reference "registry.example/web:new": registry.example/web:new: not found',
      );
    case 'config':
      return waiting('CreateContainerConfigError', 'configmap "web-settings" not found');
    default:
      return waiting('ContainerCreating');
  }
}

function waiting(reason: string, message?: string) {
  return { restartCount: 0, state: { waiting: message === undefined ? { reason } : { reason, message } } };
}

function eventsOf({ metadata, status, spec }: ReturnType<typeof podOf>) {
  const isOfSandbox =
    (status as PodStatus).containerStatuses?.[0]?.state?.waiting?.reason === 'ContainerCreating';
  if (!isOfSandbox || spec.nodeName !== 'node-b') return [];
  return [
    {
      kind: 'Event',
      metadata: { name: `${metadata.name}.1`, namespace: NAMESPACE },
      type: 'Warning',
      reason: 'FailedCreatePodSandBox',
      message: SANDBOX,
      count: 3,
      lastTimestamp: '2026-01-01T11:59:30Z',
      involvedObject: { kind: 'Pod', namespace: NAMESPACE, name: metadata.name, uid: metadata.uid },
    },
  ];
}

function node(name: string) {
  const room = { cpu: '64', memory: '256Gi', pods: '700' };
  return {
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    spec: {},
    status: { capacity: room, allocatable: room, conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function replicaSet(revision: 'old' | 'new') {
  return {
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${revision}`,
      namespace: NAMESPACE,
      uid: revision,
      labels: { app: 'web', 'pod-template-hash': revision },
      annotations: { 'deployment.kubernetes.io/revision': revision === 'old' ? '1' : '2' },
      creationTimestamp: MADE[revision],
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'web', controller: true },
      ],
    },
    spec: { template: { spec: { containers: [container(revision)] } } },
    status: { replicas: 1 },
  };
}

function deployment(replicas: number, ready: number) {
  return {
    kind: 'Deployment',
    metadata: { name: 'web', namespace: NAMESPACE, uid: 'web', generation: 2, creationTimestamp: MADE.old },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: { spec: { containers: [container('new')] } },
    },
    status: { observedGeneration: 2, replicas, updatedReplicas: replicas, readyReplicas: ready },
  };
}
