import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { CREATED } from '../support/build.ts';

// Objects to the letter of what Kubernetes 1.32 writes, an hour old at most.
const LONG_AGO = '2026-01-01T11:00:00Z';
/** When the unready ones stopped being ready: longer ago than any start takes. */
export const SLOW = '2026-01-01T11:40:00Z';
/** The same, a moment ago. */
export const JUST_NOW = '2026-01-01T11:59:30Z';

export interface MadePod {
  readonly name: string;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly hash?: string;
  /** Since when it is ready; not ready where absent. */
  readonly readySince?: string;
  readonly unreadySince?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly image?: string;
  readonly node?: string;
  readonly leaving?: boolean;
  readonly crashed?: boolean;
}

export function madePod(made: MadePod): Pod & { readonly kind: 'Pod' } {
  const { name, owner, hash = 'new', readySince, unreadySince = SLOW, labels, leaving, crashed } = made;
  const hashLabel = owner.kind === 'ReplicaSet' ? 'pod-template-hash' : 'controller-revision-hash';
  const since = readySince ?? unreadySince;
  const waiting = crashed
    ? { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s' } }
    : { running: { startedAt: CREATED } };
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'shop',
      uid: name,
      creationTimestamp: since,
      labels: { [hashLabel]: hash, ...labels },
      ownerReferences: [{ apiVersion: 'apps/v1', ...owner, uid: owner.name, controller: true }],
      ...(leaving ? { deletionTimestamp: JUST_NOW } : {}),
    },
    spec: {
      nodeName: made.node ?? 'node-a',
      containers: [{ name: 'app', image: made.image ?? 'registry.example/web:2' }],
    },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: readySince ? 'True' : 'False', lastTransitionTime: since }],
      containerStatuses: [
        { name: 'app', ready: readySince !== undefined, restartCount: crashed ? 4 : 0, state: waiting },
      ],
    },
  };
}

export type MadeWorkload = Partial<Omit<Workload, 'kind'>>;

function made(kind: string, name: string, { metadata, spec, status }: MadeWorkload): object {
  return {
    kind,
    apiVersion: 'apps/v1',
    metadata: { name, namespace: 'shop', uid: name, generation: 2, creationTimestamp: LONG_AGO, ...metadata },
    spec: {
      replicas: 3,
      template: { spec: { containers: [{ name: 'app', image: 'registry.example/web:2' }] } },
      ...spec,
    },
    status: { observedGeneration: 2, ...status },
  };
}

/** Deployment web, whose rollout to web-new timed out ten minutes ago. */
export function deployment({ metadata, spec, status }: MadeWorkload = {}): object {
  return made('Deployment', 'web', {
    metadata: { annotations: { 'deployment.kubernetes.io/revision': '2' }, ...metadata },
    spec: {
      progressDeadlineSeconds: 600,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      ...spec,
    },
    status: {
      replicas: 4,
      updatedReplicas: 1,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [TIMED_OUT],
      ...status,
    },
  });
}

export const TIMED_OUT = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-new" has timed out progressing.',
  lastTransitionTime: '2026-01-01T11:50:00Z',
  lastUpdateTime: '2026-01-01T11:50:00Z',
};

export function replicaSet(hash: string): object {
  return {
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${hash}`,
      namespace: 'shop',
      uid: `web-${hash}`,
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'web', controller: true }],
    },
  };
}

export function podOf(hash: 'old' | 'new', name: string, more: Partial<MadePod> = {}): object {
  return madePod({
    name: `web-${hash}-${name}`,
    hash,
    owner: { kind: 'ReplicaSet', name: `web-${hash}` },
    ...more,
  });
}

/** StatefulSet db of three pods, on its way from revision db-old to db-new. */
export function statefulSet({ metadata, spec, status }: MadeWorkload = {}): object {
  return made('StatefulSet', 'db', {
    ...(metadata ? { metadata } : {}),
    spec: {
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      ...spec,
    },
    status: {
      replicas: 3,
      updatedReplicas: 1,
      currentRevision: 'db-old',
      updateRevision: 'db-new',
      ...status,
    },
  });
}

export function dbPod(ordinal: number, more: Partial<MadePod> = {}): object {
  return madePod({
    name: `db-${ordinal}`,
    hash: 'db-new',
    owner: { kind: 'StatefulSet', name: 'db' },
    ...more,
  });
}

/** DaemonSet agent for three nodes, of which one has its newest template. */
export function daemonSet({ metadata, spec, status }: MadeWorkload = {}): object {
  return made('DaemonSet', 'agent', {
    metadata: { annotations: { 'deprecated.daemonset.template.generation': '2' }, ...metadata },
    spec: {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      ...spec,
    },
    status: { desiredNumberScheduled: 3, numberReady: 2, updatedNumberScheduled: 1, ...status },
  });
}

export function agentPod(node: string, generation: string, more: Partial<MadePod> = {}): object {
  const labels = { 'pod-template-generation': generation };
  return madePod({
    name: `agent-${node}`,
    hash: `h${generation}`,
    owner: { kind: 'DaemonSet', name: 'agent' },
    labels,
    node,
    ...more,
  });
}

export const READY = { readySince: LONG_AGO };
