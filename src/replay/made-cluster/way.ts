import type { MadePod } from './made-pod.ts';

/** The known ways in which made pods are broken. */
export type Way =
  | 'out-of-memory'
  | 'image-not-found'
  | 'config-map-missing'
  | 'unschedulable'
  | 'readiness-failing'
  | 'application-error'
  | 'init-failing'
  | 'database-refuses';

type Json = Readonly<Record<string, unknown>>;

/** What a way does to a pod: all that is not said here is as it is with a pod that runs. */
export interface Breakage {
  /** The cause that a diagnosis gives. */
  readonly cause: string;
  /** Part of the one alert of kubernetes-mixin that fires for it. */
  readonly alert: { readonly alertname: string; readonly labels?: Readonly<Record<string, string>> };
  /** Fields of the container in the template. */
  readonly container?: Json;
  /** Fields of the init container; absent where the template has none. */
  readonly initContainer?: Json;
  status(pod: MadePod): {
    readonly phase: 'Pending' | 'Running';
    /** Of its container; absent where it has no node. */
    readonly container?: Json;
    readonly initContainer?: Json;
    /** Message of the condition PodScheduled, where that is false. */
    readonly unscheduled?: string;
  };
  events(pod: MadePod): readonly {
    readonly reason: string;
    readonly message: string;
    readonly normal?: boolean;
    readonly count?: number;
  }[];
  /** Lines of the run that ended, or of the one that runs. */
  log?(pod: MadePod): readonly string[];
}

const CRASH_LOOP = { alertname: 'KubePodCrashLooping', labels: { reason: 'CrashLoopBackOff' } };
const NOT_READY = { alertname: 'KubePodNotReady' };

export const WAYS: Readonly<Record<Way, Breakage>> = {
  'out-of-memory': {
    cause: 'crashloop/out-of-memory',
    alert: CRASH_LOOP,
    container: { resources: { limits: { memory: '64Mi' }, requests: { memory: '32Mi' } } },
    status: (pod) => crashed(pod, { exitCode: 137, reason: 'OOMKilled' }),
    events: (pod) => backOff(pod),
    log: () => ['starting', ...[16, 32, 48].map((size) => `cache warm-up: ${size} MiB loaded`)],
  },
  'application-error': {
    cause: 'crashloop/application-error',
    alert: CRASH_LOOP,
    status: (pod) => crashed(pod, { exitCode: 1, reason: 'Error' }),
    events: (pod) => backOff(pod),
    log: () => [
      'INFO starting',
      'Traceback (most recent call last):',
      '  File "/app/main.py", line 41, in <module>',
      '    table = load(rows)',
      '  File "/app/rates.py", line 17, in load',
      "    return {row['id']: row['rate'] for row in rows}",
      "KeyError: 'rate'",
    ],
  },
  'image-not-found': {
    cause: 'image-pull/image-not-found',
    alert: NOT_READY,
    status: (pod) =>
      waiting('ImagePullBackOff', `Back-off pulling image "${pod.image}": ErrImagePull: ${pullError(pod)}`),
    events: (pod) => [
      { reason: 'Failed', message: `Failed to pull image "${pod.image}": ${pullError(pod)}`, count: 4 },
      { reason: 'Failed', message: 'Error: ErrImagePull', count: 4 },
      { reason: 'BackOff', message: `Back-off pulling image "${pod.image}"`, normal: true, count: 6 },
    ],
  },
  'config-map-missing': {
    cause: 'config-error/config-map-missing',
    alert: { alertname: 'KubeContainerWaiting', labels: { reason: 'CreateContainerConfigError' } },
    container: { envFrom: [{ configMapRef: { name: 'app-settings' } }] },
    status: () => waiting('CreateContainerConfigError', 'configmap "app-settings" not found'),
    events: () => [{ reason: 'Failed', message: 'Error: configmap "app-settings" not found', count: 9 }],
  },
  unschedulable: {
    cause: 'pending/request-exceeds-every-node',
    alert: NOT_READY,
    container: { resources: { requests: { cpu: '64' } } },
    status: (pod) => ({ phase: 'Pending', unscheduled: noNode(pod) }),
    events: (pod) => [{ reason: 'FailedScheduling', message: noNode(pod), count: 3 }],
  },
  'readiness-failing': {
    cause: 'probe/readiness-failing',
    alert: NOT_READY,
    status: (pod) => ({ phase: 'Running', container: { ready: false, started: true, state: running(pod) } }),
    events: () => [
      {
        reason: 'Unhealthy',
        message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
        count: 80,
      },
    ],
    log: () => [
      'INFO starting',
      'INFO listening on :8080',
      'WARN GET /ready: 503, price list is older than 15 minutes',
    ],
  },
  'init-failing': {
    cause: 'crashloop/application-error',
    alert: NOT_READY,
    initContainer: { command: ['/app/migrate', '--to', 'latest'] },
    status: (pod) => {
      const { container: initContainer } = crashed(pod, { exitCode: 3, reason: 'Error' }, INIT_CONTAINER);
      return { ...waiting('PodInitializing'), initContainer };
    },
    events: (pod) => backOff(pod, INIT_CONTAINER),
    log: () => ['INFO 14 migrations to apply'],
  },
  'database-refuses': {
    cause: 'crashloop/dependency-unreachable',
    alert: CRASH_LOOP,
    container: { env: [{ name: 'ORDERS_DB', value: 'orders-db.example.internal:5432' }] },
    status: (pod) => crashed(pod, { exitCode: 1, reason: 'Error' }),
    events: (pod) => backOff(pod),
    log: () => [
      'INFO starting',
      'INFO connecting to orders-db.example.internal:5432',
      'FATAL dial tcp 203.0.113.20:5432: connect: connection refused',
    ],
  },
};

/** Those whose cause a pod's status tells: that the database refuses is in the log alone. */
export const STATUS_WAYS = (Object.keys(WAYS) as Way[]).filter((way) => way !== 'database-refuses');

/** What made pods call theirs. */
export const INIT_CONTAINER = 'migrate';

/** The name of the container that is no init container. */
export function containerOf({ container = 'app' }: Pick<MadePod, 'container'>): string {
  return container;
}

/** Its nodes have 4 cores each. */
function noNode({ nodes }: MadePod): string {
  const none = `0/${nodes} nodes are available: ${nodes}`;
  return `${none} Insufficient cpu. preemption: ${none} No preemption victims found for incoming pod.`;
}

function pullError({ image }: MadePod): string {
  const failed = `failed to pull and unpack image "${image}": failed to resolve reference "${image}"`;
  return `rpc error: code = NotFound desc = ${failed}: ${image}: not found`;
}

function waiting(reason: string, message?: string) {
  return {
    phase: 'Pending',
    container: { ready: false, started: false, state: { waiting: { reason, ...(message && { message }) } } },
  } as const;
}

function running({ startedAt }: MadePod): Json {
  return { running: { startedAt } };
}

function crashed(
  pod: MadePod,
  end: { readonly exitCode: number; readonly reason: string },
  container = containerOf(pod),
) {
  const named = `${pod.name}_${pod.namespace}(${pod.uid})`;
  const message = `back-off 5m0s restarting failed container=${container} pod=${named}`;
  const lastState = { terminated: { ...end, startedAt: pod.crashedAt, finishedAt: pod.crashedAt } };
  const state = { waiting: { reason: 'CrashLoopBackOff', message } };
  return {
    phase: 'Running',
    container: { ready: false, started: false, restartCount: 6, state, lastState },
  } as const;
}

function backOff(pod: MadePod, container = containerOf(pod)) {
  const { name, namespace, uid } = pod;
  const message = `Back-off restarting failed container ${container} in pod ${name}_${namespace}(${uid})`;
  return [{ reason: 'BackOff', message, count: 40 }];
}
