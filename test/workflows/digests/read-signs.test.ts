import { describe, expect, it, onTestFinished } from 'vitest';
import type { Read } from '../../../src/diagnosis/snapshot.ts';
import type { IgnoreRules } from '../../../src/digests/noise.ts';
import type { Cluster } from '../../../src/ports.ts';
import { parseFault } from '../../../src/replay/faults.ts';
import type { KubeObject } from '../../../src/replay/recording.ts';
import { replayedCluster } from '../../../src/replayed-cluster.ts';
import { digestCluster } from '../../../src/workflows/digests/digest-cluster.ts';
import { readSigns } from '../../../src/workflows/digests/read-signs.ts';
import { watchLimits } from '../../../src/workflows/digests/watch-limits.ts';
import { object, pod, recordingOf } from '../../kube/support/objects.ts';

const SINCE = '2026-03-01T07:00:00Z';

function node(name: string, ready: string): KubeObject {
  const conditions = [{ type: 'Ready', status: ready, lastTransitionTime: SINCE }];
  return object('v1', 'Node', '', name, { status: { conditions } });
}

/** One of each sort in a namespace. */
function troubled(namespace: string): readonly KubeObject[] {
  const limits = { memory: '256Mi' };
  return [
    pod('web-1', {
      namespace,
      spec: { nodeName: `node-of-${namespace}`, containers: [{ name: 'app', resources: { limits } }] },
      status: { phase: 'Running' },
    }),
    node(`node-of-${namespace}`, 'False'),
    object('v1', 'ResourceQuota', namespace, 'team', {
      status: { hard: { pods: '10' }, used: { pods: '9' } },
    }),
    object('v1', 'PersistentVolumeClaim', namespace, 'lost', { status: { phase: 'Lost' } }),
  ];
}

/** What only some clusters have. */
function beside(namespace: string): readonly KubeObject[] {
  return [
    object('metrics.k8s.io/v1beta1', 'Pod', namespace, 'web-1', {
      containers: [{ name: 'app', usage: { cpu: '1', memory: '250Mi' } }],
    }),
    object('custom.metrics.k8s.io/v1beta1', 'PersistentVolumeClaim', namespace, 'data', {
      values: { kubelet_volume_stats_used_bytes: '90Gi', kubelet_volume_stats_capacity_bytes: '100Gi' },
    }),
    object('cert-manager.io/v1', 'Certificate', namespace, 'tls', {
      status: { notAfter: '2026-02-28T10:00:00Z' },
    }),
  ];
}

const ALL = ['shop', 'pay'].flatMap((namespace) => [...troubled(namespace), ...beside(namespace)]);

async function serve(objects: readonly KubeObject[], faults: readonly string[] = []): Promise<Cluster> {
  const cluster = await replayedCluster([recordingOf(objects)], {
    faults: faults.map(parseFault),
    timeout: 300,
    rateLimit: { perSecond: 1e4, burst: 1e4 },
  });
  onTestFinished(() => cluster.close());
  return cluster;
}

/** As a digest looks: first what is used, then the pods, then the rest. */
async function look(cluster: Cluster, namespaces?: readonly string[], ignore: IgnoreRules = {}) {
  const scope = { ...(namespaces ? { namespaces } : {}), ignore };
  const limits = await watchLimits(cluster, scope);
  const nodes = new Set<string>();
  for (const namespace of namespaces ?? [undefined])
    for await (const pods of cluster.podPages(namespace ? { namespace } : {}))
      for (const one of pods) {
        limits.see(one);
        nodes.add(one.spec?.nodeName ?? '');
      }
  const shared = digestCluster(cluster);
  const signs = await readSigns(shared.forOwner(false), { ...scope, limits, nodes: [...nodes] });
  return { keys: signs.map(({ key }) => key), signs, gaps: shared.gaps(), paths: pathsOf(cluster) };
}

function pathsOf(cluster: Cluster): readonly string[] {
  const paths = cluster.requests().map(({ path }) => path.split('?')[0] ?? '');
  return paths.filter((path) => !/\/pods$/.test(path) || path.includes('metrics'));
}

const OF_SHOP = [
  'certificate/shop/tls',
  'claim/shop/data/use',
  'claim/shop/lost/Lost',
  'limit/shop/Pod/web-1/app/memory',
  'node/node-of-shop/Ready',
  'quota/shop/team',
];

describe('signs', () => {
  it('of a namespace are of it alone, and of the nodes where its pods run', async () => {
    const { keys, signs, gaps, paths } = await look(await serve(ALL), ['shop']);
    expect(keys.toSorted()).toEqual(OF_SHOP);
    expect(signs.map(({ severity }) => severity)).toEqual([
      ...Array.from({ length: 4 }, () => 'critical'),
      'warning',
      'warning',
    ]);
    expect(gaps).toEqual([]);
    expect(paths).toHaveLength(7);
  });

  it('of several namespaces are of each', async () => {
    const { keys } = await look(await serve(ALL), ['shop', 'pay', 'shop']);
    expect(keys).toHaveLength(12);
    expect(new Set(keys).size).toBe(12);
  });

  it('of a cluster are what a list of each sort tells', async () => {
    const { keys, paths } = await look(await serve(ALL));
    expect(keys.toSorted()).toEqual([
      'certificate/pay/tls',
      'certificate/shop/tls',
      'node/node-of-pay/Ready',
      'node/node-of-shop/Ready',
      'quota/pay/team',
      'quota/shop/team',
    ]);
    expect(paths.toSorted()).toEqual([
      '/api/v1/nodes',
      '/api/v1/resourcequotas',
      '/apis/cert-manager.io/v1/certificates',
    ]);
  });

  it('of very many namespaces cost no more than of a cluster, and are of these alone', async () => {
    const many = ['shop', ...Array.from({ length: 20 }, (_, index) => `empty-${index}`)];
    const { keys, paths } = await look(await serve(ALL), many);
    expect(keys.toSorted()).toEqual(['certificate/shop/tls', 'node/node-of-shop/Ready', 'quota/shop/team']);
    expect(paths).toHaveLength(3);
  });

  it('of what is ignored are neither told of nor read', async () => {
    const ignore = { namespaces: ['p*'], owners: ['node/node-of-shop', 'certificate/*'] };
    const { keys, paths } = await look(await serve(ALL), ['shop', 'pay'], ignore);
    expect(keys.toSorted()).toEqual([
      'claim/shop/data/use',
      'claim/shop/lost/Lost',
      'limit/shop/Pod/web-1/app/memory',
      'node/node-of-pay/Ready',
      'quota/shop/team',
    ]);
    expect(paths.filter((path) => path.includes('/pay/'))).toEqual([]);
  });
});

describe('a cluster without metrics, cert-manager or an adapter', () => {
  it('has the other signs, no gap, and is asked for each once', async () => {
    const objects = ['shop', 'pay', 'ci'].flatMap(troubled);
    const { keys, gaps, paths } = await look(await serve(objects), ['shop', 'pay', 'ci']);
    expect(keys).toHaveLength(9);
    expect(gaps).toEqual([]);
    for (const api of ['metrics.k8s.io/v1beta1/namespaces', 'cert-manager.io', 'custom.metrics.k8s.io'])
      expect(
        paths.filter((path) => path.startsWith(`/apis/${api}`)),
        api,
      ).toHaveLength(1);
  });

  it.each([
    ['metrics.k8s.io/', 'pods.metrics.k8s.io'],
    ['custom', 'persistentvolumeclaims.custom.metrics.k8s.io/kubelet_volume_stats_used_bytes'],
    ['cert-manager', 'certificates.cert-manager.io'],
  ])('has the same signs where %s does not answer', async (api, resource) => {
    const hanging = await serve(ALL, [`hang:*:${resource}`]);
    const without = await serve(ALL.filter(({ apiVersion }) => !apiVersion.startsWith(api)));
    const [one, other] = await Promise.all(
      [hanging, without].map((cluster) => look(cluster, ['shop', 'pay'])),
    );
    expect(one?.keys).toEqual(other?.keys);
    expect(one?.keys).toHaveLength(10);
    expect(one?.gaps).toEqual([]);
  });
});

describe('what may not be read', () => {
  it.each([
    ['nodes', 'node/node-of-shop/Ready', 'The nodes could not be read'],
    ['resourcequotas', 'quota/shop/team', 'The ResourceQuotas of shop could not be read'],
    [
      'persistentvolumeclaims',
      'claim/shop/lost/Lost',
      'The PersistentVolumeClaims of shop could not be read',
    ],
    ['pods.metrics.k8s.io', 'limit/shop/Pod/web-1/app/memory', undefined],
    ['certificates.cert-manager.io', 'certificate/shop/tls', undefined],
    [
      'persistentvolumeclaims.custom.metrics.k8s.io/kubelet_volume_stats_used_bytes',
      'claim/shop/data/use',
      undefined,
    ],
    [
      'persistentvolumeclaims.custom.metrics.k8s.io/kubelet_volume_stats_capacity_bytes',
      'claim/shop/data/use',
      undefined,
    ],
  ])('%s: the others are told of', async (resource, missing, gap) => {
    const { keys, gaps } = await look(await serve(ALL, [`403:*:${resource}`]), ['shop']);
    expect(keys.toSorted()).toEqual(OF_SHOP.filter((key) => key !== missing));
    expect(gaps.map(({ message }) => message)).toEqual(gap ? [expect.stringContaining(gap)] : []);
  });

  it('in one namespace is read in the others', async () => {
    const faults = ['resourcequotas', 'certificates.cert-manager.io', 'pods.metrics.k8s.io'];
    const cluster = await serve(
      ALL,
      faults.map((resource) => `403:list:${resource}:namespace=shop`),
    );
    const { keys } = await look(cluster, ['shop', 'pay']);
    expect(keys).toEqual(
      expect.arrayContaining(['certificate/pay/tls', 'quota/pay/team', 'limit/pay/Pod/web-1/app/memory']),
    );
    expect(keys).toHaveLength(9);
  });
});

it('signs are none of what is no object, and nothing throws', async () => {
  const junk = [null, {}, 'text', { metadata: null, status: { conditions: [null], hard: 'x' } }];
  const asked: Read[] = [];
  const cluster = {
    now: () => '2026-03-01T10:00:00Z',
    read: async (read: Read) => {
      asked.push(read);
      return { status: 'ok', value: junk };
    },
  } as unknown as Cluster;
  const limits = await watchLimits(cluster, { namespaces: ['shop'] });
  const scope = { namespaces: ['shop'], nodes: ['node-a'], limits };
  const signs = await readSigns(cluster, scope);
  expect(signs).toEqual([]);
  expect(asked.length).toBeGreaterThanOrEqual(6);
});
