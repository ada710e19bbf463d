import type { CauseCase } from './support/cause-case.ts';
import { reword, saying, set } from './support/change.ts';
import { shortOfCpu } from './support/unplaced.ts';

export const cases: readonly CauseCase[] = [
  {
    cause: 'pending/volume-claim-missing',
    gives: { target: 'deploy/indexer', recording: 'r-seo-indexer' },
    near: [
      {
        what: 'the claim is there and has no volume',
        change: (objects) => {
          objects.push(claim('indexer-dat', 'r-seo', 'Pending'));
          reword(
            objects,
            'persistentvolumeclaim "indexer-dat" not found',
            'pod has unbound immediate PersistentVolumeClaims',
          );
        },
        instead: 'volume/storage-class-missing',
      },
      {
        what: 'the claim has come since',
        change: (objects) => objects.push(claim('indexer-dat', 'r-seo', 'Bound')),
      },
    ],
  },
  {
    cause: 'pending/volume-claim-unbound',
    gives: {
      target: 'deploy/orders-db',
      recording: 'r-db-2-orders-db',
      change: (objects) => {
        const path = 'metadata.deletionTimestamp';
        set(objects, 'persistentvolumeclaim/orders-db-data', path, '2026-11-22T07:34:20Z');
        reword(
          objects,
          'pod has unbound immediate PersistentVolumeClaims',
          'persistentvolumeclaim "orders-db-data" is being deleted',
        );
      },
    },
    near: [
      {
        what: 'the volume playbook knows why',
        target: 'deploy/orders-db',
        recording: 'r-db-2-orders-db',
        instead: 'volume/storage-class-missing',
      },
      {
        what: 'there is no such claim',
        target: 'deploy/indexer',
        recording: 'r-seo-indexer',
        instead: 'pending/volume-claim-missing',
      },
    ],
  },
  {
    cause: 'pending/volume-zone-conflict',
    gives: { target: 'deploy/pg', recording: 'r-db-3-pg' },
    near: [
      {
        what: 'the zone is one that the pod asks for by itself',
        target: 'deploy/isochrones',
        recording: 'r-geo-3-isochrones',
        instead: 'pending/node-affinity-unmatched',
      },
      {
        what: 'the volume can be used anywhere and no node may have more volumes',
        change: (objects) => {
          set(objects, 'persistentvolume/r-vol-eu1d', 'spec.nodeAffinity', undefined);
          reword(objects, 'node(s) had volume node affinity conflict', 'node(s) exceed max volume count');
        },
        instead: 'pending/volume-limit-reached',
      },
    ],
  },
  {
    cause: 'pending/volume-limit-reached',
    gives: { target: 'deploy/second', recording: 'r-db-4-second' },
    near: [
      {
        what: 'it is the number of pods that is limited',
        target: 'deploy/turnstile',
        recording: 'r-gates-turnstile',
        instead: 'pending/too-many-pods',
      },
    ],
  },
  {
    cause: 'pending/volume-exclusive',
    gives: { target: 'deploy/writer-b', recording: 'r-podcasts-writer' },
    near: [
      {
        what: 'the volume is one node’s at a time',
        target: 'deploy/reader',
        recording: 'r-vault-4-reader',
        instead: 'volume/attach-conflict',
      },
    ],
  },
  {
    cause: 'pending/volume-space-short',
    gives: {
      target: 'deploy/second',
      recording: 'r-db-4-second',
      change: saying('node(s) exceed max volume count', 'node(s) did not have enough free storage'),
    },
    near: [
      {
        what: 'it is the number of volumes that is limited',
        target: 'deploy/second',
        recording: 'r-db-4-second',
        instead: 'pending/volume-limit-reached',
      },
    ],
  },
  {
    cause: 'pending/device-claim-unavailable',
    gives: {
      target: 'deploy/second',
      recording: 'r-db-4-second',
      change: (objects) => {
        const claims = [{ name: 'gpu', resourceClaimTemplateName: 'one-gpu' }];
        set(objects, 'pod/second-56b9c6674c-kd7zf', 'spec.resourceClaims', claims);
        reword(objects, 'node(s) exceed max volume count', 'cannot allocate all claims');
      },
    },
    near: [
      {
        what: 'the devices are counted like cores',
        target: 'deploy/trainer',
        recording: 'r-vision-3-trainer',
        instead: 'pending/insufficient-resource',
      },
      { what: 'it asks for cores only', ...shortOfCpu(), instead: 'pending/insufficient-resource' },
    ],
  },
];

function claim(name: string, namespace: string, phase: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, creationTimestamp: '2026-11-22T07:40:00Z' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '5Gi' } },
      storageClassName: 'nowhere',
      volumeMode: 'Filesystem',
    },
    status: { phase },
  };
}
