import { ended } from '../playbooks/crashloop-made.ts';
import type { CauseCase } from './support/cause-case.ts';
import { remove, set } from './support/change.ts';
import { CRASHED, crashedBy, posted } from './support/crashed-pod.ts';

const CATALOG = 'pod/catalog-sync-77f7b7f594-kqlw8';
const PROFILE = 'pod/profile-api-7dd75b759c-cxcl6';

export const cases: readonly CauseCase[] = [
  {
    cause: 'crashloop/process-exits-at-once',
    gives: { target: 'deploy/catalog-sync', recording: 'r-catalog-catalog-sync' },
    near: [
      {
        what: 'it is meant to end: a Job made it',
        target: CATALOG,
        change: (objects) => {
          const job = {
            apiVersion: 'batch/v1',
            kind: 'Job',
            name: 'catalog-sync',
            uid: 'job-uid',
            controller: true,
          };
          set(objects, CATALOG, 'metadata.ownerReferences', [job]);
          set(objects, CATALOG, 'spec.restartPolicy', 'OnFailure');
        },
      },
      {
        what: 'it ends with exit code 1',
        change: (objects) => {
          const run = 'status.containerStatuses.0.lastState.terminated';
          set(objects, CATALOG, `${run}.exitCode`, 1);
          set(objects, CATALOG, `${run}.reason`, 'Error');
        },
        instead: 'crashloop/application-error',
      },
      {
        what: 'the kubelet stops it, and it ends cleanly when told to',
        ...crashedBy(ended(0, { seconds: 40 }), {
          events: [posted('Killing', 'Container app definition changed, will be restarted', 16)],
        }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'a probe of it failed and it ends cleanly when told to',
        target: 'deploy/tagging',
        recording: 'r-photos-3-tagging',
        instead: 'crashloop/liveness-probe-failing',
      },
    ],
  },
  {
    cause: 'crashloop/restarted-recently',
    gives: { target: 'deploy/profile-api', recording: 'r-profile-2-profile-api' },
    near: [
      {
        what: 'it was twenty minutes ago',
        takenAt: '2026-11-22T07:55:00Z',
      },
      {
        what: 'it has crashed again',
        change: (objects) => {
          const status = 'status.containerStatuses.0';
          const message = 'back-off 40s restarting failed container=api';
          set(objects, PROFILE, `${status}.ready`, false);
          set(objects, PROFILE, `${status}.state`, { waiting: { reason: 'CrashLoopBackOff', message } });
        },
        instead: 'crashloop/dependency-unreachable',
      },
      {
        what: 'nothing of it ended before',
        change: (objects) => {
          remove(objects, 'Event');
          set(objects, PROFILE, 'status.containerStatuses.0.lastState', {});
        },
      },
    ],
  },
  {
    cause: 'crashloop/restarted-recently',
    gives: {
      ...crashedBy(ended(137)),
      change: (objects) => isUp(objects, { exitCode: 137, reason: 'ContainerStatusUnknown' }),
    },
    near: [
      {
        what: 'the container that the kubelet lost was replaced a day ago',
        change: (objects) => {
          const state = { running: { startedAt: '2025-12-31T12:00:00Z' } };
          set(objects, CRASHED, 'status.containerStatuses.0.state', state);
        },
      },
    ],
  },
  {
    // After a restart of the node containerd has only made-up ends to tell: exit code 255, Unknown.
    cause: 'crashloop/restarted-recently',
    gives: {
      ...crashedBy(ended(137)),
      change: (objects) => isUp(objects, ended(255, { reason: 'Unknown', seconds: 9000, ago: 310 })),
    },
    near: [
      {
        what: 'the kubelet stopped the pod for the node’s shutdown',
        change: (objects) => {
          const message = 'Pod was terminated in response to imminent node shutdown.';
          set(objects, CRASHED, 'status', { phase: 'Failed', reason: 'Terminated', message });
        },
        instead: 'evicted/node-shutdown',
      },
    ],
  },
];

/** The container runs and is ready for five minutes. */
function isUp(objects: readonly object[], terminated: object): void {
  set(objects, CRASHED, 'status', {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [
      {
        name: 'app',
        ready: true,
        restartCount: 1,
        state: { running: { startedAt: '2026-01-01T11:55:00Z' } },
        lastState: { terminated },
      },
    ],
  });
}
