import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { object, remove, set } from './support/change.ts';

const HUB = { target: 'pod/session-hub', recording: 'r-chat-session-hub' } as const;
const SNAPSHOTTER = { target: 'pod/snapshotter', recording: 'r-backup-snapshotter' } as const;
/** Its hour to end is over by a minute and a half. */
const OVER = '2026-11-22T08:36:00Z';
const KILL =
  'error killing pod: [failed to "KillContainer" for "app" with KillContainerError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded", failed to "KillPodSandbox" for "7ce81e" with KillPodSandboxError: "rpc error: code = DeadlineExceeded desc = context deadline exceeded"]';

function released(objects: readonly MadeObject[]): void {
  set(objects, SNAPSHOTTER.target, 'metadata.finalizers', undefined);
}

/** The kubelet's word for what it cannot do. */
function killFails(objects: readonly MadeObject[]): void {
  const event = objects.find((one) => one.kind === 'Event' && one.reason === 'Killing');
  Object.assign(event, { type: 'Warning', reason: 'FailedKillPod', message: KILL });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'terminating/finalizer-held',
    gives: SNAPSHOTTER,
    near: [
      {
        what: 'no finalizer is left',
        change: released,
        instead: 'terminating/volume-unmount-stuck',
      },
      {
        what: 'its container has its time to end',
        ...HUB,
        change: (objects) => set(objects, HUB.target, 'metadata.finalizers', ['example.com/backup']),
        instead: 'terminating/grace-period-running',
      },
      { what: 'it has just ended', takenAt: '2026-11-22T07:34:32Z' },
    ],
  },
  {
    // A Job's pods are counted before they go, since 1.23; a controller that is down never counts them.
    cause: 'terminating/finalizer-held',
    gives: {
      ...SNAPSHOTTER,
      change: (objects) =>
        set(objects, SNAPSHOTTER.target, 'metadata.finalizers', ['batch.kubernetes.io/job-tracking']),
    },
    near: [{ what: 'it is not being deleted', change: (objects) => notDeleted(objects) }],
  },
  {
    cause: 'terminating/grace-period-running',
    gives: HUB,
    near: [
      { what: 'its time is over', takenAt: OVER, instead: 'terminating/kill-failed' },
      {
        what: 'it is drained away',
        target: 'pod/sticky-79dd788b99-mdsnw',
        recording: 'r-sessions-sticky',
        instead: 'evicted/drained',
      },
      {
        what: 'its container has ended and a finalizer keeps it',
        ...SNAPSHOTTER,
        instead: 'terminating/finalizer-held',
      },
      {
        what: 'its node has not answered for as long',
        target: 'pod/journal',
        recording: 'r-dr-3-journal',
        instead: 'node/node-unreachable',
      },
    ],
  },
  {
    cause: 'terminating/node-gone',
    gives: { ...HUB, takenAt: OVER, change: (objects) => remove(objects, 'node/node-a') },
    near: [
      { what: 'its node is there', ...HUB, takenAt: OVER, instead: 'terminating/kill-failed' },
      {
        what: 'its node is there and does not answer',
        target: 'pod/journal',
        recording: 'r-dr-3-journal',
        instead: 'node/node-unreachable',
      },
    ],
  },
  {
    // Of a pod that has ended the state of its node is no news; that it cannot go is.
    cause: 'terminating/node-gone',
    gives: {
      ...SNAPSHOTTER,
      change: (objects) => {
        released(objects);
        const { conditions } = object(objects, 'node/node-a').status;
        const ready = conditions.find((one: MadeObject) => one.type === 'Ready');
        const message = 'Kubelet stopped posting node status.';
        Object.assign(ready, { status: 'Unknown', reason: 'NodeStatusUnknown', message });
      },
    },
    near: [
      {
        what: 'its node answers',
        ...SNAPSHOTTER,
        change: released,
        instead: 'terminating/volume-unmount-stuck',
      },
    ],
  },
  {
    // The kubelet posts no event when an unmount fails: that all has ended and the pod stays is all that is seen.
    cause: 'terminating/volume-unmount-stuck',
    gives: { ...SNAPSHOTTER, change: released },
    near: [
      { what: 'a finalizer is left', ...SNAPSHOTTER, instead: 'terminating/finalizer-held' },
      { what: 'the kubelet has had no time to clear up', takenAt: '2026-11-22T07:34:50Z' },
      { what: 'its container still runs', ...HUB, takenAt: OVER, instead: 'terminating/kill-failed' },
      {
        what: 'its container still runs and a mount had failed as it began',
        ...HUB,
        takenAt: OVER,
        change: (objects) => {
          const message =
            'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32, device is busy';
          const event = objects.find((one) => one.kind === 'Event' && one.reason === 'Pulled');
          Object.assign(event, { type: 'Warning', reason: 'FailedMount', message });
        },
        instead: 'terminating/kill-failed',
      },
    ],
  },
  {
    cause: 'terminating/kill-failed',
    gives: { ...HUB, takenAt: OVER, change: killFails },
    near: [
      {
        what: 'the kubelet tries again and has time left',
        takenAt: '2026-11-22T08:00:00Z',
        instead: 'terminating/grace-period-running',
      },
      {
        what: 'its time was over a moment ago',
        takenAt: '2026-11-22T08:34:40Z',
        instead: 'terminating/grace-period-running',
      },
      {
        what: 'its container has ended',
        ...HUB,
        takenAt: OVER,
        change: (objects) => {
          const terminated = { exitCode: 143, reason: 'Error', finishedAt: '2026-11-22T08:34:27Z' };
          set(objects, HUB.target, 'status.containerStatuses.0.state', { terminated });
        },
        instead: 'terminating/volume-unmount-stuck',
      },
    ],
  },
  {
    // The event has expired: that the container is still there is enough.
    cause: 'terminating/kill-failed',
    gives: { ...HUB, takenAt: OVER, change: (objects) => remove(objects, 'Event') },
    near: [
      {
        what: 'its node is not there any more either',
        change: (objects) => remove(objects, 'node/node-a'),
        instead: 'terminating/node-gone',
      },
    ],
  },
];

function notDeleted(objects: readonly MadeObject[]): void {
  set(objects, SNAPSHOTTER.target, 'metadata.deletionTimestamp', undefined);
  set(objects, SNAPSHOTTER.target, 'metadata.deletionGracePeriodSeconds', undefined);
}
