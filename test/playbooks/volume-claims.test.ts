import { describe, expect, it, test } from 'vitest';
import { volume } from '../../playbooks/volume/index.ts';
import { CREATED } from '../support/build.ts';
import { type MadePod, ofClaim, STATEFUL, starting, told, why } from './start-made.ts';

const UNBOUND = '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.';
const volumes = [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }];

/** A pod without a node, of which the scheduler says this. */
function unplaced(says: string | undefined, made: MadePod = {}) {
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: says ?? '' };
  const { nodeName: _, ...placeless } = starting().spec ?? {};
  const base = starting({
    ...made,
    status: { containerStatuses: [], conditions: says === undefined ? [] : [condition] },
  });
  return { ...base, spec: { ...placeless, volumes, ...made.spec } };
}

function claim(spec: object = {}, more: { status?: object; metadata?: object } = {}) {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop', creationTimestamp: CREATED, ...more.metadata },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...spec },
    status: more.status ?? { phase: 'Pending' },
  };
}

function storageClass(name: string, provisioner = 'ebs.csi.aws.com', more: object = {}) {
  return { kind: 'StorageClass', metadata: { name }, provisioner, ...more };
}

function one(objects: readonly object[], pod: object = unplaced(UNBOUND)) {
  const answer = why(volume, [pod, ...objects]);
  expect(answer.told).toHaveLength(1);
  return answer.told[0];
}

describe('a claim without a volume', () => {
  const BINDING = 'no persistent volumes available for this claim and no storage class is set';

  it('names no class, and none is the default', () => {
    const said = one([claim(), storageClass('fast'), ofClaim('FailedBinding', BINDING)]);
    expect(said?.cause).toBe('claim-unbound-no-class');
    expect(said?.text).toMatch(/It asks for 10Gi as ReadWriteOnce\./);
    expect(said?.text).toMatch(/patch storageclass fast -p '{"metadata"/);
    const two = one([claim(), storageClass('fast'), storageClass('slow')]);
    expect(two?.text).toMatch(/naming one of fast, slow/);
    expect(two?.text).not.toMatch(/patch storageclass/);
    expect(one([claim()])?.text).toMatch(/The cluster has no StorageClass/);
  });

  it('names a class that does not exist', () => {
    const event = ofClaim('ProvisioningFailed', 'storageclass.storage.k8s.io "fastt" not found');
    const said = one([claim({ storageClassName: 'fastt' }), storageClass('fast'), event]);
    expect(said?.cause).toBe('storage-class-missing');
    expect(said?.confidence).toBe('certain');
    expect(said?.text).toMatch(/create it with the class fast\./);
    expect(said?.evidence).toContain('class \\"fastt\\"');
  });

  it('from the templates of a StatefulSet', () => {
    const own = [{ name: 'd', persistentVolumeClaim: { claimName: 'data-web-1' } }];
    const pod = unplaced(UNBOUND, { metadata: STATEFUL, spec: { volumes: own } });
    const said = one([claim({}, { metadata: { name: 'data-web-1' } })], pod);
    expect(said?.text).toMatch(/made from the volumeClaimTemplates of statefulset web/);
  });

  it('whose provisioner fails, is silent, or is gone', () => {
    const wanting = claim({ storageClassName: 'fast' });
    const failed = one([wanting, storageClass('fast'), ofClaim('ProvisioningFailed', 'quota exceeded')]);
    expect(failed?.cause).toBe('provisioning-failed');
    expect(failed?.text).toMatch(/quota exceeded/);
    const silent = one([wanting, storageClass('fast')]);
    expect(silent).toMatchObject({ cause: 'provisioner-missing', confidence: 'likely' });
    expect(silent?.text).toMatch(/get csidriver ebs.csi.aws.com/);
    const words = 'no volume plugin matched name: kubernetes.io/glusterfs';
    const gone = one([
      wanting,
      storageClass('fast', 'kubernetes.io/glusterfs'),
      ofClaim('ProvisioningFailed', words),
    ]);
    expect(gone).toMatchObject({ cause: 'provisioner-missing', confidence: 'certain' });
    const { message: _, ...wordless } = ofClaim('ProvisioningFailed', '');
    expect(one([wanting, storageClass('fast'), wordless])?.cause).toBe('provisioning-failed');
    const ageless = claim({ storageClassName: 'fast' }, { metadata: { creationTimestamp: null } });
    expect(one([ageless, storageClass('fast')])?.cause).toBe('provisioner-missing');
    const slow = one([
      wanting,
      storageClass('fast'),
      ofClaim('Provisioning', 'External provisioner is provisioning'),
    ]);
    expect(slow?.cause).toBe('provisioning-failed');
  });

  it('that is lost, or has no volume that fits', () => {
    const lost = claim({ volumeName: 'pv-1' }, { status: { phase: 'Lost' } });
    const says =
      '0/2 nodes are available: persistentvolumeclaim "data" bound to non-existent persistentvolume "pv-1".';
    expect(one([lost], unplaced(says))?.title).toBe('PersistentVolumeClaim data has lost its volume pv-1');
    const small = {
      kind: 'PersistentVolume',
      metadata: { name: 'pv-small' },
      spec: { storageClassName: 'manual', capacity: { storage: '5Gi' }, accessModes: ['ReadWriteOnce'] },
    };
    const said = one([claim({ storageClassName: 'manual' }), small]);
    expect(said?.cause).toBe('no-matching-volume');
    expect(said?.text).toMatch(/The nearest volume, pv-small, does not do: it has 5Gi of 10Gi/);
    const none = ofClaim('ProvisioningFailed', 'no volume plugin matched name: kubernetes.io/no-provisioner');
    const unlisted = [unplaced(UNBOUND), claim({ storageClassName: 'manual' }), none];
    expect(why(volume, unlisted, ['storage-classes']).causes).toEqual(['no-matching-volume']);
    expect(one([claim({ storageClassName: '' })])?.cause).toBe('no-matching-volume');
  });

  it('while the scheduler waits with it: a node is chosen, and nobody makes the volume', () => {
    const selected = {
      metadata: {
        annotations: { 'volume.kubernetes.io/selected-node': 'node-a' },
        creationTimestamp: CREATED,
      },
    };
    const waits = storageClass('fast', 'ebs.csi.aws.com', { volumeBindingMode: 'WaitForFirstConsumer' });
    const said = one([claim({ storageClassName: 'fast' }, selected), waits], unplaced(undefined));
    expect(said?.cause).toBe('provisioner-missing');
    expect(volume.supersedes).toContain('pending/scheduler-missing');
  });
});

describe('what waits for the pod to be placed', () => {
  const waiting = [
    claim({ storageClassName: 'fast' }),
    storageClass('fast', 'ebs.csi.aws.com', { volumeBindingMode: 'WaitForFirstConsumer' }),
  ];

  it('is said of a new pod only', () => {
    const young = unplaced(undefined, { metadata: { creationTimestamp: '2026-01-01T11:59:50Z' } });
    const answer = why(volume, [young, ...waiting]);
    expect(answer.causes).toEqual(['first-consumer-waiting']);
    expect(answer.diagnosis.verdict).toBe('waiting');
    expect(why(volume, [unplaced(undefined), ...waiting]).causes).toEqual([]);
    expect(why(volume, [unplaced(UNBOUND), ...waiting]).causes).toEqual([]);
  });
});

describe('what is left to others', () => {
  test.each([
    ['bound', claim({ volumeName: 'pv' }, { status: { phase: 'Bound' } })],
    ['being deleted', claim({}, { metadata: { deletionTimestamp: CREATED } })],
    ['absent', {}],
  ])('a claim that is %s', (_, object) => {
    expect(why(volume, [unplaced(UNBOUND), object]).causes).toEqual([]);
  });

  it('a pod that waits for something else', () => {
    const refused = unplaced('0/2 nodes are available: 2 Insufficient cpu.');
    expect(why(volume, [refused, claim()]).asked.some(({ section }) => section === 'claim')).toBe(false);
    const gated = unplaced(undefined, { spec: { schedulingGates: [{ name: 'a' }] } });
    expect(why(volume, [gated, claim()]).causes).toEqual([]);
  });

  it('what cannot be read', () => {
    expect(why(volume, [unplaced(UNBOUND), claim()], ['claim']).causes).toEqual([]);
    const without = why(
      volume,
      [unplaced(UNBOUND), claim({ storageClassName: 'x' })],
      ['events', 'storage-classes'],
    );
    expect(without.causes).toEqual(['provisioner-missing']);
    const event = told('FailedScheduling', UNBOUND);
    expect(why(volume, [unplaced(undefined), claim(), event]).causes).toEqual(['claim-unbound-no-class']);
  });

  it('a claim whose phase is not known yet', () => {
    const said = one([claim({ resources: {}, accessModes: undefined }, { status: {} })]);
    expect(said?.evidence).toContain('Pending');
    expect(
      one([{ kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' } }])?.cause,
    ).toBe('claim-unbound-no-class');
  });
});
