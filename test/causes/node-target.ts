import { CREATED, node } from '../support/build.ts';
import type { CauseCase, Given } from './support/cause-case.ts';
import { set } from './support/change.ts';

const NODE = 'node/node-a';
const READY = { type: 'Ready', status: 'True' };
const CORDON = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule', timeAdded: CREATED };

/** Node node-a of ten minutes. */
function saying(made: { metadata?: object; spec?: object; conditions?: readonly object[] }): Given {
  const one = node('node-a');
  const metadata = { ...one.metadata, creationTimestamp: CREATED, ...made.metadata };
  const status = { ...one.status, conditions: made.conditions ?? [READY] };
  return { target: NODE, objects: [{ kind: 'Node', ...one, metadata, spec: made.spec ?? {}, status }] };
}

function tainted(key: string, effect = 'NoSchedule'): Given {
  return saying({ spec: { taints: [{ key, effect }] } });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'node/network-unavailable',
    gives: saying({
      conditions: [
        READY,
        {
          type: 'NetworkUnavailable',
          status: 'True',
          reason: 'NoRouteCreated',
          message: 'Node created without a route',
        },
      ],
    }),
    near: [
      {
        what: 'the route is there',
        change: (objects) => set(objects, NODE, 'status.conditions.1.status', 'False'),
      },
    ],
  },
  {
    cause: 'node/node-starting',
    gives: tainted('node.cloudprovider.kubernetes.io/uninitialized'),
    near: [{ what: 'it is one of somebody’s own', ...tainted('dedicated') }],
  },
  {
    cause: 'node/node-leaving',
    gives: tainted('ToBeDeletedByClusterAutoscaler'),
    near: [
      {
        what: 'the autoscaler only thinks of it',
        ...tainted('DeletionCandidateOfClusterAutoscaler', 'PreferNoSchedule'),
      },
    ],
  },
  {
    cause: 'node/node-deleting',
    gives: saying({ metadata: { deletionTimestamp: CREATED, finalizers: ['example.com/keep'] } }),
    near: [
      {
        what: 'it is there to stay',
        change: (objects) => set(objects, NODE, 'metadata.deletionTimestamp', undefined),
      },
    ],
  },
  {
    cause: 'node/cordoned',
    gives: { target: 'node/node-e', recording: 'r-nodes-view' },
    near: [
      { what: 'it takes pods', target: 'node/node-a', recording: 'r-nodes-view' },
      { what: 'it is set aside for some pods', target: 'node/node-b', recording: 'r-nodes-view' },
    ],
  },
  {
    cause: 'node/evicting-taint',
    gives: tainted('maintenance', 'NoExecute'),
    near: [
      { what: 'only new pods are kept away', ...tainted('maintenance') },
      {
        what: 'it is cordoned as well',
        change: (objects) =>
          set(objects, NODE, 'spec', {
            unschedulable: true,
            taints: [CORDON, { key: 'maintenance', effect: 'NoExecute' }],
          }),
        instead: 'node/cordoned',
      },
    ],
  },
];
