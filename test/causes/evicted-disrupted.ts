import { placed } from '../support/pending.ts';
import type { CauseCase } from './support/cause-case.ts';
import { reword, set } from './support/change.ts';
import { disrupt, endedAs } from './support/evicted-pod.ts';
import { busyNode, refused } from './support/unplaced.ts';

const ROLLUP = 'pod/rollup-0';
const STICKY = 'pod/sticky-79dd788b99-mdsnw';
const SETTLER = 'pod/settler-5d7f99bf7-npkbd';
const BY_UID = 'Preempted by pod 48e53ecd-b952-47f7-ba41-18d7d118353b on node node-g';
const BY_NAME = 'Preempted by r-batch-2/api-6f79b78858-n66pj on node node-g';

const WORKLOAD = [
  { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', uid: 'web-uid' }, spec: { replicas: 1 } },
  {
    kind: 'ReplicaSet',
    metadata: {
      name: 'web-5d',
      namespace: 'shop',
      uid: 'owner-uid',
      ownerReferences: [{ kind: 'Deployment', name: 'web', uid: 'web-uid', controller: true }],
    },
  },
];

/** Pod web-0 of the same ReplicaSet, on its way out for a pod of higher priority. */
function victim(): object {
  const message = 'default-scheduler: preempting to accommodate a higher priority pod';
  const reason = 'PreemptionByScheduler';
  const conditions = [{ type: 'DisruptionTarget', status: 'True', reason, message }];
  return placed('web-0', 'a', { status: { conditions }, deletionTimestamp: '2026-01-01T12:00:10Z' });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'evicted/preempted',
    gives: { target: ROLLUP, recording: 'r-batch-2-api' },
    near: [
      {
        what: 'it is the pod that the other makes room for',
        target: 'deploy/api',
        recording: 'r-batch-2-api',
        instead: 'pending/preemption-waiting',
      },
      {
        what: 'it is drained away',
        change: (objects) => reword(objects, 'PreemptionByScheduler', 'EvictionByEvictionAPI'),
        instead: 'evicted/drained',
      },
      {
        what: 'the scheduler has given it up: the pod is not deleted',
        change: (objects) => set(objects, ROLLUP, 'metadata.deletionTimestamp', undefined),
      },
      {
        what: 'the pod in its place waits for a node: of that one it is told',
        target: 'deploy/web',
        objects: [...WORKLOAD, victim(), refused({ created: '2026-01-01T11:59:00Z' }), ...busyNode()],
        instead: 'pending/priority-preempted',
      },
    ],
  },
  {
    // Before 1.26 there is no condition, and the event names the other pod, not its UID.
    cause: 'evicted/preempted',
    gives: {
      target: ROLLUP,
      recording: 'r-batch-2-api',
      change: (objects) => {
        disrupt(objects, ROLLUP);
        reword(objects, BY_UID, BY_NAME);
      },
    },
    near: [
      {
        what: 'it was an earlier pod of that name',
        change: (objects) => set(objects, ROLLUP, 'metadata.uid', 'another-uid'),
        instead: 'terminating/grace-period-running',
      },
      {
        what: 'the event has expired',
        change: (objects) => reword(objects, 'Preempted', 'Pulled'),
        instead: 'terminating/grace-period-running',
      },
    ],
  },
  {
    cause: 'evicted/preempted',
    gives: endedAs('Preempting', 'Preempted in order to admit critical pod'),
    near: [
      {
        what: 'the kubelet refuses the critical pod itself',
        ...endedAs(
          'OutOfcpu',
          "Node didn't have enough resource: cpu, requested: 3000, used: 1900, capacity: 2000",
        ),
        instead: 'evicted/admission-rejected',
      },
    ],
  },
  {
    cause: 'evicted/drained',
    gives: { target: STICKY, recording: 'r-sessions-sticky' },
    near: [
      {
        what: 'the others of its Deployment are up',
        target: 'deploy/sticky',
        recording: 'r-sessions-sticky',
      },
      {
        what: 'the cluster is older than 1.26 and gives no reason',
        change: (objects) => disrupt(objects, STICKY),
        instead: 'terminating/grace-period-running',
      },
    ],
  },
  {
    cause: 'evicted/taint-evicted',
    gives: { target: 'deploy/settler', recording: 'r-clearing-settler' },
    near: [
      {
        what: 'the taint is the sign of a node that does not answer',
        target: 'deploy/replica',
        recording: 'r-dr-replica',
        instead: 'node/node-unreachable',
      },
      {
        what: 'it is drained away',
        change: (objects) => reword(objects, 'DeletionByTaintManager', 'EvictionByEvictionAPI'),
        instead: 'evicted/drained',
      },
    ],
  },
  {
    // Before 1.26 the taint manager's event, which names no UID, is all there is.
    cause: 'evicted/taint-evicted',
    gives: {
      target: SETTLER,
      recording: 'r-clearing-settler',
      change: (objects) => disrupt(objects, SETTLER),
    },
    near: [
      {
        what: 'the taint manager has thought better of it and someone deletes the pod',
        change: (objects) => reword(objects, 'Marking for deletion Pod', 'Cancelling deletion of Pod'),
        instead: 'terminating/grace-period-running',
      },
      {
        what: 'no taint of its node puts pods off',
        change: (objects) => set(objects, 'node/node-e', 'spec.taints', []),
        instead: 'terminating/grace-period-running',
      },
      {
        what: 'the event is about an earlier pod of that name',
        change: (objects) => set(objects, SETTLER, 'metadata.creationTimestamp', '2026-11-22T07:45:30Z'),
        instead: 'terminating/grace-period-running',
      },
    ],
  },
];
