import type { MadePod } from './made-pod.ts';

/** The known ways in which made pods are broken. */
export type Way =
  | 'out-of-memory'
  | 'image-not-found'
  | 'config-map-missing'
  | 'unschedulable'
  | 'readiness-failing'
  | 'application-error';

type Json = Readonly<Record<string, unknown>>;

/** What a way does to a pod: all that is not said here is as it is with a pod that runs. */
export interface Breakage {
  /** The cause that a diagnosis gives. */
  readonly cause: string;
  /** Part of the one alert of kubernetes-mixin that fires for it. */
  readonly alert: { readonly alertname: string; readonly labels?: Readonly<Record<string, string>> };
  /** Fields of the container in the template. */
  readonly container?: Json;
  status(pod: MadePod): {
    readonly phase: 'Pending' | 'Running';
    /** Of its container; absent where it has no node. */
    readonly container?: Json;
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
    events: backOff,
    log: () => ['starting', ...[16, 32, 48].map((size) => `cache warm-up: ${size} MiB loaded`)],
  },
  'application-error': {
    cause: 'crashloop/application-error',
    alert: CRASH_LOOP,
    status: (pod) => crashed(pod, { exitCode: 1, reason: 'Error' }),
    events: backOff,
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
    status: () => ({ phase: 'Pending', unscheduled: NO_NODE }),
    events: () => [{ reason: 'FailedScheduling', message: NO_NODE, count: 3 }],
  },
  'readiness-failing': {
    cause: 'probe/readiness-failing',
    alert: NOT_READY,
    status: (pod) => ({ phase: 'Running', container: { ready: false, started: true, state: running(pod) } }),
    events: () => [
      {
        reason: 'Unhealthy',
        message: 'Readiness probe failed: HTTP probe failed with statuscode: 404',
        count: 80,
      },
    ],
    log: () => ['INFO starting', 'INFO listening on :8080', 'WARN GET /ready: 404, no such route'],
  },
};

/** The made cluster has three nodes of 4 cores. */
const NO_NODE =
  '0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: ' +
  '3 No preemption victims found for incoming pod.';

function pullError({ image }: MadePod): string {
  const failed = `failed to pull and unpack image "${image}": failed to resolve reference "${image}"`;
  return `rpc error: code = NotFound desc = ${failed}: ${image}: not found`;
}

function waiting(reason: string, message: string) {
  return {
    phase: 'Pending',
    container: { ready: false, started: false, state: { waiting: { reason, message } } },
  } as const;
}

function running({ startedAt }: MadePod): Json {
  return { running: { startedAt } };
}

function crashed(pod: MadePod, end: { readonly exitCode: number; readonly reason: string }) {
  const message = `back-off 5m0s restarting failed container=app pod=${pod.name}_${pod.namespace}(${pod.uid})`;
  const lastState = { terminated: { ...end, startedAt: pod.crashedAt, finishedAt: pod.crashedAt } };
  const state = { waiting: { reason: 'CrashLoopBackOff', message } };
  return {
    phase: 'Running',
    container: { ready: false, started: false, restartCount: 6, state, lastState },
  } as const;
}

function backOff({ name, namespace, uid }: MadePod) {
  const message = `Back-off restarting failed container app in pod ${name}_${namespace}(${uid})`;
  return [{ reason: 'BackOff', message, count: 40 }];
}
