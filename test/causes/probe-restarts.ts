import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { object, remove, reword, set } from './support/change.ts';

/** Its readiness probe is answered 404. */
const NO_PATH = { target: 'deploy/web', recording: 'r-shop-3-web' } as const;
const WEB = 'pod/web-7bd8769454-d4fj4';
const NOT_FOUND = 'HTTP probe failed with statuscode: 404';

/** It has been restarted by its startup probe three times. */
const SEGMENTER = { target: 'deploy/segmenter', recording: 'r-stream-segmenter' } as const;

/** The web server of `NO_PATH`, which fails its liveness probe as well. */
function alsoAlive(objects: MadeObject[]): void {
  const { spec } = object(objects, WEB);
  const [container] = spec.containers;
  container.livenessProbe = { ...container.readinessProbe, httpGet: { path: '/alive', port: 8080 } };
  const [ready] = objects.filter(({ reason }) => reason === 'Unhealthy');
  objects.push({
    ...structuredClone(ready),
    metadata: { ...ready.metadata, name: 'alive', uid: 'alive' },
    message: `Liveness probe failed: ${NOT_FOUND}`,
    count: 1,
  });
}

/** The first run of `SEGMENTER`. */
function firstRun(objects: MadeObject[]): void {
  const pod = 'pod/segmenter-58bcb797db-f5npt';
  set(objects, pod, 'status.containerStatuses.0.restartCount', 0);
  set(objects, pod, 'status.containerStatuses.0.lastState', {});
  set(objects, pod, 'status.containerStatuses.0.state.running.startedAt', '2026-11-22T08:03:51Z');
  const killing = objects.find(({ reason }) => reason === 'Killing');
  remove(objects, `event/${killing.metadata.name}`);
}

/** Its program is up and does not know the path. */
function answered404(objects: MadeObject[]): void {
  const refused =
    'Get "http://198.51.100.55:8080/healthz": dial tcp 198.51.100.55:8080: connect: connection refused';
  reword(objects, refused, NOT_FOUND);
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'probe/liveness-failing',
    gives: { ...NO_PATH, change: alsoAlive },
    near: [
      {
        what: 'it has not failed any more for minutes',
        change: (objects) => set(objects, 'event/alive', 'lastTimestamp', '2026-11-22T07:34:17Z'),
        takenAt: '2026-11-22T07:37:00Z',
      },
      {
        what: 'the kubelet has restarted the container for it',
        target: 'deploy/web',
        recording: 'r-shop-web',
        instead: 'crashloop/liveness-probe-failing',
      },
      {
        what: 'it is redirected to another host, which the kubelet takes for success',
        change: (objects) => {
          set(objects, 'event/alive', 'reason', 'ProbeWarning');
          set(objects, 'event/alive', 'message', 'Liveness probe warning: Probe terminated redirects');
        },
        instead: 'probe/readiness-failing',
      },
      {
        what: 'only the readiness probe fails',
        change: (objects) => remove(objects, 'event/alive'),
        instead: 'probe/readiness-failing',
      },
    ],
  },
  {
    cause: 'probe/startup-failing',
    gives: {
      ...SEGMENTER,
      change: (objects) => {
        firstRun(objects);
        answered404(objects);
      },
    },
    near: [
      {
        what: 'the program is on its way, and says how long that takes',
        ...SEGMENTER,
        change: firstRun,
        instead: 'probe/probe-too-early',
      },
      {
        what: 'the kubelet has restarted it for it',
        ...SEGMENTER,
        change: answered404,
        instead: 'crashloop/startup-probe-failing',
      },
    ],
  },
];
