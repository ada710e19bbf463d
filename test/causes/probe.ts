import type { CauseCase } from './support/cause-case.ts';
import { object, remove, reword, saying, set } from './support/change.ts';

/** Its readiness probe is answered 404. */
const NO_PATH = { target: 'deploy/web', recording: 'r-shop-3-web' } as const;
const WEB = 'pod/web-7bd8769454-d4fj4';
const NOT_FOUND = 'HTTP probe failed with statuscode: 404';
const REFUSED =
  'Get "http://198.51.100.29:8080/ready": dial tcp 198.51.100.29:8080: connect: connection refused';

/** A program that has just begun and loads its data. */
const LOADING = { target: 'deploy/api', recording: 'r-fresh-5-api' } as const;
const GATE = 'pod/balancer-6499b7cd5b-m8ld2';
const AWS_GATE = 'target-health.elbv2.k8s.aws/grid';

export const cases: readonly CauseCase[] = [
  {
    cause: 'probe/readiness-failing',
    gives: NO_PATH,
    near: [
      {
        what: 'nothing listens yet, 18 seconds after the start',
        change: saying(NOT_FOUND, REFUSED),
        instead: 'probe/probe-too-early',
      },
      {
        what: 'the last try succeeded',
        change: (objects) => {
          set(objects, WEB, 'status.containerStatuses.0.ready', true);
          set(objects, WEB, 'status.conditions.2.status', 'True');
          set(objects, WEB, 'status.conditions.3.status', 'True');
        },
      },
      {
        what: 'the last try succeeded, and a readiness gate is what is left',
        change: (objects) => {
          set(objects, WEB, 'status.containerStatuses.0.ready', true);
          set(objects, WEB, 'spec.readinessGates', [{ conditionType: AWS_GATE }]);
        },
        instead: 'probe/readiness-gate-unmet',
      },
      {
        what: 'it crashes before any probe could succeed',
        target: 'deploy/timeline',
        recording: 'r-feed-timeline',
        instead: 'crashloop/configuration-missing',
      },
    ],
  },
  {
    // Newer kubelets' words for a probe that could not be tried.
    cause: 'probe/readiness-failing',
    gives: {
      target: 'deploy/sockets',
      recording: 'r-charging-2-sockets',
      change: saying(
        'Readiness probe errored: rpc error',
        'Readiness probe errored and resulted in unknown state: rpc error',
      ),
    },
    near: [
      {
        what: 'it is the program of the container that is not in the image',
        target: 'deploy/sessions',
        recording: 'r-identity-sessions',
        instead: 'start-error/command-not-found',
      },
      {
        what: 'it is the preStop hook whose program is not in the image',
        change: (objects) => {
          reword(
            objects,
            'Readiness probe errored and resulted in unknown state: rpc error',
            'PreStopHook failed: rpc error',
          );
          reword(objects, 'Unhealthy', 'FailedPreStopHook');
          const pod = 'pod/sockets-857788f784-54d5w';
          set(objects, pod, 'status.containerStatuses.0.ready', true);
          set(objects, pod, 'spec.containers.0.readinessProbe', undefined);
        },
      },
    ],
  },
  {
    cause: 'probe/readiness-gate-unmet',
    gives: { target: 'deploy/balancer', recording: 'r-grid-balancer' },
    near: [
      {
        what: 'the load balancer finds the pod healthy',
        change: (objects) => {
          const { status } = object(objects, GATE);
          status.conditions.push({ type: AWS_GATE, status: 'True', reason: 'Healthy' });
        },
      },
      {
        what: 'the container itself is not ready, and nobody knows why',
        takenAt: '2026-11-22T07:43:00Z',
        change: (objects) => {
          set(objects, GATE, 'status.containerStatuses.0.ready', false);
          set(objects, GATE, 'status.conditions.3.status', 'False');
        },
        instead: 'probe/readiness-failing',
      },
    ],
  },
  {
    cause: 'probe/probe-port-undeclared',
    gives: { target: 'deploy/gate', recording: 'r-near-3-gate' },
    near: [
      {
        what: 'a port of that name is declared and does not know the path',
        change: (objects) => {
          set(objects, 'pod/gate-866f685b58-d7nd4', 'spec.containers.0.ports.0.name', 'http');
          reword(
            objects,
            'Readiness probe errored: strconv.Atoi: parsing "http": invalid syntax',
            `Readiness probe failed: ${NOT_FOUND}`,
          );
        },
        instead: 'probe/readiness-failing',
      },
      {
        what: 'the port that is not declared is a number',
        target: 'deploy/intake',
        recording: 'r-meters-intake',
        instead: 'probe/readiness-failing',
      },
    ],
  },
  {
    cause: 'probe/probe-too-early',
    gives: LOADING,
    near: [
      {
        what: 'two minutes have passed',
        takenAt: '2026-11-22T07:58:07Z',
        instead: 'probe/readiness-failing',
      },
      {
        what: 'it answers already, and does not know the path',
        change: saying(
          'Get "http://198.51.100.29:8080/healthz": dial tcp 198.51.100.29:8080: connect: connection refused',
          NOT_FOUND,
        ),
        instead: 'probe/readiness-failing',
      },
      {
        what: 'no try has failed yet',
        change: (objects) => {
          const unhealthy = objects.find(({ reason }) => reason === 'Unhealthy');
          remove(objects, `event/${unhealthy.metadata.name}`);
        },
      },
      {
        what: 'the liveness probe came too early, and has it killed',
        target: 'deploy/lobby',
        recording: 'r-lobby-lobby',
        instead: 'crashloop/liveness-probe-failing',
      },
    ],
  },
];
