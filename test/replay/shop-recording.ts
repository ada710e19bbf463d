import type { KubeObject, Recording } from '../../src/replay/recording.ts';

/** When the shop was recorded: long ago, so that a clock of the machine's own shows. */
export const takenAt = '2024-03-01T12:00:00Z';

export const podUid = '7f0c1d1e-0000-4000-8000-000000000001';

/** A namespace with one crash-looping pod, one that waits for its init container, and what belongs to them. */
export function shopRecording(changes: Partial<Recording> = {}): Recording {
  return {
    kubernetesVersion: 'v1.32.1',
    takenAt,
    namespace: 'shop',
    objects: shopObjects,
    logs: {
      'shop/web-1/app': {
        current: { text: logLines(['starting', 'listening']) },
        previous: { text: logLines(['starting', 'bind: address in use', 'giving up']) },
      },
      'shop/web-1/proxy': {
        current: { text: logLines(['ready']) },
        previous: {
          error:
            'Error from server (BadRequest): previous terminated container "proxy" in pod "web-1" not found',
        },
      },
      'shop/db-0/pg': {
        current: {
          error:
            'Error from server (BadRequest): container "pg" in pod "db-0" is waiting to start: PodInitializing',
        },
      },
    },
    ...changes,
  };
}

/** Lines as the API gives them with timestamps, ten seconds apart, the last at 11:59:50. */
function logLines(lines: readonly string[]): string {
  const first = Date.parse(takenAt) - lines.length * 10_000;
  const stamped = lines.map(
    (line, index) => `${new Date(first + index * 10_000).toISOString().replace('Z', '123456Z')} ${line}`,
  );
  return `${stamped.join('\n')}\n`;
}

export const webPod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: podUid,
    resourceVersion: '120',
    creationTimestamp: '2024-03-01T11:55:00Z',
    labels: { app: 'web', tier: 'front' },
  },
  spec: {
    nodeName: 'node-a',
    restartPolicy: 'Always',
    containers: [
      { name: 'app', image: 'shop/web:1' },
      { name: 'proxy', image: 'shop/proxy:1' },
    ],
  },
  status: {
    phase: 'Running',
    podIP: '10.0.0.7',
    conditions: [{ type: 'Initialized', status: 'True' }],
    containerStatuses: [
      {
        name: 'app',
        ready: false,
        restartCount: 3,
        image: 'shop/web:1',
        imageID: '',
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, finishedAt: '2024-03-01T11:59:30Z' } },
      },
      {
        name: 'proxy',
        ready: true,
        restartCount: 0,
        image: 'shop/proxy:1',
        imageID: '',
        state: { running: { startedAt: '2024-03-01T11:55:01Z' } },
      },
    ],
  },
};

export const databasePod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'db-0',
    namespace: 'shop',
    uid: '7f0c1d1e-0000-4000-8000-000000000002',
    resourceVersion: '121',
    creationTimestamp: '2024-03-01T11:58:30Z',
    labels: { app: 'db', tier: 'back' },
  },
  spec: {
    nodeName: 'node-b',
    initContainers: [{ name: 'migrate', image: 'shop/migrate:1' }],
    containers: [{ name: 'pg', image: 'shop/pg:1' }],
  },
  status: {
    phase: 'Pending',
    conditions: [{ type: 'Initialized', status: 'False' }],
    initContainerStatuses: [
      { name: 'migrate', ready: false, restartCount: 0, image: '', imageID: '', state: { running: {} } },
    ],
    containerStatuses: [
      {
        name: 'pg',
        ready: false,
        restartCount: 0,
        image: '',
        imageID: '',
        state: { waiting: { reason: 'PodInitializing' } },
      },
    ],
  },
};

const unscheduledPod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'big-1',
    namespace: 'shop',
    resourceVersion: '122',
    creationTimestamp: '2024-03-01T11:59:00Z',
    labels: { app: 'big' },
  },
  spec: { containers: [{ name: 'app', image: 'shop/big:1' }] },
  status: { phase: 'Pending' },
};

/** As a recording holds the pods of other namespaces: cut down, without a resource version. */
const elsewherePod: KubeObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'agent-1', namespace: 'kube-system', creationTimestamp: '2024-02-01T00:00:00Z' },
  spec: { nodeName: 'node-a', containers: [{ name: 'agent' }] },
  status: { phase: 'Running' },
};

export const backOffEvent: KubeObject = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: {
    name: 'web-1.17b1',
    namespace: 'shop',
    resourceVersion: '130',
    creationTimestamp: '2024-03-01T11:57:00Z',
  },
  involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: podUid, apiVersion: 'v1' },
  reason: 'BackOff',
  message: 'Back-off restarting failed container app',
  source: { component: 'kubelet', host: 'node-a' },
  firstTimestamp: '2024-03-01T11:57:00Z',
  lastTimestamp: '2024-03-01T11:59:40Z',
  count: 9,
  type: 'Warning',
  eventTime: null,
  reportingComponent: 'kubelet',
  reportingInstance: 'node-a',
};

function node(name: string, ready: string, unschedulable = false): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, resourceVersion: '10', creationTimestamp: '2024-02-20T12:00:00Z', labels: {} },
    spec: unschedulable ? { unschedulable } : {},
    status: {
      conditions: [{ type: 'Ready', status: ready }],
      addresses: [{ type: 'InternalIP', address: '10.1.0.1' }],
      nodeInfo: { kubeletVersion: 'v1.32.1', osImage: 'Debian', kernelVersion: '6.1' },
    },
  };
}

function plain(apiVersion: string, kind: string, name: string, rest: Record<string, unknown>): KubeObject {
  const metadata = {
    name,
    namespace: 'shop',
    resourceVersion: '50',
    creationTimestamp: '2024-03-01T11:00:00Z',
  };
  return { apiVersion, kind, metadata, ...rest };
}

const shopObjects: readonly KubeObject[] = [
  node('node-a', 'True'),
  node('node-b', 'Unknown', true),
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', resourceVersion: '5', creationTimestamp: '2024-02-20T12:00:00Z' },
    status: { phase: 'Active' },
  },
  webPod,
  databasePod,
  unscheduledPod,
  elsewherePod,
  backOffEvent,
  plain('v1', 'Secret', 'db-login', { type: 'Opaque', data: { user: '', password: '' } }),
  plain('v1', 'ConfigMap', 'settings', { data: { mode: 'fast' } }),
  plain('v1', 'Service', 'web', {
    spec: {
      type: 'NodePort',
      clusterIP: '10.9.0.1',
      selector: { app: 'web' },
      ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }],
    },
  }),
  plain('apps/v1', 'Deployment', 'web', {
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { spec: { containers: [{ name: 'app', image: 'shop/web:1' }] } },
    },
    status: { updatedReplicas: 2, replicas: 2 },
  }),
  plain('batch/v1', 'Job', 'nightly', {
    spec: { completions: 1, parallelism: 1 },
    status: {
      startTime: '2024-03-01T11:00:00Z',
      conditions: [{ type: 'Failed', status: 'True' }],
    },
  }),
];
