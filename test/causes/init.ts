import type { CauseCase, Given } from './support/cause-case.ts';
import { object, remove, reword, set } from './support/change.ts';
import { NO_TAG } from './support/failed-pull.ts';
import { waitingBehind } from './support/waiting-init.ts';

const STATIONS = 'pod/stations-7cf4dc4cd9-ldvdw';
const ORDERS = 'pod/orders-api-5c6965d68-fd2cs';
const ENDED = {
  terminated: {
    exitCode: 0,
    reason: 'Completed',
    startedAt: '2026-11-22T07:33:48Z',
    finishedAt: '2026-11-22T07:34:59Z',
  },
};
const RUNNING = { running: { startedAt: '2026-11-22T07:35:00Z' } };

type Change = NonNullable<Given['change']>;

/** The init container has done its part and the app is started; whether it is ready yet is another matter. */
function initialized(pod: string): Change {
  return (objects) => {
    set(objects, pod, 'status.phase', 'Running');
    set(objects, pod, 'status.conditions.1.status', 'True');
    set(objects, pod, 'status.initContainerStatuses.0.state', ENDED);
    set(objects, pod, 'status.containerStatuses.0.state', RUNNING);
  };
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'init/init-container-failing',
    gives: { target: 'deploy/stations', recording: 'r-weather-stations' },
    near: [
      { what: 'the next run did it', change: initialized(STATIONS) },
      {
        what: 'the next run did it, and the init container behind it waits',
        change: (objects, logs) => {
          set(objects, STATIONS, 'status.initContainerStatuses.0.state', ENDED);
          waitingBehind(STATIONS)(objects, logs);
        },
        instead: 'init/init-container-waiting',
      },
      {
        what: 'it waits in a loop of its own for the same thing',
        target: 'deploy/orders-api',
        recording: 'r-orders-2-orders-api',
        instead: 'init/init-container-waiting',
      },
      {
        what: 'the same run ends in the app itself',
        change: (objects) => {
          const { spec, status } = object(objects, STATIONS);
          spec.containers = spec.initContainers;
          status.containerStatuses = status.initContainerStatuses;
          delete spec.initContainers;
          delete status.initContainerStatuses;
          reword(objects, 'spec.initContainers{fetch-schema}', 'spec.containers{fetch-schema}');
          set(objects, STATIONS, 'status.conditions.1.status', 'True');
        },
        instead: 'crashloop/dependency-unreachable',
      },
    ],
  },
  {
    cause: 'init/init-container-failing',
    gives: { target: 'deploy/quotes-api', recording: 'r-policies-quotes-api' },
    near: [
      {
        what: 'it is the app’s image that can’t be pulled',
        ...NO_TAG,
        instead: 'image-pull/image-not-found',
      },
      {
        what: 'its image is being pulled for the first time',
        change: (objects) => {
          remove(objects, 'Event');
          const waiting = { waiting: { reason: 'PodInitializing' } };
          set(objects, 'pod/quotes-api-59758fd9c8-v22vx', 'status.initContainerStatuses.0.state', waiting);
        },
      },
    ],
  },
  {
    // A pod that is never restarted ends with its init container.
    cause: 'init/init-container-failing',
    gives: {
      target: 'deploy/stations',
      recording: 'r-weather-stations',
      change: (objects) => {
        const { spec, status } = object(objects, STATIONS);
        const [init] = status.initContainerStatuses;
        spec.restartPolicy = 'Never';
        status.phase = 'Failed';
        init.restartCount = 0;
        init.state = init.lastState;
        init.lastState = {};
      },
    },
    near: [
      {
        what: 'it was done before the node put the pod out',
        change: (objects) => {
          initialized(STATIONS)(objects, {});
          const { status } = object(objects, STATIONS);
          status.phase = 'Failed';
          status.reason = 'Evicted';
          status.message =
            'The node was low on resource: memory. Threshold quantity: 100Mi, available: 80Mi. ';
        },
        instead: 'evicted/node-memory-pressure',
      },
    ],
  },
  {
    cause: 'init/init-container-waiting',
    gives: { target: 'deploy/orders-api', recording: 'r-orders-2-orders-api' },
    near: [
      { what: 'it has ended with success', change: initialized(ORDERS) },
      {
        what: 'it has given up waiting',
        change: (objects) => {
          const failed = { terminated: { ...ENDED.terminated, exitCode: 1, reason: 'Error' } };
          set(objects, ORDERS, 'status.initContainerStatuses.0.state', failed);
        },
        instead: 'init/init-container-failing',
      },
      {
        what: 'its node has not been heard of for minutes',
        change: (objects) => {
          const conditions = [
            {
              type: 'Ready',
              status: 'Unknown',
              reason: 'NodeStatusUnknown',
              message: 'Kubelet stopped posting node status.',
              lastHeartbeatTime: '2026-11-22T07:34:00Z',
              lastTransitionTime: '2026-11-22T07:34:50Z',
            },
          ];
          set(objects, 'node/node-a', 'status.conditions', conditions);
        },
        instead: 'node/node-unreachable',
      },
    ],
  },
  {
    // Kubernetes 1.20 to 1.27: `started` says nothing of init containers, and no condition tells of the sandbox.
    cause: 'init/init-container-waiting',
    gives: {
      target: 'deploy/collector',
      recording: 'r-sensors-collector',
      change: (objects) => {
        const { status } = object(objects, 'pod/collector-5bd64d67f4-nr8wt');
        status.conditions.shift();
        delete status.initContainerStatuses[0].started;
      },
    },
    near: [
      {
        what: 'the kubelet has not got to it, waiting for a volume',
        target: 'deploy/pricer',
        recording: 'r-odds-pricer',
        change: (objects) => {
          const { spec, status } = object(objects, 'pod/pricer-7c99c887dd-8whzk');
          spec.initContainers = [{ name: 'wait-for-kafka', image: '127.0.0.1:5000/shop/app:1.4.3' }];
          const waiting = { waiting: { reason: 'PodInitializing' } };
          const common = { state: waiting, ready: false, restartCount: 0 };
          status.initContainerStatuses = [{ name: 'wait-for-kafka', ...common }];
          status.conditions[1].status = 'False';
        },
        instead: 'volume/mount-failed',
      },
    ],
  },
];
