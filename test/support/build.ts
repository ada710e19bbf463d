import type { Container, ContainerState, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { KubeEvent, ObjectMeta } from '../../src/diagnosis/objects/meta.ts';
import type { Node } from '../../src/diagnosis/objects/node.ts';
import type { Pod, PodSpec, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';

/** The clock of made objects: they are ten minutes old at `NOW`. */
export const NOW = '2026-01-01T12:00:00Z';
export const CREATED = '2026-01-01T11:50:00Z';

export interface PodOverrides {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

/** A running, ready pod `shop/web-1` of one container `app` on node-a. Parts given replace the default's fields. */
export function pod({ metadata, spec, status }: PodOverrides = {}): Pod {
  return {
    metadata: { name: 'web-1', namespace: 'shop', uid: 'pod-uid', creationTimestamp: CREATED, ...metadata },
    spec: { nodeName: 'node-a', containers: [container()], ...spec },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [containerStatus('app', { running: { startedAt: CREATED } }, { ready: true })],
      ...status,
    },
  };
}

/** A container `app` with an image; fields given replace the default's. */
export function container(overrides: Partial<Container> = {}): Container {
  return { name: 'app', image: 'registry.example/app:1', ...overrides };
}

/** A container's status in a state, not ready and never restarted unless told. */
export function containerStatus(
  name: string,
  state: ContainerState,
  overrides: Partial<ContainerStatus> = {},
): ContainerStatus {
  return { name, state, ready: false, restartCount: 0, ...overrides };
}

/** A Warning about `shop/web-1`, seen once at `NOW`. */
export function event(overrides: Partial<KubeEvent> = {}): KubeEvent {
  return {
    metadata: { name: 'web-1.1', namespace: 'shop' },
    type: 'Warning',
    reason: 'Failed',
    message: 'it failed',
    count: 1,
    firstTimestamp: NOW,
    lastTimestamp: NOW,
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-uid' },
    ...overrides,
  };
}

/** A ready amd64 node with 4 cores, 8Gi and room for 110 pods. */
export function node(
  name = 'node-a',
  overrides: { readonly spec?: Node['spec']; readonly status?: Node['status'] } = {},
): Node {
  const room = { cpu: '4', memory: '8Gi', pods: '110' };
  return {
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    spec: overrides.spec ?? {},
    status: {
      capacity: room,
      allocatable: room,
      conditions: [{ type: 'Ready', status: 'True' }],
      nodeInfo: { architecture: 'amd64', operatingSystem: 'linux' },
      ...overrides.status,
    },
  };
}

/** A workload `shop/web`, a Deployment of one replica unless told. */
export function workload(overrides: Partial<Workload> = {}): Workload {
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: 'web', namespace: 'shop', creationTimestamp: CREATED },
    spec: { replicas: 1 },
    status: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
    ...overrides,
  };
}
