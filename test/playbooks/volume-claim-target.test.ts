import { describe, expect, it, test } from 'vitest';
import { volume } from '../../playbooks/volume/index.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { CREATED, pod } from '../support/build.ts';
import { ofClaim, told } from './start-made.ts';

function claim(made: { spec?: object; status?: object; metadata?: object } = {}): object {
  return {
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
}

function bound(status: object = {}, spec: object = {}): object {
  return claim({
    spec: { volumeName: 'pv-1', ...spec },
    status: { phase: 'Bound', capacity: { storage: '10Gi' }, ...status },
  });
}

function storageClass(volumeBindingMode: string, provisioner = 'ebs.csi.aws.com'): object {
  return { kind: 'StorageClass', metadata: { name: 'fast' }, provisioner, volumeBindingMode };
}

const IMMEDIATE = storageClass('Immediate');
const WAITS = storageClass('WaitForFirstConsumer');
const LOCAL = storageClass('WaitForFirstConsumer', 'kubernetes.io/no-provisioner');
const VOLUMES = [{ name: 'd', persistentVolumeClaim: { claimName: 'data' } }];

/** Pod web-1, which uses the claim; on no node unless told. */
function user(made: { metadata?: Pod['metadata']; spec?: Pod['spec']; status?: Pod['status'] } = {}): object {
  const one = pod({
    metadata: { ...made.metadata },
    spec: { nodeName: undefined as never, volumes: VOLUMES, ...made.spec },
    status: { phase: 'Pending', conditions: [], containerStatuses: [], ...made.status },
  });
  return { kind: 'Pod', ...one };
}

function refused(message: string, status: object = {}): Pod['status'] {
  const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  return { conditions: [condition], ...status };
}

function why(objects: readonly object[], withheld: Withheld = {}): Asked {
  return asked(volume, 'pvc/data', objects, withheld);
}

function one(objects: readonly object[], withheld: Withheld = {}) {
  const answer = why(objects, withheld);
  expect(answer.told).toHaveLength(1);
  return { ...answer.told[0], verdict: answer.verdict, reads: answer.reads } as Asked['told'][number] &
    Pick<Asked, 'verdict' | 'reads'>;
}

describe('a bound claim', () => {
  it('is in order, and nothing is asked', () => {
    const answer = why([bound(), user()]);
    expect([answer.verdict, answer.told, answer.reads]).toEqual(['healthy', [], []]);
    // A volume may be larger than what was asked for.
    expect(why([bound({ capacity: { storage: '12Gi' } })]).told).toEqual([]);
    expect(
      why([bound({ capacity: undefined, conditions: [{ type: 'Other', status: 'True' }] })]).told,
    ).toEqual([]);
  });

  it('is judged as another target’s by nobody', () => {
    expect(
      asked(volume, 'svc/data', [{ kind: 'Service', metadata: { name: 'data', namespace: 'shop' } }]).told,
    ).toEqual([]);
  });
});

describe('a claim without a volume', () => {
  it('names a class that does not exist: who waits for it', () => {
    const said = one([
      claim({ spec: { storageClassName: 'fastt' } }),
      IMMEDIATE,
      user(),
      user({ metadata: { name: 'web-2' } }),
    ]);
    expect(said).toMatchObject({
      cause: 'storage-class-missing',
      confidence: 'certain',
      verdict: 'unhealthy',
    });
    expect(said.text).toMatch(/StorageClasses there are: fast\./);
    expect(said.text).toMatch(/Pods that wait for it: web-1, web-2\./);
    expect(said.evidence).toContain('PersistentVolumeClaim data');
    expect(said.reads.length).toBeLessThanOrEqual(6);
  });

  it('that nobody uses', () => {
    const said = one([
      claim({ spec: { storageClassName: 'fastt' } }),
      IMMEDIATE,
      { kind: 'Pod', metadata: {}, spec: {} },
    ]);
    expect(said.text).toMatch(/No pod of shop uses data\./);
    const nameless = { kind: 'StorageClass', metadata: {} };
    expect(one([claim({ spec: { storageClassName: 'fastt' } }), nameless]).cause).toBe(
      'storage-class-missing',
    );
    const unseen = one([claim({ spec: { storageClassName: 'fastt' } }), IMMEDIATE], {
      'namespace-pods': 'forbidden',
    });
    expect(unseen.text).not.toMatch(/No pod of|that wait for it/);
    const many = { value: { pods: [], truncated: true } };
    expect(
      one([claim({ spec: { storageClassName: 'fastt' } }), IMMEDIATE], { 'namespace-pods': many }).text,
    ).not.toMatch(/No pod of/);
  });

  test.each([
    ['claim-unbound-no-class', [claim({ spec: { storageClassName: undefined } }), IMMEDIATE]],
    ['provisioner-missing', [claim(), IMMEDIATE]],
    ['claim-lost', [claim({ status: { phase: 'Lost' }, spec: { volumeName: 'pv-1' } }), WAITS]],
    ['no-matching-volume', [claim({ spec: { storageClassName: '' } }), IMMEDIATE]],
    ['provisioning-failed', [claim(), IMMEDIATE, ofClaim('ProvisioningFailed', 'quota exceeded')]],
  ])('%s', (cause, objects) => {
    expect(one(objects).cause).toBe(cause);
  });

  it('was made from a StatefulSet’s template', () => {
    const metadata = {
      name: 'web-0',
      ownerReferences: [{ kind: 'StatefulSet', name: 'web', controller: true }],
    };
    const volumes = [{ name: 'd', persistentVolumeClaim: { claimName: 'data-web-0' } }];
    const objects = [
      claim({ metadata: { name: 'data-web-0' }, spec: { storageClassName: 'none' } }),
      user({ metadata, spec: { volumes } }),
    ];
    const { told: found } = asked(volume, 'pvc/data-web-0', objects);
    expect(found[0]?.text).toMatch(/volumeClaimTemplates of statefulset web/);
  });

  it('may be new: its provisioner is at work', () => {
    const young = claim({ metadata: { creationTimestamp: '2026-01-01T11:59:50Z' } });
    expect(why([young, IMMEDIATE])).toMatchObject({ told: [], verdict: 'waiting' });
  });

  test.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
  ] as const)('is not healthy where all is %s', (reason) => {
    const withheld = {
      events: reason,
      'storage-classes': reason,
      'namespace-pods': reason,
      'persistent-volumes': reason,
    } as const;
    expect(['unhealthy', 'inconclusive']).toContain(why([claim(), IMMEDIATE], withheld).verdict);
  });
});

describe('a claim whose class waits for a pod', () => {
  it('has none', () => {
    const said = one([
      claim(),
      WAITS,
      ofClaim('WaitForFirstConsumer', 'waiting for first consumer to be created before binding'),
    ]);
    expect(said).toMatchObject({
      cause: 'first-consumer-waiting',
      verdict: 'waiting',
      confidence: 'certain',
    });
    expect(said.title).toBe('PersistentVolumeClaim data waits for a pod that uses it: there is none');
    expect(said.evidence).toContain('before binding');
    const unseen = one([claim(), WAITS], { 'namespace-pods': 'forbidden' });
    expect(unseen.title).toBe('PersistentVolumeClaim data waits for a pod that uses it to be placed');
    const untold = one([claim(), ofClaim('WaitForPodScheduled', 'waiting for pod web-1 to be scheduled')], {
      'storage-classes': 'forbidden',
    });
    expect(untold.cause).toBe('first-consumer-waiting');
  });

  it('makes no volumes itself', () => {
    const said = one([claim(), LOCAL]);
    expect(said.cause).toBe('first-consumer-waiting');
    expect(said.text).toMatch(
      /Class fast makes no volumes itself: a PersistentVolume that fits \(10Gi \(ReadWriteOnce\)\)/,
    );
    const small = {
      kind: 'PersistentVolume',
      metadata: { name: 'pv-s' },
      spec: { storageClassName: 'fast', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] },
    };
    expect(one([claim(), LOCAL, small]).text).toMatch(
      /nearest volume, pv-s, does not do: it has 1Gi of 10Gi/,
    );
  });

  it.each([
    [
      'new',
      {
        metadata: { creationTimestamp: '2026-01-01T11:59:40Z' },
        status: refused('0/1 nodes are available: 1 Insufficient cpu.'),
      },
    ],
    ['without a word of the scheduler', {}],
    ['of which the scheduler says nothing', { status: refused('') }],
    [
      'nominated',
      { status: refused('0/1 nodes are available: 1 Insufficient cpu.', { nominatedNodeName: 'node-b' }) },
    ],
    [
      'placed a moment ago',
      {
        metadata: { creationTimestamp: '2026-01-01T11:59:40Z' },
        spec: { volumes: VOLUMES, nodeName: 'node-a' },
      },
    ],
  ])('has one that is %s', (_, made) => {
    const said = one([claim(), WAITS, user(made)]);
    expect(said).toMatchObject({ cause: 'first-consumer-waiting', verdict: 'waiting' });
    expect(said.title).toBe('PersistentVolumeClaim data waits for pod web-1 to be placed');
  });

  it('has one that no node takes', () => {
    const words = '0/1 nodes are available: 1 Insufficient cpu.';
    const said = one([claim(), WAITS, user({ status: refused(words) })]);
    expect(said).toMatchObject({ cause: 'consumer-unplaced', verdict: 'unhealthy' });
    expect(said.title).toBe(`PersistentVolumeClaim data waits for pod web-1, which has no node: ${words}`);
    expect(said.evidence).toContain('Unschedulable');
  });

  it('has one that finds no volume made by hand', () => {
    const words = "0/1 nodes are available: 1 node(s) didn't find available persistent volumes to bind.";
    expect(one([claim(), LOCAL, user({ status: refused(words) })]).cause).toBe('no-matching-volume');
    // Of a class that makes volumes it is the nodes that don't fit.
    expect(one([claim(), WAITS, user({ status: refused(words) })]).cause).toBe('consumer-unplaced');
  });

  it('has one that was placed past the scheduler', () => {
    const spec = { volumes: VOLUMES, nodeName: 'node-a' };
    const said = one([claim(), WAITS, user({ spec })]);
    expect(said).toMatchObject({ cause: 'scheduler-bypassed', confidence: 'likely', verdict: 'unhealthy' });
    expect(said.title).toMatch(/waits for the scheduler, and pod web-1 went past it to node-a$/);
    expect(said.text).toMatch(/Create pod web-1 again/);
    const metadata = {
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }],
    };
    expect(one([claim(), WAITS, user({ metadata, spec })]).text).toMatch(
      /kubectl -n shop edit deployment\/web/,
    );
  });

  it('was tried for a pod, and refused', () => {
    const said = one([
      claim(),
      WAITS,
      user(),
      ofClaim('ProvisioningFailed', 'rpc error: out of capacity in zone a'),
    ]);
    expect(said.cause).toBe('provisioning-failed');
    expect(said.text).toMatch(/Pods that wait for it: web-1/);
  });

  it('names a volume that does not fit', () => {
    const words = 'volume "pv-1" already bound to a different claim.';
    const said = one([claim({ spec: { volumeName: 'pv-1' } }), WAITS, ofClaim('VolumeMismatch', words)]);
    expect(said.cause).toBe('no-matching-volume');
  });

  it('is served by now: its volume is being made', () => {
    const annotations = { 'volume.kubernetes.io/selected-node': 'node-a' };
    expect(one([claim({ metadata: { annotations } }), WAITS]).cause).toBe('provisioner-missing');
  });
});

describe('a claim that is being deleted', () => {
  const deletionTimestamp = '2026-01-01T11:55:00Z';
  const leaving = (more: object = {}) =>
    claim({
      metadata: { deletionTimestamp, ...more },
      status: { phase: 'Bound' },
      spec: { volumeName: 'pv-1' },
    });
  const spec = { volumes: VOLUMES, nodeName: 'node-a' };

  it('is in use', () => {
    const owned = {
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }],
    };
    const said = one([leaving(), user({ metadata: owned, spec }), user({ metadata: { name: 'web-2' } })]);
    expect(said).toMatchObject({ cause: 'claim-deleting', verdict: 'unhealthy' });
    expect(said.title).toBe('PersistentVolumeClaim data has been in deletion for 5m: in use by pod web-1');
    expect(said.text).toMatch(/kubernetes.io\/pvc-protection/);
    expect(said.text).toMatch(/patch pv pv-1 -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'/);
    expect(said.text).toMatch(/scale deployment\/web --replicas=0/);
    expect(one([leaving(), user({ spec })]).text).toMatch(/delete pod web-1/);
    const daemon = { ownerReferences: [{ kind: 'DaemonSet', name: 'web', controller: true }] };
    expect(one([leaving(), user({ metadata: daemon, spec })]).text).not.toMatch(/--replicas=0|delete pod/);
  });

  it('is held by others', () => {
    const finalizers = ['snapshot.storage.kubernetes.io/pvc-as-source-protection', 'example.com/keep'];
    const said = one([leaving({ finalizers })]);
    expect(said.title).toMatch(
      /held by snapshot.storage.kubernetes.io\/pvc-as-source-protection, example.com\/keep$/,
    );
    expect(said.text).toMatch(
      /the snapshot controller, once no snapshot is taken of it, the controller that set example.com\/keep/,
    );
  });

  it('is used by nobody any more', () => {
    expect(one([leaving({ deletionTimestamp: '2026-01-01T11:59:50Z' })])).toMatchObject({
      verdict: 'waiting',
    });
    const late = one([
      leaving(),
      user({ metadata: { name: 'web-3' }, spec, status: { phase: 'Succeeded' } }),
    ]);
    expect(late).toMatchObject({ verdict: 'unhealthy' });
    expect(late.text).toMatch(/No pod uses data any more/);
    expect(one([leaving({ finalizers: undefined })]).evidence).toContain('none');
    expect(one([leaving()], { 'namespace-pods': 'forbidden' }).title).toBe(
      'PersistentVolumeClaim data has been in deletion for 5m',
    );
  });
});

describe('a claim that is to have a larger volume', () => {
  const more = { resources: { requests: { storage: '20Gi' } } };
  const condition = (type: string, message?: string) => ({ conditions: [{ type, status: 'True', message }] });
  const said = (reason: string, message: string) => ofClaim(reason, message);

  it('gets it', () => {
    const resizing = one([bound(condition('Resizing'), more)]);
    expect(resizing).toMatchObject({ cause: 'resize-pending', verdict: 'waiting' });
    expect(resizing.title).toBe('The volume of claim data is being enlarged from 10Gi to 20Gi');
    expect(one([bound({}, more)]).cause).toBe('resize-pending');
    expect(
      one([bound({ allocatedResourceStatuses: { storage: 'ControllerResizeInProgress' } }, more)]).cause,
    ).toBe('resize-pending');
    const again = [
      said('VolumeResizeFailed', 'no'),
      { ...said('VolumeResizeSuccessful', 'done'), lastTimestamp: '2026-01-01T12:00:01Z' },
    ];
    expect(one([bound(condition('Resizing'), more), ...again]).cause).toBe('resize-pending');
    expect(one([bound(condition('Resizing'), more)], { events: 'forbidden' }).cause).toBe('resize-pending');
    const odd = one([bound({ capacity: undefined, ...condition('Resizing') }, { resources: {} })]);
    expect(odd.title).toBe('The volume of claim data is being enlarged');
  });

  test.each([
    [
      'an event',
      bound(condition('Resizing'), more),
      [said('VolumeResizeFailed', 'rpc error: quota exceeded')],
      /: rpc error: quota exceeded$/,
    ],
    [
      'a condition',
      bound(condition('ControllerResizeError', 'quota exceeded'), more),
      [],
      /: quota exceeded$/,
    ],
    [
      'a condition and an event',
      bound(condition('NodeResizeError'), more),
      [said('VolumeResizeFailed', 'no room')],
      /: no room$/,
    ],
    ['a condition without words', bound(condition('NodeResizeError'), more), [], /to 20Gi$/],
    [
      'the state',
      bound({ allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' } }, more),
      [],
      /the driver refuses this size/,
    ],
  ])('can’t have it, says %s', (_, object, events, title) => {
    const failed = one([object, ...events]);
    expect(failed).toMatchObject({ cause: 'resize-failed', verdict: 'unhealthy', confidence: 'certain' });
    expect(failed.title).toMatch(/^The volume of claim data can’t be enlarged from 10Gi to 20Gi/);
    expect(failed.title).toMatch(title);
  });

  describe('whose file system is still to grow', () => {
    const pending = bound(
      condition(
        'FileSystemResizePending',
        'Waiting for user to (re-)start a pod to finish file system resize of volume on node.',
      ),
      more,
    );
    const running = user({ spec: { volumes: VOLUMES, nodeName: 'node-a' } });

    it('waits for a pod', () => {
      const used = one([pending, running]);
      expect(used).toMatchObject({ cause: 'resize-pending', verdict: 'waiting' });
      expect(used.text).toMatch(/pod web-1 has to be started again/);
      expect(one([pending]).text).toMatch(/No pod uses data: the file system grows once one does/);
      expect(one([pending, running], { 'namespace-pods': 'forbidden' }).text).not.toMatch(/web-1/);
    });

    it('can’t grow, says the kubelet of the pod', () => {
      const failed = one([
        pending,
        running,
        told(
          'FileSystemResizeFailed',
          'MountVolume.resizeFileSystem failed for volume "pv-1": bad superblock',
        ),
      ]);
      expect(failed.title).toMatch(/bad superblock$/);
      const grown = [
        told('FileSystemResizeFailed', 'no'),
        told('FileSystemResizeSuccessful', 'yes', { lastTimestamp: '2026-01-01T12:00:01Z' }),
      ];
      expect(one([pending, running, ...grown]).cause).toBe('resize-pending');
      const bare = user({
        metadata: { uid: undefined as never },
        spec: { volumes: VOLUMES, nodeName: 'node-a' },
      });
      expect(one([pending, bare], { events: 'forbidden' }).cause).toBe('resize-pending');
    });
  });
});
