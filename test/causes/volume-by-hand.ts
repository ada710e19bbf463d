import { unplaced } from '../support/pending.ts';
import type { CauseCase } from './support/cause-case.ts';
import { object, remove, reword, set } from './support/change.ts';
import { BY_HAND, EXTERNAL, NO_PROVISIONER } from './support/unbound-claim.ts';

const LOST = { target: 'deploy/viewer', recording: 'r-clinic-viewer' } as const;
const FIRST_CONSUMER = { target: 'pvc/assays', recording: 'r-labs-assays' } as const;

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/claim-lost',
    gives: LOST,
    near: [
      {
        what: 'the claim was never bound',
        change: (objects) => {
          const claim = object(objects, 'persistentvolumeclaim/scans');
          claim.status.phase = 'Pending';
          delete claim.spec.volumeName;
          const lost = objects.find(({ reason }) => reason === 'ClaimLost');
          remove(objects, `event/${lost.metadata.name}`);
          reword(
            objects,
            'persistentvolumeclaim "scans" bound to non-existent persistentvolume "r-disk-lost"',
            'pod has unbound immediate PersistentVolumeClaims',
          );
        },
        instead: 'volume/storage-class-missing',
      },
      {
        what: 'it is the claim that is gone',
        target: 'deploy/indexer',
        recording: 'r-seo-indexer',
        instead: 'pending/volume-claim-missing',
      },
    ],
  },
  {
    cause: 'volume/no-matching-volume',
    gives: BY_HAND,
    near: [
      {
        what: 'the class has a provisioner after all, which is silent',
        change: (objects) => {
          set(objects, 'storageclass/r-manual', 'provisioner', 'block.csi.example.com');
          reword(objects, 'no volume plugin matched name: kubernetes.io/no-provisioner', EXTERNAL);
          reword(objects, 'ProvisioningFailed', 'ExternalProvisioning');
        },
        instead: 'volume/provisioner-missing',
      },
      {
        what: 'the claim merely waits for its first pod',
        ...FIRST_CONSUMER,
        instead: 'volume/first-consumer-waiting',
      },
    ],
  },
  {
    // It names a volume that is not there.
    cause: 'volume/no-matching-volume',
    gives: {
      target: 'pod/web-1',
      objects: [
        unplaced({
          says: '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
          spec: { volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }] },
        }),
        {
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data', namespace: 'shop', creationTimestamp: '2026-01-01T11:00:00Z' },
          spec: { storageClassName: 'ssd', volumeName: 'disk-1' },
          status: { phase: 'Pending' },
        },
        { kind: 'StorageClass', metadata: { name: 'ssd' }, provisioner: 'block.csi.example.com' },
      ],
    },
    near: [
      {
        what: 'it names none, and its provisioner is silent',
        change: (objects) => set(objects, 'persistentvolumeclaim/data', 'spec.volumeName', undefined),
        instead: 'volume/provisioner-missing',
      },
    ],
  },
  {
    // Its class is but a name that volumes made by hand share.
    cause: 'volume/no-matching-volume',
    gives: { target: 'deploy/saves', recording: 'r-games-saves' },
    near: [
      {
        what: 'no volume bears that name',
        change: (objects) => remove(objects, 'persistentvolume/r-disk-rwo'),
        instead: 'volume/storage-class-missing',
      },
    ],
  },
  {
    cause: 'volume/first-consumer-waiting',
    gives: FIRST_CONSUMER,
    near: [
      {
        what: 'the class does not wait for a pod',
        change: (objects) => {
          set(objects, 'storageclass/r-local-wait', 'volumeBindingMode', 'Immediate');
          reword(
            objects,
            'waiting for first consumer to be created before binding',
            'no volume plugin matched name: kubernetes.io/no-provisioner',
          );
          reword(objects, 'WaitForFirstConsumer', 'ProvisioningFailed');
        },
        instead: 'volume/no-matching-volume',
      },
      {
        what: 'the first pod is there and finds no volume',
        change: (objects) =>
          objects.push(
            unplaced({
              namespace: 'r-labs',
              created: '2026-11-22T07:39:00Z',
              spec: {
                containers: [{ name: 'app' }],
                volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'assays' } }],
              },
              says: "0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.",
            }),
          ),
        instead: 'volume/no-matching-volume',
      },
    ],
  },
  {
    // While the scheduler has not looked at the pod yet.
    cause: 'volume/first-consumer-waiting',
    gives: {
      ...NO_PROVISIONER,
      takenAt: '2026-11-22T07:49:08Z',
      change: (objects) => {
        remove(objects, 'Event');
        set(objects, 'storageclass/r-csi-block', 'volumeBindingMode', 'WaitForFirstConsumer');
        set(objects, 'pod/tables-db-5774876998-779md', 'status.conditions', []);
      },
    },
    near: [
      {
        what: 'the scheduler finds no room for the pod',
        change: (objects) => {
          const message =
            '0/8 nodes are available: 8 Insufficient cpu. preemption: 0/8 nodes are available: 8 No preemption victims found for incoming pod.';
          const refused = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
          set(objects, 'pod/tables-db-5774876998-779md', 'status.conditions', [refused]);
        },
        instead: 'pending/insufficient-resource',
      },
    ],
  },
];
