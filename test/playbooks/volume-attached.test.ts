import { describe, expect, it, test } from 'vitest';
import { volume } from '../../playbooks/volume/index.ts';
import type { Volume } from '../../src/diagnosis/objects/pod.ts';
import { container, pod } from '../support/build.ts';
import { starting, told, why } from './start-made.ts';

const CLAIMED: Volume = { name: 'd', persistentVolumeClaim: { claimName: 'data' } };
const WAITING = starting({ spec: { containers: [container()], volumes: [CLAIMED] } });
const CLAIM = {
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'], volumeName: 'pv-1' },
  status: { phase: 'Bound' },
};

function using(name: string, nodeName: string) {
  const made = pod({ metadata: { name, uid: name } });
  return { kind: 'Pod', ...made, spec: { containers: [container()], volumes: [CLAIMED], nodeName } };
}

function node(name: string, providerID: string) {
  return { kind: 'Node', metadata: { name }, spec: { providerID } };
}

function refusing(words: string) {
  return told('FailedAttachVolume', `AttachVolume.Attach failed for volume "pv-1" : ${words}`);
}

const VM = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachineScaleSets/aks-x-vmss';

describe('a storage system that says another machine has the volume', () => {
  test.each([
    [
      'rpc error: code = Internal desc = Could not attach volume "vol-0f3a" to node "i-0a": operation error EC2: AttachVolume, https response error StatusCode: 400, RequestID: 7b, api error VolumeInUse: vol-0f3a is already attached to an instance',
      'another node',
    ],
    [
      'Error attaching EBS volume "vol-0f3a" to instance "i-0a": "VolumeInUse: vol-0f3a is already attached to an instance\n\tstatus code: 400, request id: 7b"',
      'another node',
    ],
    [
      "rpc error: code = Internal desc = Failed to Attach: failed when waiting for zonal op: operation operation-1 failed (RESOURCE_IN_USE_BY_ANOTHER_RESOURCE): The disk resource 'projects/p/zones/z-b/disks/pvc-1' is already being used by 'projects/p/zones/z-b/instances/gke-pool-7f'",
      'gke-pool-7f',
    ],
    ['googleapi: Error 400: RESOURCE_IN_USE_BY_ANOTHER_RESOURCE', 'another node'],
    [
      `rpc error: code = Internal desc = Attach volume /subscriptions/s/disks/pvc-1 to instance aks-x-vmss000001 failed with disk(/subscriptions/s/disks/pvc-1) already attached to node(${VM}/virtualMachines/aks-x-vmss_10), could not be attached to node(aks-x-vmss000001)`,
      'aks-x-vmss00000a',
    ],
    [
      'Code="ConflictingUserInput" Message="Disk \'pvc-1\' cannot be attached as the disk is already owned by VM \'/subscriptions/s/virtualMachines/aks-1\'."',
      'aks-1',
    ],
    ['disk pvc-1 is attached to VM aks-2, cannot be attached to aks-1', 'aks-2'],
    [
      'rpc error: code = FailedPrecondition desc = The volume pvc-1 cannot be attached to the node node-a since it is already attached to the node worker-2',
      'worker-2',
    ],
    ['disk 0c5d is attached to a different instance (7e1f)', 'another node'],
    ['volume is already attached to another server', 'another node'],
  ])('%s', (words, holder) => {
    const { told: said } = why(volume, [WAITING, CLAIM, refusing(words)]);
    expect(said[0]?.title).toBe(`Volume pv-1 can’t be attached to node-a: it is attached to ${holder}`);
    expect(said[0]?.text).toMatch(/The storage system says: /);
  });

  test.each([
    'rpc error: code = Internal desc = Could not attach volume "vol-0f3a" to node "i-0a": UnauthorizedOperation',
    "Cannot attach data disk 'pvc-1' to VM 'aks-1' because the disk is currently being detached",
    'rpc error: code = NotFound desc = Instance "i-0a" not found',
    'volume is not attached to node node-b-1',
    'volume pvc-1 is already attached to node node-a',
  ])('not: %s', (words) => {
    expect(why(volume, [WAITING, CLAIM, refusing(words)]).causes).toEqual(['attach-failed']);
  });

  it('names the pods there', () => {
    const words = 'it is already attached to the node i-0b7';
    const objects = [
      WAITING,
      CLAIM,
      using('web-0', 'node-b'),
      using('web-2', 'node-c'),
      node('node-b', 'aws:///eu-1a/i-0b7'),
      refusing(words),
    ];
    expect(why(volume, objects).told[0]?.title).toMatch(/it is in use by web-0 on node-b$/);
    expect(why(volume, objects, ['nodes', 'namespace-pods']).told[0]?.title).toMatch(/attached to i-0b7$/);
    const unnamed = objects.with(-1, refusing('VolumeInUse: vol-0f3a is already attached to an instance'));
    expect(why(volume, unnamed).told[0]?.params.holders).toEqual(['web-0 on node-b', 'web-2 on node-c']);
  });
});

describe('a volume that is still waited for, once the event of the conflict has expired', () => {
  const late = told(
    'FailedMount',
    'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[d kube-api-access-x]: timed out waiting for the condition',
  );
  const other = using('web-0', 'node-b');

  it('is held by the pod that uses its claim on another node', () => {
    const [said] = why(volume, [WAITING, CLAIM, other, late]).told;
    expect(said).toMatchObject({ cause: 'attach-conflict', confidence: 'likely' });
    expect(said?.title).toBe('Volume pv-1 can’t be attached to node-a: it is in use by web-0 on node-b');
    expect(said?.evidence).toMatch(/timed out waiting.*node-b/);
    expect(why(volume, [WAITING, CLAIM, other]).told[0]).toMatchObject({
      cause: 'attach-conflict',
      confidence: 'possible',
    });
    const unnamed = { ...CLAIM, spec: { accessModes: ['ReadWriteOncePod'] } };
    expect(why(volume, [WAITING, unnamed, other, late]).told[0]?.title).toMatch(/^Volume d can’t/);
  });

  test.each([
    [
      'many nodes may have it',
      [{ ...CLAIM, spec: { accessModes: ['ReadWriteMany'] } }, other],
      'mount-timeout',
    ],
    ['its modes are not known', [{ ...CLAIM, spec: undefined }, other], 'mount-timeout'],
    ['the claim can’t be read', [other], 'mount-timeout'],
    ['its user is on the same node', [CLAIM, using('web-0', 'node-a')], 'mount-timeout'],
    ['its user has ended', [CLAIM, { ...other, status: { phase: 'Succeeded' } }], 'mount-timeout'],
  ])('is not where %s', (_, objects, cause) => {
    expect(why(volume, [WAITING, late, ...objects]).causes).toEqual([cause]);
  });

  it('is not blamed on what no volume waits for', () => {
    const conf: Volume = { name: 'conf', configMap: { name: 'web' } };
    const token: Volume = {
      name: 'kube-api-access-x',
      projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] },
    };
    const waiting = starting({ spec: { containers: [container()], volumes: [conf, CLAIMED, token] } });
    expect(why(volume, [waiting, CLAIM, late]).causes).toEqual(['mount-timeout']);
    expect(why(volume, [waiting, CLAIM]).told.map(({ params }) => params.name)).toEqual(['web']);
    const both = told(
      'FailedMount',
      late.message?.replace('volumes=[d]', 'volumes=[d kube-api-access-x]') ?? '',
    );
    expect(why(volume, [waiting, CLAIM, both]).told[0]?.params.name).toBe('kube-root-ca.crt');
  });

  it('is not where another volume is waited for', () => {
    const elsewhere = told('FailedMount', late.message?.replace('volumes=[d]', 'volumes=[e]') ?? '');
    expect(why(volume, [WAITING, CLAIM, other, elsewhere]).causes).toEqual(['mount-timeout']);
  });
});

describe('before a condition says whether the sandbox is up', () => {
  const old = {
    ...WAITING,
    status: { ...WAITING.status, conditions: [{ type: 'PodScheduled', status: 'True' }] },
  };
  const mount = told('FailedMount', 'MountVolume.SetUp failed for volume "d" : rpc error: no device', {
    lastTimestamp: '2026-01-01T11:58:00Z',
  });
  const about = (fieldPath: string | undefined, lastTimestamp: string) =>
    told('Pulling', 'Pulling image "web:1"', {
      type: 'Normal',
      metadata: { name: 'later', namespace: 'shop' },
      lastTimestamp,
      involvedObject: {
        kind: 'Pod',
        namespace: 'shop',
        name: 'web-1',
        uid: 'pod-uid',
        ...(fieldPath === undefined ? {} : { fieldPath }),
      },
    });

  it('a container’s turn means that all volumes are mounted', () => {
    expect(why(volume, [old, mount]).causes).toEqual(['mount-failed']);
    const pulling = about('spec.initContainers{wait}', '2026-01-01T11:59:00Z');
    expect(why(volume, [old, mount, pulling]).causes).toEqual([]);
  });

  it('its turn before that, or a word on the pod, does not', () => {
    const before = about('spec.containers{app}', '2026-01-01T11:57:00Z');
    expect(why(volume, [old, mount, before]).causes).toEqual(['mount-failed']);
    const ofPod = about(undefined, '2026-01-01T11:59:00Z');
    expect(why(volume, [old, mount, ofPod]).causes).toEqual(['mount-failed']);
  });
});
