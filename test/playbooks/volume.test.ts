import { describe, expect, it, test } from 'vitest';
import { volume } from '../../playbooks/volume/index.ts';
import type { VolumeMount } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodSpec, Volume } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, pod } from '../support/build.ts';
import { BARE, holding, JOB, type MadePod, ofClaim, starting, told, why } from './start-made.ts';

const SETUP = (name: string, rest: string) => `MountVolume.SetUp failed for volume "${name}" : ${rest}`;

function mounting(own: Volume, made: MadePod = {}, mountPath = '/etc/x') {
  const app = container({ volumeMounts: [{ name: own.name, mountPath }], ...made.container });
  return starting({ ...made, spec: { containers: [app], volumes: [own], ...made.spec } });
}

function one(objects: readonly object[]) {
  const answer = why(volume, objects);
  expect(answer.told).toHaveLength(1);
  return answer.told[0];
}

function patchOf(params: Readonly<Record<string, unknown>> | undefined) {
  return JSON.parse(String(params?.patch)).spec.template.spec;
}

const CONF: Volume = { name: 'conf', configMap: { name: 'web' } };
const TLS: Volume = { name: 'tls', secret: { secretName: 'web-tls' } };

describe('what a volume is filled from', () => {
  it('a ConfigMap that is missing, with the near one', () => {
    const event = told('FailedMount', SETUP('conf', 'configmap "web" not found'));
    const said = one([mounting(CONF), event, holding('ConfigMap', 'webs', 'a')]);
    expect(said).toMatchObject({ cause: 'config-map-missing', confidence: 'certain' });
    expect(said?.text).toMatch(/Volume conf is mounted at \/etc\/x in app/);
    expect(said?.text).toMatch(/There is webs in shop; webs has the keys a/);
    expect(patchOf(said?.params).volumes).toEqual([{ name: 'conf', configMap: { name: 'webs' } }]);
    expect(one([mounting(CONF), event, holding('ConfigMap', 'zebra')])?.text).toMatch(/of shop: zebra/);
  });

  it('a Secret that is missing, its keys named', () => {
    const own: Volume = {
      name: 'tls',
      secret: { secretName: 'web-tls', items: [{ key: 'tls.crt', path: 'c' }] },
    };
    const event = told('FailedMount', SETUP('tls', 'secret "web-tls" not found'));
    const said = one([mounting(own), event]);
    expect(said?.cause).toBe('secret-missing');
    expect(said?.text).toMatch(/from files in \.\/web-tls\/, named tls.crt/);
    expect(said?.text).toMatch(/There are no Secrets in shop/);
    const near = one([mounting(TLS), event, holding('Secret', 'webtls')]);
    expect(patchOf(near?.params).volumes).toEqual([{ name: 'tls', secret: { secretName: 'webtls' } }]);
    expect(one([mounting(TLS, { metadata: BARE }), event])?.text).toMatch(/Nothing owns pod web-1/);
    expect(one([mounting(TLS, { metadata: JOB }), event])?.text).toMatch(/job once/);
  });

  it('one source of a projected volume', () => {
    const own: Volume = {
      name: 'all',
      projected: { sources: [{ configMap: { name: 'web' } }, { secret: { name: 'tls' } }, {}] },
    };
    const event = told('FailedMount', SETUP('all', 'secret "tls" not found'));
    const said = one([mounting(own), event, holding('Secret', 'tls-2')]);
    expect(patchOf(said?.params).volumes[0].projected.sources).toEqual([
      { configMap: { name: 'web' } },
      { secret: { name: 'tls-2' } },
      {},
    ]);
    const both = told('FailedMount', SETUP('all', '[configmap "web" not found, secret "tls" not found]'));
    expect(why(volume, [mounting(own), both]).causes).toEqual(['config-map-missing', 'secret-missing']);
  });

  it('that has come since', () => {
    const event = told('FailedMount', SETUP('conf', 'configmap "web" not found'));
    const said = one([mounting(CONF), event, holding('ConfigMap', 'web', 'a')]);
    expect(said?.confidence).toBe('likely');
    expect(said?.text).toMatch(/web is there by now/);
    expect(said?.text).not.toMatch(/create configmap/);
  });

  it("the cluster's own ConfigMap", () => {
    const event = told('FailedMount', SETUP('kube-api-access-x', 'configmap "kube-root-ca.crt" not found'));
    const said = one([mounting(CONF), event]);
    expect(said?.text).toMatch(/The cluster itself puts kube-root-ca.crt into every namespace/);
    expect(said?.text).not.toMatch(/create configmap/);
  });

  it('a key that is missing', () => {
    const own: Volume = {
      name: 'conf',
      configMap: {
        name: 'web',
        items: [
          { key: 'app.yml', path: 'x' },
          { key: 'b', path: 'b' },
        ],
      },
    };
    const event = told('FailedMount', SETUP('conf', 'references non-existent config key: app.yml'));
    const said = one([mounting(own), event, holding('ConfigMap', 'web', 'app.yaml', 'b')]);
    expect(said?.title).toBe('ConfigMap web has no key app.yml, which volume conf takes');
    expect(patchOf(said?.params).volumes[0].configMap.items).toEqual([
      { key: 'app.yaml', path: 'x' },
      { key: 'b', path: 'b' },
    ]);
    expect(said?.text).toMatch(/patch configmap\/web --type=merge -p '{"data":{"app.yml":"VALUE"}}'/);
    const since = one([mounting(own), event, holding('ConfigMap', 'web', 'app.yml')]);
    expect(since?.title).toMatch(/^ConfigMap web had no key app.yml/);
    expect(one([mounting(own), event])?.params.near).toEqual([]);
  });

  it('a key of one of two sources of the same name', () => {
    const items = [{ key: 'k', path: 'k' }];
    const own: Volume = {
      name: 'all',
      projected: { sources: [{ configMap: { name: 'web', items } }, { configMap: { name: 'web' } }] },
    };
    const event = told('FailedMount', SETUP('all', 'references non-existent config key: k'));
    const said = one([mounting(own), event, holding('ConfigMap', 'web', 'K')]);
    expect(patchOf(said?.params).volumes[0].projected.sources).toEqual([
      { configMap: { name: 'web', items: [{ key: 'K', path: 'k' }] } },
      { configMap: { name: 'web' } },
    ]);
  });

  it('a key of a Secret, also of one that the pod does not name', () => {
    const own: Volume = {
      name: 'tls',
      projected: { sources: [{ secret: { name: 's', items: [{ key: 'k', path: 'k' }] } }] },
    };
    const event = told('FailedMount', SETUP('tls', 'references non-existent secret key: k'));
    const said = one([mounting(own), event, holding('Secret', 's', 'K')]);
    expect(said?.text).toMatch(/stringData/);
    expect(one([mounting(TLS), event])?.title).toMatch(/^Secret has no key k/);
    const other = told('FailedMount', SETUP('gone', 'references non-existent secret key: k'));
    expect(one([mounting(TLS), other])?.cause).toBe('key-missing');
    const missing = told('FailedMount', SETUP('gone', 'secret "s" not found'));
    expect(one([mounting(TLS), missing])?.cause).toBe('secret-missing');
  });
});

describe('no event tells', () => {
  it('what the namespace lacks is found all the same', () => {
    const both: PodSpec = {
      containers: [container()],
      volumes: [
        CONF,
        TLS,
        { name: 'o', secret: { secretName: 'opt', optional: true } },
        { name: 'e', emptyDir: {} },
      ],
    };
    const answer = why(volume, [starting({ spec: both }), holding('ConfigMap', 'web', 'a')]);
    expect(answer.told).toMatchObject([{ cause: 'secret-missing', confidence: 'likely' }]);
    expect(why(volume, [starting({ spec: both })], ['names', 'events']).causes).toEqual([]);
    const forbidden = why(volume, [starting({ spec: both })], ['events']);
    expect(forbidden.causes).toEqual(['config-map-missing', 'secret-missing']);
  });

  it('a key that the object lacks is found as well', () => {
    const items = [
      { key: 'k', path: 'k' },
      { key: 'b', path: 'b' },
    ];
    const own: Volume = { name: 'conf', configMap: { name: 'web', items } };
    const said = one([mounting(own), holding('ConfigMap', 'web', 'K', 'b')]);
    expect(said).toMatchObject({ cause: 'key-missing', confidence: 'likely' });
    expect(why(volume, [mounting(own), holding('ConfigMap', 'web')]).causes).toEqual([]);
    expect(one([mounting(own)])?.cause).toBe('config-map-missing');
  });

  it('a young pod is given its time', () => {
    const young = mounting(CONF, { metadata: { creationTimestamp: '2026-01-01T11:59:00Z' } });
    expect(why(volume, [young]).causes).toEqual([]);
  });

  it('a general timeout is explained by what is missing', () => {
    const timeout = told(
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[conf], unattached volumes=[conf kube-api-access-x], failed to process volumes=[]: timed out waiting for the condition',
    );
    expect(one([mounting(CONF), timeout])).toMatchObject({
      cause: 'config-map-missing',
      confidence: 'certain',
    });
    const there = one([mounting(CONF), timeout, holding('ConfigMap', 'web')]);
    expect(there?.cause).toBe('mount-timeout');
    expect(there?.title).toBe('Volumes are not mounted in time: conf');
    expect(there?.text).toMatch(/They are: ConfigMap web/);
  });

  it('a timeout of a driver, or of the token alone', () => {
    const text = (names: string) =>
      `Unable to attach or mount volumes: unmounted volumes=[${names}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`;
    const own: Volume = { name: 'keys', csi: { driver: 'secrets-store.csi.k8s.io' } };
    const csi = one([mounting(own), told('FailedMount', text('keys kube-api-access-x'))]);
    expect(csi?.params.drivers).toEqual(['secrets-store.csi.k8s.io']);
    const token = one([starting(), told('FailedMount', text('kube-api-access-x'))]);
    expect(token?.title).toMatch(/kube-api-access-x/);
    expect(one([starting(), told('FailedMount', text(''))])?.title).toBe('Volumes are not mounted in time');
  });
});

describe('a mount that fails', () => {
  const failed = (own: Volume, rest: string, made: MadePod = {}) =>
    one([mounting(own, made), told('FailedMount', SETUP(own.name, rest))]);
  const NFS: Volume = { name: 'd', nfs: { server: '198.51.100.9', path: '/exports' } };

  it('for want of a client', () => {
    const output =
      "mount failed: exit status 32\nOutput: mount: /var/lib/kubelet/pods/x/d: unknown filesystem type 'nfs'.";
    const said = failed(NFS, output);
    expect(said?.title).toBe("Volume d can’t be mounted on node-a: mount: unknown filesystem type 'nfs'.");
    expect(said?.text).toMatch(/install nfs-common/);
    expect(said?.text).toMatch(/NFS 198.51.100.9:\/exports/);
    const helper =
      'bad option; for several filesystems (e.g. nfs, cifs) you might need a /sbin/mount.<type> helper program.';
    expect(failed(NFS, helper)?.params.clientPackage).toMatch(/nfs-common/);
    expect(failed({ name: 'd' }, helper)?.text).toMatch(/can’t mount network file system\./);
    expect(failed({ name: 'd' }, "unknown filesystem type 'zfs'")?.text).toMatch(/can’t mount zfs\./);
  });

  it('since the server is silent or refuses', () => {
    expect(failed(NFS, 'mount.nfs: Connection timed out')?.text).toMatch(
      /server 198.51.100.9 did not answer node-a/,
    );
    const denied = failed(NFS, 'mount.nfs: access denied by server while mounting 198.51.100.9:/exports');
    expect(denied?.text).toMatch(/Allow node-a in the exports of 198.51.100.9 for \/exports/);
    expect(failed({ name: 'd', nfs: {} }, 'mount.nfs: no')?.text).toMatch(/is NFS :/);
  });

  it('since a path on the node is not what it should be', () => {
    const own: Volume = { name: 'sock', hostPath: { path: '/run/a.sock', type: 'Socket' } };
    const said = failed(own, 'hostPath type check failed: /run/a.sock is not a socket file');
    expect(said?.text).toMatch(/On node-a, \/run\/a.sock is not a socket file/);
    expect(said?.text).toMatch(/edit deployment\/web/);
  });

  it('since the driver does not run on the node', () => {
    const own: Volume = { name: 'k', csi: { driver: 'secrets-store.csi.k8s.io' } };
    const said = failed(
      own,
      'kubernetes.io/csi: mounter.SetUpAt failed to get CSI client: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers',
    );
    expect(said?.text).toMatch(/CSI driver secrets-store.csi.k8s.io doesn’t run on node-a/);
    expect(failed({ name: 'k', csi: {} }, 'x')?.text).toMatch(/is CSI \./);
  });

  it('since the file system is damaged', () => {
    expect(failed({ name: 'd' }, 'mount: wrong fs type, bad superblock')?.text).toMatch(/looks damaged/);
  });

  it('of which nothing is named', () => {
    const { message: _, ...wordless } = told('FailedMount', '');
    expect(one([starting(), wordless])?.title).toMatch(/can’t be mounted on node-a: no reason is given$/);
    const path = SETUP('d', 'error SubPath `/x` must not be an absolute path');
    expect(one([starting(), told('FailedMount', path)])?.cause).toBe('mount-failed');
    const said = one([starting(), told('FailedMount', 'no such thing')]);
    expect(said?.title).toBe('Volume of the pod can’t be mounted on node-a: no such thing');
  });
});

const CLAIMED: Volume = { name: 'd', persistentVolumeClaim: { claimName: 'data' } };
const claim = (
  spec: object = {},
  status: object = { phase: 'Bound', capacity: { storage: '10Gi' } },
  name = 'data',
) => ({
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'shop' },
  spec: { accessModes: ['ReadWriteOnce'], volumeName: 'pv-1', ...spec },
  status,
});

describe('a claim’s volume', () => {
  it('is full', () => {
    const path = '/var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/pv-1/mount';
    const inside = `applyFSGroup failed for vol v: lchown ${path}/index/7: no space left on device`;
    const event = told('FailedMount', SETUP('pv-1', inside));
    const said = one([mounting(CLAIMED), claim(), event]);
    expect(said?.title).toBe(`The volume of claim data (10Gi) is full: ${inside}`);
    expect(said?.text).toMatch(/"storage":"20Gi"/);
    const asked = claim({ resources: { requests: { storage: '1.5Gi' } } }, { phase: 'Bound' });
    expect(one([mounting(CLAIMED), asked, event])?.params.largerPatch).toBeUndefined();
    expect(one([mounting(CLAIMED), event])?.title).toMatch(/^The volume of claim data is full/);
    const staged = '/var/lib/kubelet/plugins/kubernetes.io/csi/ebs.csi.aws.com/9f/globalmount/lost';
    for (const full of [
      `mkdir ${path}/sub: no space left on device`,
      `mkdir ${staged}: no space left on device`,
      'mkdir /data: disk quota exceeded',
      'mkdir /var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~aws-ebs/pv-1/sub: no space left on device',
    ]) {
      const again = one([mounting(CLAIMED), claim(), told('FailedMount', SETUP('pv-1', full))]);
      expect(again?.cause, full).toBe('volume-full');
    }
  });

  it('takes a driver’s words of objects of its own for what they are', () => {
    const words =
      'rpc error: code = InvalidArgument desc = could not get secret: secrets "account" not found';
    const said = one([mounting(CLAIMED), claim(), told('FailedMount', SETUP('pv-1', words))]);
    expect(said?.cause).toBe('mount-failed');
    expect(said?.title).toMatch(/secrets "account" not found$/);
    expect(said?.text).not.toMatch(/is claim data/);
  });

  it('finds the node’s disk full before it is mounted', () => {
    for (const place of [
      '/var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/pv-1/mount',
      '/var/lib/kubelet/pods/1b2c/volumes/kubernetes.io~csi/pv-1/vol_data.json',
      '/var/snap/microk8s/common/var/lib/kubelet/plugins/kubernetes.io/csi/d/9f/globalmount',
    ]) {
      const event = told('FailedMount', SETUP('pv-1', `mkdir ${place}: no space left on device`));
      const said = one([mounting(CLAIMED), claim(), event]);
      expect(said?.cause, place).toBe('mount-failed');
      expect(said?.text).toMatch(/The disk of node-a on which its kubelet keeps .* is full/);
      expect(said?.text).toMatch(/kubectl describe node node-a/);
    }
    const conf = told('FailedMount', SETUP('conf', 'write: no space left on device'));
    const said = one([mounting(CONF), conf]);
    expect(said?.cause).toBe('mount-failed');
    expect(said?.text).toMatch(/The disk of node-a/);
  });

  it('says so where the words don’t tell what is full', () => {
    const event = told('FailedMount', SETUP('pv-1', 'write: no space left on device'));
    const said = one([mounting(CLAIMED), claim(), event]);
    expect(said?.cause).toBe('mount-failed');
    expect(said?.text).toMatch(/Either the volume of data is full or a disk of node-a/);
    expect(said?.text).not.toMatch(/The disk of node-a/);
    const tls = told('FailedMount', SETUP('tls', 'write: no space left on device'));
    expect(one([mounting(TLS), tls])?.text).not.toMatch(/is full/);
  });

  it('is told apart among several', () => {
    const own: PodSpec = {
      containers: [container()],
      volumes: [CLAIMED, { name: 'e', persistentVolumeClaim: { claimName: 'more' } }],
    };
    const event = told('FailedMount', SETUP('pv-2', 'rpc error: code = Internal desc = no device'));
    const objects = [
      starting({ spec: own }),
      claim(),
      claim({ volumeName: 'pv-2' }, undefined, 'more'),
      event,
    ];
    expect(one(objects)?.params).toMatchObject({ claim: 'more', clause: 'no device' });
    expect(why(volume, objects, ['claim']).told[0]?.params.claim).toBeUndefined();
    const byName = told('FailedMount', SETUP('e', 'no device'));
    expect(one([starting({ spec: own }), byName])?.params.claim).toBe('more');
  });

  it('is not there, the pod put on its node by hand', () => {
    const event = told(
      'FailedMount',
      'Unable to attach or mount volumes: unmounted volumes=[d], unattached volumes=[], failed to process volumes=[d]: error processing PVC shop/data: PVC is not bound',
    );
    const unbound = claim({ volumeName: undefined }, { phase: 'Pending' });
    expect(one([mounting(CLAIMED), unbound, event, ofClaim('FailedBinding', 'none')])?.cause).toBe(
      'claim-unbound-no-class',
    );
    expect(one([mounting(CLAIMED), claim(), event])?.cause).toBe('mount-failed');
    expect(one([mounting(CLAIMED), event])?.title).toMatch(/PVC is not bound/);
    const later = {
      kind: 'StorageClass',
      metadata: { name: 'fast' },
      volumeBindingMode: 'WaitForFirstConsumer',
    };
    const waiting = claim({ volumeName: undefined, storageClassName: 'fast' }, { phase: 'Pending' });
    const bypassed = one([mounting(CLAIMED), waiting, later, event]);
    expect(bypassed?.cause).toBe('scheduler-bypassed');
    expect(bypassed?.title).toMatch(/data waits for the scheduler, and pod web-1 went past it to node-a/);
    const waits = { kind: 'StorageClass', metadata: { name: 'new' }, provisioner: 'a.example' };
    const fresh = { ...claim({ storageClassName: 'new', volumeName: undefined }, {}) };
    const young = { ...fresh, metadata: { ...fresh.metadata, creationTimestamp: '2026-01-01T11:59:55Z' } };
    expect(one([mounting(CLAIMED), young, waits, event])?.cause).toBe('mount-failed');
  });
});

describe('attaching', () => {
  const NAMED = 'Multi-Attach error for volume "pv-1" Volume is already used by pod(s) web-0';
  const ONE_NODE =
    'Multi-Attach error for volume "pv-1" Volume is already exclusively attached to one node and can\'t be attached to another';
  const holder = (
    name: string,
    nodeName: string | undefined,
    more: { metadata?: object; claim?: string } = {},
  ): Pod & { kind: string } => {
    const spec = {
      containers: [container()],
      volumes: [
        { name: 'e', emptyDir: {} },
        { name: 'x', persistentVolumeClaim: { claimName: more.claim ?? 'data' } },
      ],
      ...(nodeName ? { nodeName } : {}),
    };
    return { kind: 'Pod', ...pod({ metadata: { name, uid: name, ...more.metadata } }), spec };
  };
  const event = (text: string) => told('FailedAttachVolume', text);

  it('fails while another pod has the volume', () => {
    const said = one([mounting(CLAIMED), claim(), holder('web-0', 'node-g'), event(NAMED)]);
    expect(said?.title).toBe('Volume pv-1 can’t be attached to node-a: it is in use by web-0 on node-g');
    expect(said?.text).toMatch(/claim data \(ReadWriteOnce\)/);
    expect(said?.text).toMatch(/delete pod web-0/);
    expect(said?.evidence).toContain('node-g');
    expect(one([mounting(CLAIMED), claim(), event(NAMED)])?.title).toMatch(/in use by web-0$/);
    expect(why(volume, [mounting(CLAIMED), event(NAMED)], ['namespace-pods', 'claim']).told[0]?.text).toMatch(
      /delete pod web-0/,
    );
  });

  it('names the pods that use the claim elsewhere where the message names none', () => {
    const objects = [
      mounting(CLAIMED),
      claim({ accessModes: undefined }),
      holder('web-0', 'node-g'),
      holder('beside', 'node-a'),
      holder('other', 'node-g', { claim: 'x' }),
      holder('waiting', undefined),
      { kind: 'Pod', metadata: { name: 'plain', namespace: 'shop' }, spec: { nodeName: 'node-g' } },
      event(ONE_NODE),
    ];
    expect(one(objects)?.params.holders).toEqual(['web-0 on node-g']);
    expect(one([mounting(CLAIMED), claim(), event(ONE_NODE)])?.title).toMatch(
      /it is attached to another node$/,
    );
  });

  it('of the same Deployment: it rolls, and both need the volume', () => {
    const same = {
      labels: { 'pod-template-hash': 'old' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-old', controller: true }],
      deletionTimestamp: '2026-01-01T11:59:00Z',
    };
    const said = one([
      mounting(CLAIMED),
      claim(),
      holder('web-0', 'node-g', { metadata: same }),
      event(NAMED),
    ]);
    expect(said?.text).toMatch(/"type":"Recreate","rollingUpdate":null/);
    expect(said?.text).toMatch(/Being deleted, and not gone yet: web-0/);
    const other = { ...same, ownerReferences: [{ kind: 'ReplicaSet', name: 'api-old', controller: true }] };
    const apart = one([
      mounting(CLAIMED),
      claim(),
      holder('web-0', undefined, { metadata: other }),
      event(NAMED),
    ]);
    expect(apart?.text).not.toMatch(/Recreate/);
    expect(apart?.evidence).toContain('none');
  });

  it('ends once the volume is attached', () => {
    const done = told('SuccessfulAttachVolume', 'AttachVolume.Attach succeeded for volume "pv-1"', {
      type: 'Normal',
    });
    expect(why(volume, [mounting(CLAIMED), claim(), event(NAMED), done]).causes).toEqual([]);
    const other = told('SuccessfulAttachVolume', 'AttachVolume.Attach succeeded for volume "pv-2"', {
      type: 'Normal',
    });
    expect(why(volume, [mounting(CLAIMED), claim(), event(NAMED), other]).causes).toEqual([
      'attach-conflict',
    ]);
  });

  it('fails of the driver', () => {
    const wordless = one([mounting(CLAIMED), event('AttachVolume.Attach failed for volume "pv-1" : ')]);
    expect(wordless?.title).toMatch(/to node-a: no reason is given$/);
    const said = one([
      mounting(CLAIMED),
      claim(),
      event(
        'AttachVolume.Attach failed for volume "pv-1" : timed out waiting for external-attacher of ebs.csi.aws.com CSI driver to attach volume v',
      ),
    ]);
    expect(said?.cause).toBe('attach-failed');
    expect(said?.text).toMatch(/The attacher of CSI driver ebs.csi.aws.com did not answer/);
    const absent = one([
      mounting(CONF),
      event(
        'AttachVolume.Attach failed for volume "pv-1" : CSINode node-a does not contain driver ebs.csi.aws.com',
      ),
    ]);
    expect(absent?.text).toMatch(/CSI driver ebs.csi.aws.com doesn’t run on node-a/);
  });
});

describe('which events count', () => {
  const missing = (minute: string, name = 'conf') =>
    told('FailedMount', SETUP(name, `configmap "${name}" not found`), {
      lastTimestamp: `2026-01-01T11:${minute}:00Z`,
      metadata: { name: `${name}.${minute}`, namespace: 'shop' },
    });

  it.each([
    'failed to sync configmap cache: timed out waiting for the condition',
    'object "shop"/"web" not registered',
    'failed to fetch token: serviceaccounts "default" is forbidden: node requested token bound to a pod scheduled on a different node',
  ])('not %s', (rest) => {
    const young = mounting(CONF, { metadata: { creationTimestamp: '2026-01-01T11:59:00Z' } });
    expect(why(volume, [young, told('FailedMount', SETUP('conf', rest))]).causes).toEqual([]);
  });

  it('the newest of each volume, and none that has been silent while others speak', () => {
    const spec: PodSpec = {
      containers: [container()],
      volumes: [CONF, { name: 'b', configMap: { name: 'b' } }],
    };
    const both = why(volume, [starting({ spec }), missing('58'), missing('57'), missing('59', 'b')]);
    expect(both.told.map(({ params }) => params.name)).toEqual(['conf', 'b'].toReversed());
    const solved = why(volume, [starting({ spec }), missing('50'), missing('59', 'b')]);
    expect(solved.told.map(({ params }) => params.name)).toEqual(['b']);
  });

  it('none before a try to make the sandbox', () => {
    const later = told('FailedCreatePodSandBox', 'Failed to create pod sandbox: x');
    const there = holding('ConfigMap', 'web');
    expect(why(volume, [mounting(CONF), there, missing('50'), later]).causes).toEqual([]);
  });
});

describe('a subPath to a key that is missing', () => {
  const failing = (
    own: Volume,
    mount: Partial<VolumeMount>,
    made: { ready?: boolean; exitCode?: number } = {},
  ) => {
    const state = { waiting: { reason: 'CrashLoopBackOff' } };
    const lastState = { terminated: { exitCode: made.exitCode ?? 1 } };
    const app = container({
      volumeMounts: [
        { name: 'gone', mountPath: '/gone', subPath: 'x' },
        { name: own.name, mountPath: '/etc/app.yaml', subPath: 'app.yaml', ...mount },
      ],
    });
    return starting({
      spec: { containers: [app], volumes: [own] },
      status: {
        phase: 'Running',
        conditions: [{ type: 'PodReadyToStartContainers', status: 'True' }],
        containerStatuses: [containerStatus('app', state, { lastState, ready: made.ready ?? false })],
      },
    });
  };
  const has = holding('ConfigMap', 'web', 'app.yml', 'b');

  it('is an empty directory to the container that fails', () => {
    const said = one([failing(CONF, {}), has]);
    expect(said).toMatchObject({ cause: 'key-missing', confidence: 'likely' });
    expect(said?.title).toBe('ConfigMap web has no key app.yaml, which volume conf takes');
    expect(said?.text).toMatch(/An empty directory is mounted at \/etc\/app.yaml/);
    expect(patchOf(said?.params).containers[0].volumeMounts).toEqual([
      { mountPath: '/etc/app.yaml', name: 'conf', subPath: 'app.yml' },
    ]);
    const far = one([failing(CONF, { subPath: 'zebra' }), has]);
    expect(far?.params.patch).toBeUndefined();
  });

  it('of a Secret, or by the path that items give', () => {
    const items = [{ key: 'app.yml', path: 'dir/app.yaml' }];
    const said = one([
      failing({ name: 'd', secret: { secretName: 'web', items } }, {}),
      holding('Secret', 'web', 'app.yml'),
    ]);
    expect(said?.params).toMatchObject({ kind: 'Secret', near: ['dir/app.yaml'] });
    expect(said?.text).not.toMatch(/Add the key/);
    const directory = failing({ name: 'd', configMap: { name: 'web', items } }, { subPath: 'dir' });
    expect(why(volume, [directory, has]).causes).toEqual([]);
  });

  it.each([
    ['a key that is there', failing(CONF, { subPath: 'b' }), has],
    ['no subPath', failing(CONF, { subPath: '' }), has],
    ['another kind of volume', failing({ name: 'd', emptyDir: {} }, {}), has],
    ['keys that are not known', failing(CONF, {}), { kind: 'ConfigMap', metadata: { name: 'web' } }],
    ['an object without keys', failing(CONF, {}), holding('ConfigMap', 'web')],
    ['a container that is ready', failing(CONF, {}, { ready: true }), has],
    [
      'a container without mounts',
      starting({
        status: {
          phase: 'Running',
          conditions: [{ type: 'PodReadyToStartContainers', status: 'True' }],
          containerStatuses: [containerStatus('app', {}, { lastState: { terminated: { exitCode: 1 } } })],
        },
      }),
      has,
    ],
    ['a container that ended well', failing(CONF, {}, { exitCode: 0 }), has],
  ])('not with %s', (_, made, object) => {
    expect(why(volume, [made, object]).causes).toEqual([]);
  });
});

describe('pods that need nothing', () => {
  test.each([
    ['running', { kind: 'Pod', ...pod() }],
    ['leaving', mounting(CONF, { metadata: { deletionTimestamp: '2026-01-01T11:59:00Z' } })],
    ['done', mounting(CONF, { status: { phase: 'Succeeded' } })],
  ])('%s', (_, made) => {
    const event = told('FailedMount', SETUP('conf', 'configmap "web" not found'));
    const answer = why(volume, [made, event]);
    expect(answer.causes).toEqual([]);
    expect(answer.asked.every(({ section }) => section === 'events' || section === 'replica-sets')).toBe(
      true,
    );
  });

  it('empty ones', () => {
    const empty = { kind: 'Pod', metadata: { name: 'web-1', namespace: 'shop' } };
    expect(why(volume, [empty]).causes).toEqual([]);
    expect(why(volume, [{ ...empty, spec: { nodeName: 'node-a', volumes: [{}] } }]).causes).toEqual([]);
    const bare = {
      ...empty,
      spec: {
        nodeName: 'n',
        volumes: [
          { name: 'p', projected: {} },
          { name: 's', secret: {} },
        ],
      },
    };
    expect(
      why(volume, [bare, told('FailedMount', SETUP('p', 'secret "x" not found'))]).causes.length,
    ).toBeLessThan(2);
  });
});
