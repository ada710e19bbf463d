/** What can be wrong with a made Deployment: troubles that come and go while its pods stay the same ones. */
export type Trouble = 'database-refuses' | 'not-ready';

interface InPod {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What a trouble does to each pod. */
export interface PodTrouble {
  /** After the name: `it crashes: …`. */
  readonly inWords: string;
  /** The alert of kubernetes-mixin that fires for it. */
  readonly alert: string;
  /** Of the event that the kubelet writes. */
  readonly reason: string;
  message(where: InPod): string;
  /** Of the container's status what is not as in a pod that is well. */
  container(where: InPod & { readonly endedAt: string }): Readonly<Record<string, unknown>>;
  /** Whether a run has ended, which then has a log of its own. */
  readonly restarts: boolean;
  readonly log: readonly string[];
}

export const TROUBLES: Readonly<Record<Trouble, PodTrouble>> = {
  'database-refuses': {
    inWords: 'it crashes: its database refuses connections',
    alert: 'KubePodCrashLooping',
    reason: 'BackOff',
    message: (where) => `Back-off restarting failed container ${where.container} in pod ${fullName(where)}`,
    container: (where) => ({
      ready: false,
      started: false,
      restartCount: 7,
      state: {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off 5m0s restarting failed container=${where.container} pod=${fullName(where)}`,
        },
      },
      lastState: {
        terminated: { exitCode: 1, reason: 'Error', startedAt: where.endedAt, finishedAt: where.endedAt },
      },
    }),
    restarts: true,
    log: [
      'INFO starting',
      'INFO connecting to orders-db.example.internal:5432',
      'FATAL dial tcp 203.0.113.20:5432: connect: connection refused',
    ],
  },
  'not-ready': {
    inWords: 'its readiness probe fails',
    alert: 'KubePodNotReady',
    reason: 'Unhealthy',
    message: () => 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    container: () => ({ ready: false }),
    restarts: false,
    log: [
      'INFO starting',
      'INFO listening on :8080',
      'WARN GET /ready: 503, price list is older than 15 minutes',
    ],
  },
};

function fullName({ namespace, pod }: InPod): string {
  return `${pod}_${namespace}(pod-${namespace}-${pod})`;
}
