import { asking, eventOf, nodeOf, unplaced } from '../support/pending.ts';
import type { CauseCase } from './support/cause-case.ts';
import { reword, set } from './support/change.ts';
import { busyNode, ofOneNode, refused, shortOfCpu, WEB } from './support/unplaced.ts';

const TRIGGERED = 'pod triggered scale-up: [{workers 3->4 (max: 10)}]';
const NOT_TRIGGERED = "pod didn't trigger scale-up: 1 max node group size reached";
const PREEMPTED = {
  type: 'DisruptionTarget',
  status: 'True',
  reason: 'PreemptionByScheduler',
  message: 'default-scheduler: preempting to accommodate a higher priority pod',
};
const WORKLOAD = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', uid: 'deployment-uid' },
    spec: { replicas: 2 },
    status: { replicas: 1 },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-5d',
      namespace: 'shop',
      uid: 'owner-uid',
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'deployment-uid', controller: true },
      ],
    },
  },
];

function autoscaler(reason: string, message: string, minute: number): object {
  const eventTime = `2026-01-01T11:${minute}:00Z`;
  return eventOf(reason, message, { eventTime, metadata: { name: `web-1.${reason}`, namespace: 'shop' } });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'pending/scheduling-gated',
    gives: { target: 'pod/quarter-close', recording: 'r-batch-quarter-close' },
    near: [
      {
        what: 'the gate has been removed',
        change: (objects) => {
          set(objects, 'pod/quarter-close', 'spec.schedulingGates', undefined);
          reword(objects, 'SchedulingGated', 'Unschedulable');
          reword(
            objects,
            'Scheduling is blocked due to non-empty scheduling gates',
            ofOneNode('Too many pods'),
          );
        },
      },
    ],
  },
  {
    cause: 'pending/scheduler-missing',
    gives: { target: 'deploy/mpi', recording: 'r-volcano-mpi' },
    near: [
      {
        what: 'the default scheduler has had 21 seconds',
        change: (objects) => reword(objects, 'volcano', 'default-scheduler'),
      },
      {
        what: 'a scheduler has looked and found no room',
        ...shortOfCpu(),
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/preemption-waiting',
    gives: { target: 'deploy/api', recording: 'r-batch-2-api' },
    near: [
      {
        what: 'no node is nominated',
        change: (objects) => set(objects, 'pod/api-6f79b78858-n66pj', 'status.nominatedNodeName', undefined),
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/autoscaler-coming',
    gives: shortOfCpu(autoscaler('TriggeredScaleUp', TRIGGERED, 58)),
    near: [
      {
        what: 'the node was asked for an hour ago',
        change: (objects) =>
          set(objects, 'event/web-1.TriggeredScaleUp', 'eventTime', '2026-01-01T11:00:00Z'),
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'the autoscaler has refused since',
        change: (objects) => objects.push(autoscaler('NotTriggerScaleUp', NOT_TRIGGERED, 59)),
        instead: 'pending/autoscaler-refused',
      },
    ],
  },
  {
    cause: 'pending/autoscaler-refused',
    gives: shortOfCpu(autoscaler('NotTriggerScaleUp', NOT_TRIGGERED, 58)),
    near: [
      {
        what: 'it asks for a node after all',
        change: (objects) => objects.push(autoscaler('TriggeredScaleUp', TRIGGERED, 59)),
        instead: 'pending/autoscaler-coming',
      },
      { what: 'no autoscaler says anything', ...shortOfCpu(), instead: 'pending/insufficient-resource' },
    ],
  },
  {
    cause: 'pending/priority-preempted',
    gives: {
      target: 'deploy/web',
      objects: [
        ...WORKLOAD,
        refused(),
        unplaced({
          name: 'web-0',
          spec: { ...asking({ cpu: '3' }), nodeName: 'a' },
          status: { phase: 'Failed', conditions: [PREEMPTED] },
        }),
        ...busyNode(),
      ],
    },
    near: [
      {
        what: 'the other pod was drained',
        change: (objects) => reword(objects, 'PreemptionByScheduler', 'EvictionByEvictionAPI'),
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/pod-group-incomplete',
    gives: {
      target: WEB,
      objects: [refused({ says: 'pod group "train" has fewer pods than its minimum of 4' }), nodeOf('a')],
    },
    near: [
      {
        what: 'the group is complete and there is no room',
        ...shortOfCpu(),
        instead: 'pending/insufficient-resource',
      },
    ],
  },
  {
    cause: 'pending/scheduler-error',
    gives: {
      target: WEB,
      objects: [
        refused({ reason: 'SchedulerError', says: 'running Bind plugin: context deadline exceeded' }),
        nodeOf('a'),
      ],
    },
    near: [
      {
        what: 'the pod is so young that the scheduler will have tried again',
        change: (objects) => set(objects, WEB, 'metadata.creationTimestamp', '2026-01-01T11:59:40Z'),
      },
      {
        what: 'the scheduler has done its work and refuses',
        change: (objects) => set(objects, WEB, 'status.conditions.0.reason', 'Unschedulable'),
        instead: 'pending/plugin-rejected',
      },
    ],
  },
  {
    cause: 'pending/plugin-rejected',
    gives: {
      target: WEB,
      objects: [refused({ says: ofOneNode("node(s) didn't satisfy plugin(s) [Licences]") }), nodeOf('a')],
    },
    near: [
      {
        what: 'the plugin is one whose rule is known',
        change: (objects) => {
          reword(objects, "node(s) didn't satisfy plugin(s) [Licences]", 'node(s) were unschedulable');
          set(objects, 'node/a', 'spec.unschedulable', true);
        },
        instead: 'pending/node-cordoned',
      },
    ],
  },
  {
    cause: 'pending/node-missing',
    gives: { target: WEB, objects: [unplaced({ spec: { ...asking({}), nodeName: 'gone' } }), nodeOf('a')] },
    near: [
      {
        what: 'the node is there and its kubelet slow',
        change: (objects) => objects.push(nodeOf('gone')),
      },
      {
        what: 'a kubelet took the pod up before the node went',
        change: (objects) => set(objects, WEB, 'status.startTime', '2026-01-01T11:30:00Z'),
      },
    ],
  },
];
