import type { Container, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { HorizontalPodAutoscaler, MetricSpec } from '../../src/diagnosis/objects/scaling.ts';
import { CREATED, container, containerStatus, NOW, pod, workload } from './build.ts';

/** Everything here is made, to the letter of what the autoscaler's controller writes. */
type Made = Partial<HorizontalPodAutoscaler>;

export function autoscalerOf({ metadata, spec, status }: Made = {}): object {
  return {
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web', namespace: 'shop', uid: 'hpa-uid', creationTimestamp: CREATED, ...metadata },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      minReplicas: 1,
      maxReplicas: 4,
      metrics: [CPU],
      ...spec,
    },
    status: { currentReplicas: 2, desiredReplicas: 2, conditions: [ABLE], ...status },
  };
}

export const CPU: MetricSpec = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
};
export const QUEUE: MetricSpec = {
  type: 'External',
  external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '30' } },
};

/** Ten minutes old, as everything is. */
function condition(type: string, status: string, reason: string, message: string) {
  return { type, status, reason, message, lastTransitionTime: CREATED };
}

export const ABLE = condition(
  'AbleToScale',
  'True',
  'SucceededGetScale',
  "the HPA controller was able to get the target's current scale",
);
export const ACTIVE = condition(
  'ScalingActive',
  'True',
  'ValidMetricFound',
  'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
);
export const AT_MAXIMUM = condition(
  'ScalingLimited',
  'True',
  'TooManyReplicas',
  'the desired replica count is more than the maximum replica count',
);

/** Conditions of an autoscaler that can't get at what it scales. */
export function unable(words: string, reason = 'FailedGetScale') {
  const what = reason === 'FailedGetScale' ? "get the target's current scale" : 'update the target scale';
  return [condition('AbleToScale', 'False', reason, `the HPA controller was unable to ${what}: ${words}`)];
}

/** Conditions of an autoscaler that has no metric to go by. */
export function without(words: string, reason = 'FailedGetResourceMetric') {
  const message = `the HPA was unable to compute the replica count: ${words}`;
  return [ABLE, condition('ScalingActive', 'False', reason, message)];
}

export function inactive(reason: string, message: string) {
  return [ABLE, condition('ScalingActive', 'False', reason, message)];
}

export function word(reason: string, message: string, name = 'web'): object {
  return {
    kind: 'Event',
    metadata: { name: `${name}.1`, namespace: 'shop' },
    type: 'Warning',
    reason,
    message,
    lastTimestamp: NOW,
    involvedObject: { kind: 'HorizontalPodAutoscaler', namespace: 'shop', name, uid: 'hpa-uid' },
  };
}

/** Deployment web with these pods, ten minutes old and ready unless told. */
export function deployed(
  pods: readonly object[],
  containers: readonly Container[] = [container()],
): object[] {
  const set = {
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-abc',
      namespace: 'shop',
      uid: 'rs-uid',
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'web-uid' }],
    },
  };
  const metadata = { name: 'web', namespace: 'shop', uid: 'web-uid', creationTimestamp: CREATED };
  const spec = { replicas: 2, template: { spec: { containers } } };
  return [workload({ metadata, spec }), set, ...pods];
}

export function owned(
  made: {
    readonly name?: string;
    readonly ready?: boolean;
    readonly metadata?: Pod['metadata'];
    readonly spec?: Pod['spec'];
    readonly status?: Pod['status'];
  } = {},
): object {
  const status: ContainerStatus = containerStatus(
    'app',
    { running: { startedAt: CREATED } },
    { ready: made.ready ?? true },
  );
  const one = pod({
    metadata: {
      name: made.name ?? 'web-1',
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', uid: 'rs-uid', controller: true }],
      ...made.metadata,
    },
    ...(made.spec ? { spec: made.spec } : {}),
    status: {
      startTime: CREATED,
      conditions: [{ type: 'Ready', status: made.ready === false ? 'False' : 'True' }],
      containerStatuses: [status],
      ...made.status,
    },
  });
  return { kind: 'Pod', ...one };
}
