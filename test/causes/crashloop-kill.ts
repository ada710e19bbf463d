import { ended } from '../playbooks/crashloop-made.ts';
import type { CauseCase, MadeObject } from './support/cause-case.ts';
import { object, remove, set } from './support/change.ts';
import { CRASHED, crashedBy, logSaying, posted, systemOom } from './support/crashed-pod.ts';
import { evictedFor } from './support/evicted-pod.ts';

const WARMER = 'pod/index-warmer-7b69748d4c-4gwfv';
const RUNNER = 'pod/runner-7b7f65f967-5w267';
const WORKERS = 'pod/workers-59f87b4598-px27x';
const LIMITED = { resources: { limits: { memory: '64Mi' } } };
const OOM = { reason: 'OOMKilled' } as const;
/** The kernel logs the kill at the moment of the end. */
const ON_NODE = [systemOom('hog', 15)];
const HOG = { command: ['sh', '-c', 'exec /bin/hog --grow'] };

/** Sets fields of the newest ended run of a pod's first container. */
function endsAs(objects: readonly MadeObject[], pod: string, run: object): void {
  const [{ state, lastState }] = object(objects, pod).status.containerStatuses;
  Object.assign(state.terminated ?? lastState.terminated, run);
}

/** A pod whose containers are never started again. */
function over(objects: readonly MadeObject[]): void {
  set(objects, CRASHED, 'spec.restartPolicy', 'Never');
  set(objects, CRASHED, 'status.phase', 'Failed');
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'crashloop/out-of-memory',
    gives: { target: 'deploy/index-warmer', recording: 'r-search-index-warmer' },
    near: [
      {
        what: 'the reason is not OOMKilled',
        change: (objects) => endsAs(objects, WARMER, { reason: 'Error' }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'the main process was asked to stop after the kernel had killed a child',
        change: (objects) => endsAs(objects, WARMER, { exitCode: 143 }),
        instead: 'crashloop/child-out-of-memory',
      },
      {
        what: 'nothing limits its memory',
        change: (objects) => set(objects, WARMER, 'spec.containers.0.resources', {}),
        instead: 'crashloop/node-out-of-memory',
      },
      {
        what: 'the kubelet lost the container and made the exit code up',
        change: (objects) =>
          endsAs(objects, WARMER, { reason: 'ContainerStatusUnknown', startedAt: null, finishedAt: null }),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    // The limit of the whole pod, since 1.32.
    cause: 'crashloop/out-of-memory',
    gives: {
      ...crashedBy(ended(137, OOM)),
      change: (objects) => set(objects, CRASHED, 'spec.resources', { limits: { memory: '1Gi' } }),
    },
    near: [
      {
        what: 'it is the limit of processor time that the pod has',
        ...crashedBy(ended(137, OOM)),
        change: (objects) => set(objects, CRASHED, 'spec.resources', { limits: { cpu: '1' } }),
        instead: 'crashloop/node-out-of-memory',
      },
    ],
  },
  {
    cause: 'crashloop/container-lost',
    gives: {
      ...crashedBy({ exitCode: 137, reason: 'ContainerStatusUnknown' }),
      change: over,
    },
    near: [
      {
        what: 'the kubelet saw its end',
        ...crashedBy(ended(137)),
        change: over,
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'it is started again',
        ...crashedBy({ exitCode: 137, reason: 'ContainerStatusUnknown' }),
        change: (objects) => set(objects, CRASHED, 'spec.restartPolicy', 'OnFailure'),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'crashloop/child-out-of-memory',
    gives: { target: 'deploy/workers', recording: 'r-graph-2-workers' },
    near: [
      {
        what: 'its workers end by themselves',
        change: logSaying('Killed', 'done'),
      },
      {
        what: 'nothing limits its memory',
        change: (objects) => set(objects, WORKERS, 'spec.containers.0.resources', {}),
      },
      { what: 'it was an hour ago', takenAt: '2026-11-22T09:00:00Z' },
    ],
  },
  {
    // What a parent that outlives its child ends with: asked to stop, by its own error, or (docker) with 0.
    cause: 'crashloop/child-out-of-memory',
    gives: crashedBy(ended(143, OOM), { spec: LIMITED }),
    near: [
      {
        what: 'it is the main process that the kernel kills',
        ...crashedBy(ended(137, OOM), { spec: LIMITED }),
        instead: 'crashloop/out-of-memory',
      },
      {
        what: 'no process is killed for memory',
        ...crashedBy(ended(143), { spec: LIMITED }),
        instead: 'crashloop/killed-by-signal',
      },
    ],
  },
  {
    cause: 'crashloop/child-out-of-memory',
    gives: crashedBy(ended(0, OOM), { spec: LIMITED }),
    near: [
      {
        what: 'no process is killed for memory',
        ...crashedBy(ended(0), { spec: LIMITED }),
        instead: 'crashloop/process-exits-at-once',
      },
    ],
  },
  {
    cause: 'crashloop/node-out-of-memory',
    gives: crashedBy(ended(137, OOM), { events: ON_NODE, memoryPressure: 'True' }),
    near: [
      {
        what: 'it has a limit and the node has memory to spare',
        ...crashedBy(ended(137, OOM), { spec: LIMITED, events: ON_NODE }),
        instead: 'crashloop/out-of-memory',
      },
      {
        what: 'the kubelet evicts it before the kernel kills',
        ...evictedFor('The node was low on resource: memory. '),
        instead: 'evicted/node-memory-pressure',
      },
    ],
  },
  {
    // A runtime that misses the kill gives no reason (systemd takes the cgroup away first): the node's events tell.
    cause: 'crashloop/node-out-of-memory',
    gives: crashedBy(ended(137), { spec: HOG, events: ON_NODE }),
    near: [
      {
        what: 'the kernel killed another program, a neighbour’s',
        ...crashedBy(ended(137), { spec: HOG, events: [systemOom('java', 15)] }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'it was ten minutes before',
        ...crashedBy(ended(137), { spec: HOG, events: [systemOom('hog', 600)] }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'the container was asked to stop',
        ...crashedBy(ended(143), { spec: HOG, events: ON_NODE }),
        instead: 'crashloop/killed-by-signal',
      },
      {
        what: 'what the kernel did may not be seen',
        forbidden: ['events'],
        instead: 'crashloop/killed-by-signal',
      },
    ],
  },
  {
    cause: 'crashloop/killed-by-signal',
    gives: { target: 'deploy/runner', recording: 'r-jobs-runner' },
    near: [
      {
        what: 'its memory ran out',
        change: (objects) => {
          endsAs(objects, RUNNER, { reason: 'OOMKilled' });
          set(objects, RUNNER, 'spec.containers.0.resources', { limits: { memory: '64Mi' } });
        },
        instead: 'crashloop/out-of-memory',
      },
      {
        what: 'it ends by an error of its own',
        change: (objects) => endsAs(objects, RUNNER, { exitCode: 1 }),
        instead: 'crashloop/application-error',
      },
      {
        what: 'the kubelet lost it',
        change: (objects) =>
          endsAs(objects, RUNNER, { reason: 'ContainerStatusUnknown', startedAt: null, finishedAt: null }),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'crashloop/killed-by-signal',
    gives: crashedBy(ended(143), {
      events: [posted('Killing', 'Container app definition changed, will be restarted', 15)],
    }),
    near: [
      {
        what: 'its postStart hook failed',
        ...crashedBy(ended(143), {
          spec: { lifecycle: { postStart: { exec: { command: ['register'] } } } },
          events: [posted('FailedPostStartHook', 'PostStartHook failed', 15)],
        }),
        instead: 'start-error/hook-failed',
      },
      {
        what: 'the pod is on its way out',
        change: (objects) => {
          remove(objects, 'Event');
          set(objects, CRASHED, 'metadata.deletionTimestamp', '2026-01-01T12:00:20Z');
          set(objects, CRASHED, 'metadata.deletionGracePeriodSeconds', 30);
        },
      },
    ],
  },
  {
    cause: 'crashloop/segmentation-fault',
    gives: { target: 'deploy/thumbs', recording: 'r-media-2-thumbs' },
    near: [
      {
        what: 'a Go program reports a nil pointer in these words and ends with exit code 2',
        target: 'deploy/matcher',
        recording: 'r-dispatch-matcher',
        instead: 'crashloop/application-error',
      },
      {
        what: 'the program aborts itself',
        change: (objects) => endsAs(objects, 'pod/thumbs-757897f6d8-bmfn4', { exitCode: 134 }),
        instead: 'crashloop/application-error',
      },
    ],
  },
];
