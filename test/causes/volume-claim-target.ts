import { CREATED, pod } from '../support/build.ts';
import type { CauseCase, Given } from './support/cause-case.ts';
import { remove, set } from './support/change.ts';

const CLAIM = 'PersistentVolumeClaim/data';
const DELETED = '2026-01-01T11:55:00Z';
const CPU = '0/1 nodes are available: 1 Insufficient cpu.';

/** Claim data of 10Gi, ten minutes old, of a class that waits for the first pod. */
function claiming(
  made: { spec?: object; status?: object; metadata?: object },
  ...more: readonly object[]
): Given {
  const claim = {
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: 'data',
      namespace: 'shop',
      creationTimestamp: CREATED,
      finalizers: ['kubernetes.io/pvc-protection'],
      ...made.metadata,
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      storageClassName: 'fast',
      ...made.spec,
    },
    status: made.status ?? { phase: 'Pending' },
  };
  const waits = {
    kind: 'StorageClass',
    metadata: { name: 'fast' },
    provisioner: 'ebs.csi.aws.com',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
  return { target: 'pvc/data', objects: [claim, waits, ...more] };
}

/** Pod web-1, which uses the claim. */
function user(nodeName?: string): object {
  const volumes = [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }];
  const refused = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: CPU };
  const one = pod({
    spec: { volumes, containers: [{ name: 'app' }], nodeName: nodeName as never },
    status: { phase: 'Pending', conditions: nodeName ? [] : [refused], containerStatuses: [] },
  });
  return { kind: 'Pod', ...one };
}

const BOUND = { phase: 'Bound', capacity: { storage: '10Gi' } };
const LARGER = { volumeName: 'pv-1', resources: { requests: { storage: '20Gi' } } };
const RESIZING = { type: 'Resizing', status: 'True' };
const QUOTA = { type: 'ControllerResizeError', status: 'True', message: 'quota exceeded' };

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/consumer-unplaced',
    gives: claiming({}, user()),
    near: [
      {
        what: 'no pod uses the claim',
        change: (objects) => remove(objects, 'pod'),
        instead: 'volume/first-consumer-waiting',
      },
      {
        what: 'the pod was placed past the scheduler',
        ...claiming({}, user('node-a')),
        instead: 'volume/scheduler-bypassed',
      },
    ],
  },
  {
    cause: 'volume/scheduler-bypassed',
    gives: claiming({}, user('node-a')),
    near: [
      { what: 'the pod has no node', ...claiming({}, user()), instead: 'volume/consumer-unplaced' },
      {
        what: 'the scheduler has chosen the node',
        change: (objects) =>
          set(objects, CLAIM, 'metadata.annotations', { 'volume.kubernetes.io/selected-node': 'node-a' }),
        instead: 'volume/provisioner-missing',
      },
    ],
  },
  {
    cause: 'volume/claim-deleting',
    gives: claiming({ metadata: { deletionTimestamp: DELETED }, status: BOUND }, user('node-a')),
    near: [
      {
        what: 'nobody has deleted it',
        change: (objects) => set(objects, CLAIM, 'metadata.deletionTimestamp', undefined),
      },
    ],
  },
  {
    cause: 'volume/resize-failed',
    gives: claiming({ spec: LARGER, status: { ...BOUND, conditions: [QUOTA] } }),
    near: [
      {
        what: 'the volume is still being enlarged',
        change: (objects) => set(objects, CLAIM, 'status.conditions', [RESIZING]),
        instead: 'volume/resize-pending',
      },
    ],
  },
  {
    cause: 'volume/resize-pending',
    gives: claiming({ spec: LARGER, status: { ...BOUND, conditions: [RESIZING] } }),
    near: [
      {
        what: 'it is done',
        change: (objects) => set(objects, CLAIM, 'status', { phase: 'Bound', capacity: { storage: '20Gi' } }),
      },
      {
        what: 'the driver has refused',
        change: (objects) => set(objects, CLAIM, 'status.conditions', [QUOTA]),
        instead: 'volume/resize-failed',
      },
    ],
  },
];
