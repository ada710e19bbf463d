import { describe, expect, it } from 'vitest';
import type { SectionName } from '../../src/diagnosis/snapshot.ts';
import {
  asking,
  causesOf,
  eventOf,
  HOUR_AGO,
  nodeOf,
  paramsOf,
  textOf,
  unplaced,
  why,
} from '../support/pending.ts';

const UNBOUND =
  '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.';
const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'orders' } }];

function podWith(says: string, spec: object = { volumes }, created = HOUR_AGO) {
  return unplaced({ says, created, spec: { ...asking({}), ...spec } });
}

function claim(spec: object = {}, status: object = { phase: 'Pending' }, metadata: object = {}) {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'orders', namespace: 'shop', creationTimestamp: HOUR_AGO, ...metadata },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '20Gi' } }, ...spec },
    status,
  };
}

function storageClass(name: string, provisioner: string, annotations: object = {}) {
  return { kind: 'StorageClass', metadata: { name, annotations }, provisioner };
}

function claimEvent(reason: string, message: string) {
  return eventOf(reason, message, {
    involvedObject: { kind: 'PersistentVolumeClaim', name: 'orders', namespace: 'shop' },
  });
}

/** What is said of the claim `orders`. */
function unbound(objects: readonly object[], forbidden: readonly SectionName[] = []) {
  const diagnosis = why([podWith(UNBOUND), ...objects], forbidden);
  expect(causesOf(diagnosis)).toEqual(['volume-claim-unbound']);
  return paramsOf(diagnosis);
}

const ssd = storageClass('ssd', 'ebs.csi.aws.com');
const standard = storageClass('standard', 'ebs.csi.aws.com', {
  'storageclass.kubernetes.io/is-default-class': 'true',
});

describe('a claim without a volume', () => {
  it('whose class does not exist', () => {
    const missing = claimEvent('ProvisioningFailed', 'storageclass.storage.k8s.io "fast-ssd" not found');
    const wanting = claim({ storageClassName: 'fast-ssd' });
    expect(unbound([wanting, ssd, missing])).toMatchObject({
      claim: 'orders',
      class: 'fast-ssd',
      why: 'the storage class fast-ssd does not exist',
      classes: ['ssd'],
      otherClass: 'ssd',
      manual: '20Gi (ReadWriteOnce)',
    });
    expect(unbound([claim({ storageClassName: 'gp3' }), standard])).toMatchObject({ otherClass: 'standard' });
    expect(unbound([claim({ storageClassName: 'gp3' }), ssd])).toMatchObject({ classChoice: ['ssd'] });
    expect(unbound([wanting, missing], ['storage-classes'])).toMatchObject({ classes: [] });
  });

  it('whose class is only a label on volumes made by hand', () => {
    const wanting = claim({ storageClassName: 'manual' });
    const small = {
      kind: 'PersistentVolume',
      metadata: { name: 'pv-small' },
      spec: { storageClassName: 'manual', capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'] },
      status: { phase: 'Available' },
    };
    expect(unbound([wanting, ssd, small])).toMatchObject({
      why: 'no free PersistentVolume of the class manual fits it, and the class makes none',
      nearVolumeLacks: 'it has 10Gi of 20Gi',
      offer: '10Gi (ReadWriteOnce)',
      manualClass: 'manual',
    });
    const local = storageClass('local', 'kubernetes.io/no-provisioner');
    expect(unbound([wanting, local, ssd])).toMatchObject({ classChoice: ['ssd'], classes: ['local', 'ssd'] });
  });

  it('that names no class', () => {
    const failed = claimEvent(
      'FailedBinding',
      'no persistent volumes available for this claim and no storage class is set',
    );
    expect(unbound([claim(), ssd, failed])).toMatchObject({
      why: 'it names no storage class and no default class is set',
      classChoice: ['ssd'],
    });
    expect(unbound([claim(), standard])).toMatchObject({ otherClass: 'standard' });
    expect(unbound([claim(), failed], ['storage-classes'])).toMatchObject({
      why: 'it names no storage class',
    });
    expect(unbound([claim({ storageClassName: '' }), standard])).toMatchObject({
      why: 'no volume without a class fits it',
    });
    expect(unbound([claim({ storageClassName: '', accessModes: [] })])).toMatchObject({ manual: '20Gi' });
    expect(unbound([{ ...claim(), spec: undefined }], ['events'])).toMatchObject({ manual: undefined });
  });

  it('whose class makes none', () => {
    const manual = storageClass('manual', 'kubernetes.io/no-provisioner');
    const failed = claimEvent(
      'ProvisioningFailed',
      'no volume plugin matched name: kubernetes.io/no-provisioner',
    );
    expect(unbound([claim({ storageClassName: 'manual' }), manual, failed])).toMatchObject({
      why: 'no free PersistentVolume of the class manual fits it, and the class makes none',
      manual: '20Gi (ReadWriteOnce)',
    });
  });

  it('whose provisioner fails, does not answer, or waits', () => {
    const wanting = claim({ storageClassName: 'ssd' });
    expect(unbound([wanting, ssd, claimEvent('ProvisioningFailed', 'quota exceeded')])).toMatchObject({
      why: 'making its volume failed',
      words: 'quota exceeded',
      driver: 'ebs.csi.aws.com',
    });
    const tree = storageClass('ssd', 'kubernetes.io/glusterfs');
    expect(
      unbound([wanting, tree, claimEvent('ProvisioningFailed', 'no volume plugin matched')]),
    ).toMatchObject({
      inTree: 'kubernetes.io/glusterfs',
    });
    const external = claimEvent(
      'ExternalProvisioning',
      "Waiting for a volume to be created either by the external provisioner 'x.csi' or manually",
    );
    expect(unbound([wanting, external], ['storage-classes'])).toMatchObject({
      why: 'the provisioner x.csi has not made its volume',
    });
    expect(unbound([wanting], ['storage-classes'])).toMatchObject({ why: 'its volume has not been made' });
    for (const reason of ['WaitForFirstConsumer', 'WaitForPodScheduled']) {
      expect(unbound([wanting, ssd, claimEvent(reason, 'waiting')])).toMatchObject({
        why: 'it waits for the pod to be placed (class ssd)',
      });
    }
    expect(
      unbound([wanting, ssd, claimEvent('VolumeMismatch', 'Cannot bind: requested PV is too small')]),
    ).toMatchObject({
      words: 'Cannot bind: requested PV is too small',
    });
  });

  it('that lost it, or is being deleted', () => {
    expect(unbound([claim({ volumeName: 'disk' }, { phase: 'Lost' })])).toMatchObject({ lostVolume: 'disk' });
    expect(unbound([claim({}, { phase: 'Lost' })]).lostVolume).toBeUndefined();
    const going = claim({}, { phase: 'Bound' }, { deletionTimestamp: '2026-01-01T11:58:00Z' });
    expect(unbound([going])).toMatchObject({ why: 'it has been in deletion for 2m' });
  });

  it('is normal while it is being made', () => {
    const young = claim({ storageClassName: 'ssd' }, {}, { creationTimestamp: '2026-01-01T11:59:50Z' });
    expect(causesOf(why([podWith(UNBOUND), young, ssd]))).toEqual([]);
  });

  it('is none once it is bound: the message is older', () => {
    expect(causesOf(why([podWith(UNBOUND), claim({}, { phase: 'Bound' }), nodeOf('a')]))).toEqual([]);
  });

  it('is told by the message where the claim can’t be read', () => {
    expect(unbound([claim()], ['claim'])).toEqual({ claim: 'orders' });
    const said = (text: string) => paramsOf(why([podWith(`0/1 nodes are available: ${text}.`)], ['claim']));
    expect(
      said('persistentvolumeclaim "orders" bound to non-existent persistentvolume "disk"'),
    ).toMatchObject({
      lostVolume: 'disk',
    });
    expect(said('persistentvolumeclaim "orders" is being deleted')).toMatchObject({
      why: 'it is being deleted',
    });
    const two = {
      volumes: [...volumes, { name: 'b', persistentVolumeClaim: { claimName: 'b' } }, { name: 'tmp' }],
    };
    expect(causesOf(why([podWith(UNBOUND, two)], ['claim']))).toEqual([]);
    const named = podWith('0/1 nodes are available: persistentvolumeclaim "b" is being deleted.', two);
    expect(paramsOf(why([named], ['claim']))).toMatchObject({ claim: 'b' });
  });

  it('leaves other reasons to be told', () => {
    const says =
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't find available persistent volumes to bind.";
    const objects = [
      podWith(says, { volumes, ...asking({ cpu: '9' }) }),
      claim({}, { phase: 'Bound' }),
      nodeOf('a'),
    ];
    expect(causesOf(why(objects))).toEqual(['request-exceeds-every-node']);
  });
});

describe('a claim that does not exist', () => {
  const says = '0/2 nodes are available: persistentvolumeclaim "orders" not found.';

  it('is named with those of near names', () => {
    const diagnosis = why([podWith(says), claim({}, {}, { name: 'orders-data' })]);
    expect(causesOf(diagnosis)).toEqual(['volume-claim-missing']);
    expect(paramsOf(diagnosis)).toMatchObject({ claim: 'orders', near: ['orders-data'], volume: 'data' });
    const [found] = diagnosis.findings;
    expect(found && textOf(found)).toContain(
      '"volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"orders-data"}}]',
    );
    expect(paramsOf(why([podWith(says), claim({}, {}, { name: 'zzz' })]))).toMatchObject({
      claims: ['zzz'],
      near: [],
    });
  });

  it('is believed where claims can’t be read', () => {
    expect(causesOf(why([podWith(says)], ['claim', 'names']))).toEqual(['volume-claim-missing']);
  });

  it('is one that came after the message, and is only not bound', () => {
    expect(causesOf(why([podWith(says), claim()]))).toEqual(['volume-claim-unbound']);
  });

  it('is made in a moment for an ephemeral volume', () => {
    const text = 'waiting for ephemeral volume controller to create the persistentvolumeclaim "web-1-tmp"';
    const spec = { volumes: [{ name: 'tmp', ephemeral: {} }] };
    expect(causesOf(why([podWith(text, spec, '2026-01-01T11:59:50Z')]))).toEqual([]);
    expect(causesOf(why([podWith(text, spec, '')]))).toEqual(['volume-claim-missing']);
    const late = why([podWith(text, spec)]);
    expect(paramsOf(late)).toMatchObject({ claim: 'web-1-tmp', awaited: 'web-1' });
    expect(paramsOf(late).byHand).toBeUndefined();
  });

  it('is made anew by its StatefulSet, and never exchanged for another pod’s', () => {
    const gone = unplaced({
      owner: { kind: 'StatefulSet', name: 'web' },
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-1' } }] },
      says: '0/1 nodes are available: persistentvolumeclaim "data-web-1" not found.',
    });
    const others = { kind: 'PersistentVolumeClaim', metadata: { name: 'data-web-0', namespace: 'shop' } };
    const [said] = why([gone, others]).findings;
    expect(said?.params).toMatchObject({ maker: 'statefulset web', remade: 'web-1' });
    expect(said && textOf(said)).toMatch(/delete pod web-1/);
    expect(said && textOf(said)).not.toMatch(/data-web-0|Create the claim/);
  });
});

describe('a volume that is elsewhere', () => {
  const ZONE = 'topology.kubernetes.io/zone';
  const says = '0/2 nodes are available: 2 node(s) had volume node affinity conflict.';
  const bound = claim({ volumeName: 'disk' }, { phase: 'Bound' });
  const inZone = (zone: string) => ({
    kind: 'PersistentVolume',
    metadata: { name: 'disk' },
    spec: {
      nodeAffinity: {
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: ZONE, operator: 'In', values: [zone] }] }],
        },
      },
    },
  });
  const a = nodeOf('a', { labels: { [ZONE]: 'eu-1a' } });

  it('is named with its zone and the nodes’ zones', () => {
    const diagnosis = why([podWith(says), bound, inZone('eu-1d'), a]);
    expect(causesOf(diagnosis)).toEqual(['volume-zone-conflict']);
    expect(paramsOf(diagnosis)).toMatchObject({
      volume: 'disk',
      claim: 'orders',
      zone: `${ZONE}=eu-1d`,
      zones: ['eu-1a'],
      nowhere: `${ZONE}=eu-1d`,
    });
  });

  it('is where its labels say, where it says so by them alone', () => {
    const old = {
      kind: 'PersistentVolume',
      metadata: { name: 'disk', labels: { [ZONE]: 'eu-1c__eu-1d', app: 'orders' } },
      spec: {},
    };
    const zone = `${ZONE} in (eu-1c, eu-1d)`;
    expect(paramsOf(why([podWith(says), bound, old, a]))).toMatchObject({ volume: 'disk', zone });
    const b = nodeOf('b', { labels: { [ZONE]: 'eu-1d' }, unschedulable: true });
    expect(paramsOf(why([podWith(says), bound, old, a, b]))).toMatchObject({ inPlace: ['b'] });
  });

  it('is told with what is against the nodes there', () => {
    const b = nodeOf('b', { labels: { [ZONE]: 'eu-1d' }, unschedulable: true });
    const diagnosis = why([podWith(says), bound, inZone('eu-1d'), a, b]);
    expect(causesOf(diagnosis)).toEqual(['volume-zone-conflict', 'node-cordoned']);
    expect(paramsOf(diagnosis)).toMatchObject({ inPlace: ['b'] });
    const free = nodeOf('b', { labels: { [ZONE]: 'eu-1d' } });
    expect(causesOf(why([podWith(says), bound, inZone('eu-1d'), a, free]))).toEqual(['volume-zone-conflict']);
  });

  it('is told by the message where volumes can’t be read or don’t say', () => {
    expect(causesOf(why([podWith(says), bound, a], ['volume']))).toEqual(['volume-zone-conflict']);
    expect(causesOf(why([podWith(says), bound, a], ['claim']))).toEqual(['volume-zone-conflict']);
    expect(causesOf(why([podWith(says), claim(), a]))).toEqual(['volume-zone-conflict']);
    const everywhere = { kind: 'PersistentVolume', metadata: { name: 'disk' }, spec: {} };
    expect(causesOf(why([podWith(says), bound, everywhere, a]))).toEqual(['volume-zone-conflict']);
    expect(causesOf(why([podWith(says), bound, inZone('eu-1a'), a]))).toEqual(['volume-zone-conflict']);
    const odd = {
      kind: 'PersistentVolume',
      metadata: { name: 'disk' },
      spec: { nodeAffinity: { required: {} } },
    };
    expect(causesOf(why([podWith(says), bound, odd, a]))).toEqual(['volume-zone-conflict']);
  });
});

describe('further limits of storage', () => {
  it.each([
    ['node(s) exceed max volume count', 'volume-limit-reached'],
    ['node(s) did not have enough free storage', 'volume-space-short'],
  ])('%s', (text, cause) => {
    const diagnosis = why([podWith(`0/1 nodes are available: 1 ${text}.`), nodeOf('a')]);
    expect(causesOf(diagnosis)).toEqual([cause]);
    expect(paramsOf(diagnosis)).toMatchObject({ nodes: ['a'], claims: ['orders'], count: 1 });
  });
});
