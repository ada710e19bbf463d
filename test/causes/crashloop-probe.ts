import type { Container, ContainerStateTerminated } from '../../src/diagnosis/objects/container.ts';
import { ended } from '../playbooks/crashloop-made.ts';
import type { CauseCase } from './support/cause-case.ts';
import { remove, reword, saying, set } from './support/change.ts';
import { CRASHED, crashedBy, type MadeCrash, posted } from './support/crashed-pod.ts';

const SHOP = { target: 'deploy/web', recording: 'r-shop-web' } as const;
const STREAM = { target: 'deploy/segmenter', recording: 'r-stream-segmenter' } as const;
const LIVE: Partial<Container> = {
  livenessProbe: { httpGet: { path: '/healthz', port: 8080 }, periodSeconds: 5, failureThreshold: 2 },
};
const WORD = 'Container app failed liveness probe, will be restarted';
const TIMEOUT =
  'Liveness probe failed: Get "http://10.0.0.9:8080/healthz": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';
const SANDBOX = posted('SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.', 15, {
  type: 'Normal',
  involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web-1', uid: 'pod-uid' },
});
/** Older than the run's end, and so not of it. */
const EARLIER = 400;

/** A run of 40 seconds that was ended by force, of a container with a liveness probe. */
function killed(made: MadeCrash = {}, run: ContainerStateTerminated = ended(137, { seconds: 40 })) {
  return crashedBy(run, { spec: LIVE, ...made });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'crashloop/liveness-probe-failing',
    gives: SHOP,
    near: [
      {
        what: 'it is the startup probe',
        change: (objects) => {
          const { livenessProbe } = objects.find((one) => one.kind === 'Pod').spec.containers[0];
          for (const { kind, spec } of objects)
            if (kind === 'Pod') Object.assign(spec.containers[0], { startupProbe: livenessProbe });
          reword(objects, 'failed liveness probe', 'failed startup probe');
          reword(objects, 'Liveness probe failed', 'Startup probe failed');
        },
        instead: 'crashloop/startup-probe-failing',
      },
      {
        what: 'only its readiness probe fails',
        target: 'deploy/orders-api',
        recording: 'r-orders-4-orders-api',
        instead: 'probe/readiness-failing',
      },
    ],
  },
  {
    // Cleanly ended when told to: Completed, exit code 0.
    cause: 'crashloop/liveness-probe-failing',
    gives: { target: 'deploy/tagging', recording: 'r-photos-3-tagging' },
    near: [
      {
        what: 'it ends cleanly by itself',
        target: 'deploy/catalog-sync',
        recording: 'r-catalog-catalog-sync',
        instead: 'crashloop/process-exits-at-once',
      },
    ],
  },
  {
    // By force after the grace period, 137, as in the words of every kubelet since 1.20.
    cause: 'crashloop/liveness-probe-failing',
    gives: killed({ events: [posted('Unhealthy', TIMEOUT, 50), posted('Killing', WORD, 46)] }),
    near: [
      {
        what: 'the words are about another container, and the run was too long for the probe',
        change: (objects) => {
          reword(objects, 'spec.containers{app}', 'spec.containers{proxy}');
          const started = 'status.containerStatuses.0.lastState.terminated.startedAt';
          set(objects, CRASHED, started, '2026-01-01T11:52:00Z');
        },
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'its memory ran out',
        change: (objects) =>
          set(objects, CRASHED, 'status.containerStatuses.0.lastState.terminated.reason', 'OOMKilled'),
        instead: 'crashloop/node-out-of-memory',
      },
      {
        what: 'the kubelet makes the pod’s sandbox anew in that run',
        ...killed({ events: [SANDBOX] }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'its runs are too short for the probe to fail',
        ...killed({}, ended(137, { seconds: 2 })),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'the kubelet has posted since, and says of no probe',
        change: (objects) => {
          remove(objects, 'Event');
          const message = 'Back-off restarting failed container app in pod web-1_shop(pod-uid)';
          objects.push({ kind: 'Event', ...posted('BackOff', message, 5) });
        },
        instead: 'crashloop/killed-by-signal',
      },
    ],
  },
  {
    // Without the container's name in the text: it stands in the event's fieldPath.
    cause: 'crashloop/liveness-probe-failing',
    gives: killed({ events: [posted('Killing', WORD.replace('Container app', 'Container'), 46)] }),
    near: [
      {
        what: 'the kubelet stops it for another reason',
        change: saying('Container failed liveness probe, will be restarted', 'Container definition changed'),
        instead: 'crashloop/killed-by-signal',
      },
    ],
  },
  {
    // Of a container that the kubelet lost nothing tells when it ran: the events are about another run.
    cause: 'crashloop/liveness-probe-failing',
    gives: killed(
      { events: [posted('Killing', WORD, EARLIER)] },
      { exitCode: 137, reason: 'ContainerStatusUnknown' },
    ),
    near: [
      {
        what: 'the probe failed once, and the kubelet stopped nothing for it',
        ...killed(
          { events: [posted('Unhealthy', TIMEOUT, EARLIER)] },
          { exitCode: 137, reason: 'ContainerStatusUnknown' },
        ),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'crashloop/startup-probe-failing',
    gives: STREAM,
    near: [
      {
        what: 'it is the liveness probe',
        change: (objects) => {
          for (const { kind, spec } of objects.filter((one) => one.kind === 'Pod' && one.spec.containers)) {
            const [container] = spec.containers;
            if (kind === 'Pod') Object.assign(container, { livenessProbe: container.startupProbe });
          }
          reword(objects, 'failed startup probe', 'failed liveness probe');
          reword(objects, 'Startup probe failed', 'Liveness probe failed');
        },
        instead: 'crashloop/liveness-probe-failing',
      },
      {
        what: 'it ends by itself before the probe has failed often enough',
        change: (objects) => {
          remove(objects, 'Event');
          const run = 'status.containerStatuses.0.lastState.terminated';
          const pod = 'pod/segmenter-58bcb797db-f5npt';
          set(objects, pod, `${run}.exitCode`, 1);
          set(objects, pod, `${run}.reason`, 'Error');
        },
        instead: 'crashloop/application-error',
      },
    ],
  },
];
