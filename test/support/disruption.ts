import type { PodDisruptionBudget } from '../../src/diagnosis/objects/disruption.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { CREATED, containerStatus, pod, workload } from './build.ts';

/** Everything here is made, to the letter of what the disruption controller writes. */
export interface MadeBudget {
  readonly apiVersion?: string;
  readonly metadata?: PodDisruptionBudget['metadata'];
  readonly spec?: PodDisruptionBudget['spec'];
  readonly status?: PodDisruptionBudget['status'];
}

/** Budget shop/web of `app=web`, at least 2 of 3 pods, met; parts given replace. */
export function budget({ apiVersion = 'policy/v1', metadata, spec, status }: MadeBudget = {}): object {
  return {
    apiVersion,
    kind: 'PodDisruptionBudget',
    metadata: {
      name: 'web',
      namespace: 'shop',
      uid: 'pdb-uid',
      generation: 1,
      creationTimestamp: CREATED,
      ...metadata,
    },
    spec: spec ?? { minAvailable: 2, selector: WEB },
    status: { ...counts(3, 2, 3), ...status },
  };
}

export const WEB = { matchLabels: { app: 'web' } } as const;

/** The status as the controller counts. */
export function counts(
  currentHealthy: number,
  desiredHealthy: number,
  expectedPods: number,
  since = CREATED,
): NonNullable<PodDisruptionBudget['status']> {
  const spare = expectedPods > 0 ? Math.max(0, currentHealthy - desiredHealthy) : 0;
  return {
    observedGeneration: 1,
    currentHealthy,
    desiredHealthy,
    expectedPods,
    disruptionsAllowed: spare,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status: spare > 0 ? 'True' : 'False',
        reason: spare > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
        lastTransitionTime: since,
      },
    ],
  };
}

/** The status where the controller fails, having counted nothing before. */
export function failedSync(message: string, lastTransitionTime = CREATED) {
  return {
    ...counts(0, 0, 0),
    conditions: [
      { type: 'DisruptionAllowed', status: 'False', reason: 'SyncFailed', message, lastTransitionTime },
    ],
  };
}

/** Workload shop/web of so many replicas whose pods have the label `app=web`; a Deployment unless told. */
export function maker(replicas: number, made: Partial<Workload> = {}, labels = { app: 'web' }): object {
  return workload({
    metadata: { name: 'web', namespace: 'shop', uid: 'web-uid', creationTimestamp: CREATED },
    spec: { replicas, template: { metadata: { labels } } },
    status: { replicas, readyReplicas: replicas, updatedReplicas: replicas },
    ...made,
  });
}

/** What a Deployment's pods belong to. */
export const REPLICA_SET = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: 'web-abc',
    namespace: 'shop',
    uid: 'rs-uid',
    ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'web-uid', controller: true }],
  },
};

export const OF_REPLICA_SET = { kind: 'ReplicaSet', name: 'web-abc', uid: 'rs-uid', controller: true };

export interface MadeGuarded {
  readonly ready?: boolean;
  readonly metadata?: Pod['metadata'];
  readonly status?: Pod['status'];
  /** Null for a bare pod. */
  readonly owner?: { readonly kind: string; readonly name: string; readonly uid: string } | null;
}

/** Pod with the label `app=web` and the hash, ten minutes old and ready unless told, of ReplicaSet web-abc. */
export function guarded(
  name: string,
  { ready = true, metadata, status, owner = OF_REPLICA_SET }: MadeGuarded = {},
): object {
  const one = pod({
    metadata: {
      name,
      uid: `${name}-uid`,
      labels: { app: 'web', 'pod-template-hash': 'abc' },
      ...(owner ? { ownerReferences: [{ controller: true, ...owner }] } : {}),
      ...metadata,
    },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [containerStatus('app', { running: { startedAt: CREATED } }, { ready })],
      ...status,
    },
  });
  return { apiVersion: 'v1', kind: 'Pod', ...one };
}

/** Deployment web of so many replicas with these pods. */
export function deployed(replicas: number, ...pods: readonly object[]): readonly object[] {
  return [maker(replicas), REPLICA_SET, ...pods];
}
