import type { CauseCase } from './support/cause-case.ts';
import { object, remove, set } from './support/change.ts';
import { disrupt, endedAs, TRANSCODE } from './support/evicted-pod.ts';

export const cases: readonly CauseCase[] = [
  {
    cause: 'evicted/node-shutdown',
    gives: endedAs('Terminated', 'Pod was terminated in response to imminent node shutdown.'),
    near: [
      {
        what: 'it was active for longer than its own deadline',
        ...endedAs('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline'),
        instead: 'job/deadline-exceeded',
      },
      { what: 'the kubelet evicted it for itself', ...TRANSCODE, instead: 'evicted/own-empty-dir-limit' },
    ],
  },
  {
    // As 1.20 and 1.21 say it.
    cause: 'evicted/node-shutdown',
    gives: endedAs('Shutdown', 'Node is shutting, evicting pods'),
    near: [
      {
        what: 'the kubelet makes room for a critical pod',
        ...endedAs('Preempting', 'Preempted in order to admit critical pod'),
        instead: 'evicted/preempted',
      },
    ],
  },
  {
    cause: 'evicted/node-shutdown',
    gives: endedAs('NodeShutdown', 'Pod was rejected as the node is shutting down.'),
    near: [
      {
        what: 'the node is back and no longer fits the pod',
        ...endedAs('NodeAffinity', 'Pod was rejected: Predicate NodeAffinity failed'),
        instead: 'evicted/admission-rejected',
      },
    ],
  },
  {
    cause: 'evicted/node-deleted',
    gives: {
      ...TRANSCODE,
      change: (objects) => {
        remove(objects, 'Event');
        const { metadata, status } = object(objects, TRANSCODE.target);
        Object.assign(metadata, { deletionTimestamp: '2026-11-22T07:33:20Z', deletionGracePeriodSeconds: 0 });
        Object.assign(metadata, { finalizers: ['example.com/backup'] });
        delete status.reason;
        delete status.message;
        disrupt(objects, TRANSCODE.target, 'DeletionByPodGC', 'PodGC: node no longer exists');
        remove(objects, 'node/node-a');
      },
    },
    near: [
      {
        what: 'nothing says why it was deleted, and a finalizer keeps it',
        change: (objects) => disrupt(objects, TRANSCODE.target),
        instead: 'terminating/finalizer-held',
      },
    ],
  },
  {
    cause: 'evicted/admission-rejected',
    gives: { target: 'pod/frames', recording: 'r-render-frames' },
    near: [
      {
        what: 'the node is short of disk space by its own condition',
        change: (objects) => {
          set(objects, 'pod/frames', 'status.reason', 'Evicted');
          set(
            objects,
            'pod/frames',
            'status.message',
            'Pod was rejected: The node had condition: [DiskPressure]. ',
          );
        },
        instead: 'evicted/node-disk-pressure',
      },
      {
        what: 'it is left to the scheduler, which finds no node',
        change: (objects) => {
          remove(objects, 'Event');
          set(objects, 'pod/frames', 'spec.nodeName', undefined);
          const message =
            '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
          const refused = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
          set(objects, 'pod/frames', 'status', { phase: 'Pending', conditions: [refused] });
        },
        instead: 'pending/request-exceeds-every-node',
      },
    ],
  },
  {
    cause: 'evicted/admission-rejected',
    gives: { target: 'pod/mixer', recording: 'r-render-3-mixer' },
    near: [
      {
        what: 'the node was shutting down as it came',
        change: (objects) => {
          set(objects, 'pod/mixer', 'status.reason', 'NodeShutdown');
          set(
            objects,
            'pod/mixer',
            'status.message',
            'Pod was rejected: Pod was rejected as the node is shutting down.',
          );
        },
        instead: 'evicted/node-shutdown',
      },
    ],
  },
];
