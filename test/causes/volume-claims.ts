import type { CauseCase } from './support/cause-case.ts';
import { object, remove, reword, saying, set } from './support/change.ts';
import { BY_HAND, EXTERNAL, NO_PROVISIONER } from './support/unbound-claim.ts';

const NO_CLASS = { target: 'sts/kafka', recording: 'r-queue-kafka' } as const;
const CLASS_MISSING = { target: 'deploy/orders-db', recording: 'r-db-2-orders-db' } as const;

const FAST = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'fast-ssd' },
  provisioner: 'block.csi.example.com',
  volumeBindingMode: 'Immediate',
};

export const cases: readonly CauseCase[] = [
  {
    cause: 'volume/claim-unbound-no-class',
    gives: NO_CLASS,
    near: [
      {
        what: 'the claim names the empty class, and so only volumes made by hand',
        change: (objects) => set(objects, 'persistentvolumeclaim/data-kafka-0', 'spec.storageClassName', ''),
        instead: 'volume/no-matching-volume',
      },
      {
        what: 'it names a class that does not exist',
        ...CLASS_MISSING,
        instead: 'volume/storage-class-missing',
      },
    ],
  },
  {
    cause: 'volume/storage-class-missing',
    gives: CLASS_MISSING,
    near: [
      {
        what: 'the class is there and nobody makes its volumes',
        change: (objects) => {
          objects.push(FAST);
          reword(objects, 'storageclass.storage.k8s.io "fast-ssd" not found', EXTERNAL);
          reword(objects, 'ProvisioningFailed', 'ExternalProvisioning');
        },
        instead: 'volume/provisioner-missing',
      },
      {
        what: 'the claim names none',
        ...NO_CLASS,
        instead: 'volume/claim-unbound-no-class',
      },
    ],
  },
  {
    cause: 'volume/provisioning-failed',
    gives: {
      ...NO_PROVISIONER,
      change: (objects) => {
        reword(
          objects,
          EXTERNAL,
          'failed to provision volume with StorageClass "r-csi-block": rpc error: code = ResourceExhausted desc = the limit of 10 volumes is reached',
        );
        reword(objects, 'ExternalProvisioning', 'ProvisioningFailed');
      },
    },
    near: [
      { what: 'the provisioner is silent', ...NO_PROVISIONER, instead: 'volume/provisioner-missing' },
      {
        what: 'Kubernetes no longer has the provisioner',
        target: 'deploy/originals',
        recording: 'r-media-3-originals',
        instead: 'volume/provisioner-missing',
      },
      {
        what: 'it failed for the node that the pod had, and now no node has room',
        change: (objects) =>
          reword(
            objects,
            'pod has unbound immediate PersistentVolumeClaims. preemption: 0/8 nodes are available: 8 Preemption is not helpful for scheduling.',
            '8 Insufficient cpu. preemption: 0/8 nodes are available: 8 No preemption victims found for incoming pod.',
          ),
        instead: 'pending/insufficient-resource',
      },
      {
        what: 'it failed and then made the volume',
        change: (objects) => {
          const claim = object(objects, 'persistentvolumeclaim/tables');
          claim.spec.volumeName = 'pvc-1b2c';
          claim.status = { phase: 'Bound', capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'] };
        },
      },
    ],
  },
  {
    cause: 'volume/provisioner-missing',
    gives: NO_PROVISIONER,
    near: [
      {
        what: 'the claim is a few seconds old',
        takenAt: '2026-11-22T07:49:10Z',
        change: (objects) => {
          const event = objects.find(({ reason }) => reason === 'ExternalProvisioning');
          remove(objects, `event/${event.metadata.name}`);
        },
      },
      {
        what: 'it has said why it makes none',
        change: (objects) => {
          reword(objects, EXTERNAL, 'rpc error: code = Internal desc = no capacity in zone eu-1a');
          reword(objects, 'ExternalProvisioning', 'ProvisioningFailed');
        },
        instead: 'volume/provisioning-failed',
      },
      {
        what: 'volumes of the class are made by hand',
        ...BY_HAND,
        instead: 'volume/no-matching-volume',
      },
    ],
  },
  {
    // A provisioner that Kubernetes once held itself.
    cause: 'volume/provisioner-missing',
    gives: { target: 'deploy/originals', recording: 'r-media-3-originals' },
    near: [
      {
        what: 'Kubernetes still holds the provisioner, and it fails',
        change: saying(
          'no volume plugin matched name: kubernetes.io/glusterfs',
          'Failed to provision volume with StorageClass "r-gluster": failed to create volume: server busy',
        ),
        instead: 'volume/provisioning-failed',
      },
    ],
  },
];
