import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../src/replay/recording.ts';
import { type ReplayedCluster, replayedCluster } from '../../src/replayed-cluster.ts';
import { deployment, event, object, pod, recordingOf } from './support/objects.ts';

const node = object('v1', 'Node', '', 'node-a', { status: { allocatable: { cpu: '4' } } });
const web = deployment('web');
const webPod = web[2] as KubeObject;
const elsewhere = pod('neighbour', { namespace: 'other', status: { phase: 'Running' } });
const finished = pod('finished', { namespace: 'other', status: { phase: 'Succeeded' } });
const unstarted = pod('unstarted', { spec: { nodeName: undefined }, labels: { app: 'none' } });
const key = 'shop/web-5d6f7c9b4-abc12/app';
const secret = object('v1', 'Secret', 'shop', 'db', { data: { password: 'aHVudGVyMg==' } });
const managed = {
  ...secret.metadata,
  managedFields: [{ fieldsV1: { 'f:data': { '.': {}, 'f:password': {} } } }],
};

const recording = recordingOf(
  [
    node,
    ...web,
    elsewhere,
    finished,
    unstarted,
    event(webPod, 'BackOff', '2026-03-01T09:50:00Z'),
    event(webPod, 'Scheduled', '2026-03-01T09:40:00Z'),
    event(webPod, 'Killing', '2026-03-01T09:00:00Z', 'uid-of-an-earlier-namesake'),
    event(web[0] as KubeObject, 'FailedCreate', '2026-03-01T09:55:00Z'),
    event(elsewhere, 'FailedCreate', '2026-03-01T09:45:00Z'),
    event(node, 'NodeNotReady', '2026-03-01T09:00:00Z'),
    event(node, 'Rebooted', '2026-03-01T09:10:00Z', 'node-a'),
    { ...secret, metadata: managed },
    object('v1', 'ConfigMap', 'shop', 'settings', { labels: { team: 'a' }, data: { 'a.conf': 'x' } }),
    object('v1', 'PersistentVolumeClaim', 'shop', 'data', { status: { phase: 'Pending' } }),
    object('v1', 'PersistentVolume', '', 'pv-1', { status: { phase: 'Bound' } }),
    object('v1', 'ServiceAccount', 'shop', 'runner', { imagePullSecrets: [{ name: 'regcred' }] }),
    object('v1', 'LimitRange', 'shop', 'bounds', { spec: { limits: [] } }),
    object('storage.k8s.io/v1', 'StorageClass', '', 'fast', { provisioner: 'none' }),
    object('apps/v1', 'StatefulSet', 'shop', 'db'),
    object('v1', 'Service', 'shop', 'front'),
    object('discovery.k8s.io/v1', 'EndpointSlice', 'shop', 'front-1', {
      labels: { 'kubernetes.io/service-name': 'front' },
    }),
    object('discovery.k8s.io/v1', 'EndpointSlice', 'shop', 'other-1', {
      labels: { 'kubernetes.io/service-name': 'other' },
    }),
    object('networking.k8s.io/v1', 'NetworkPolicy', 'shop', 'closed'),
    object('networking.k8s.io/v1', 'IngressClass', '', 'nginx'),
    object('scheduling.k8s.io/v1', 'PriorityClass', '', 'high', { value: 1000 }),
    object('v1', 'ResourceQuota', 'shop', 'team'),
  ],
  {
    [key]: {
      current: { text: '2026-03-01T09:59:00.123456789Z first line\n2026-03-01T09:59:01Z \tindented  \n' },
      previous: {
        error: 'Error from server (BadRequest): previous terminated container "app" in pod "web" not found',
      },
    },
  },
);

let cluster: ReplayedCluster;
beforeAll(async () => {
  cluster = await replayedCluster([recording], { rateLimit: { perSecond: 1e4, burst: 1e4 } });
});
afterAll(() => cluster.close());

function names(items: readonly { readonly metadata?: { readonly name?: string } }[]): readonly unknown[] {
  return items.map(({ metadata }) => metadata?.name);
}

async function ok<T>(answer: Promise<{ status: string; value?: T }>): Promise<T> {
  const collected = await answer;
  expect(collected).toMatchObject({ status: 'ok' });
  return collected.value as T;
}

const ofPod = { namespace: 'shop', name: webPod.metadata.name };
const ofLog = { namespace: 'shop', pod: webPod.metadata.name, container: 'app' };

describe('events', () => {
  it('are those of the very object, oldest first', async () => {
    const uid = webPod.metadata.uid as string;
    const events = await ok(cluster.read({ section: 'events', kind: 'Pod', ...ofPod, uid }));
    expect(events.map(({ reason }) => reason)).toEqual(['Scheduled', 'BackOff']);
  });

  it('are those of the name where no UID is known', async () => {
    const events = await ok(cluster.read({ section: 'events', kind: 'Pod', ...ofPod }));
    expect(events.map(({ reason }) => reason)).toEqual(['Killing', 'Scheduled', 'BackOff']);
  });

  it('of a node are found under both of the UIDs that its events carry', async () => {
    const uid = node.metadata.uid as string;
    const events = await ok(cluster.read({ section: 'events', kind: 'Node', name: 'node-a', uid }));
    expect(events.map(({ reason }) => reason)).toEqual(['NodeNotReady', 'Rebooted']);
  });
});

describe('the events of a namespace', () => {
  it('are about whatever is in it, oldest first', async () => {
    const { events, truncated } = await ok(cluster.read({ section: 'namespace-events', namespace: 'shop' }));
    expect(events.map(({ reason }) => reason)).toEqual(['Killing', 'Scheduled', 'BackOff', 'FailedCreate']);
    expect(truncated).toBe(false);
    const others = await ok(cluster.read({ section: 'namespace-events', namespace: 'empty' }));
    expect(others).toEqual({ events: [], truncated: false });
  });
});

describe('the events of failed creations', () => {
  it('are those of a namespace, or of all', async () => {
    const all = await ok(cluster.read({ section: 'failed-creates' }));
    expect(all.events.map(({ involvedObject }) => involvedObject?.name)).toEqual(['neighbour', 'web']);
    expect(all.truncated).toBe(false);
    const own = await ok(cluster.read({ section: 'failed-creates', namespace: 'shop' }));
    expect(own.events.map(({ involvedObject }) => involvedObject?.name)).toEqual(['web']);
  });
});

describe('logs', () => {
  it('are lines with their times', async () => {
    expect(await ok(cluster.read({ section: 'log', ...ofLog, previous: false }))).toEqual([
      { time: '2026-03-01T09:59:00.123456789Z', text: 'first line' },
      { time: '2026-03-01T09:59:01Z', text: '\tindented  ' },
    ]);
  });

  it('of a run that never was are not found', async () => {
    expect(await cluster.read({ section: 'log', ...ofLog, previous: true })).toMatchObject({
      reason: 'not-found',
      message: expect.stringContaining('previous terminated container'),
    });
    expect(
      await cluster.read({ section: 'log', ...ofLog, container: 'nope', previous: false }),
    ).toMatchObject({
      reason: 'not-found',
    });
  });

  it('of a pod without a node are empty', async () => {
    const ask = {
      section: 'log',
      namespace: 'shop',
      pod: 'unstarted',
      container: 'app',
      previous: false,
    } as const;
    expect(await ok(cluster.read(ask))).toEqual([]);
  });
});

describe('the other questions', () => {
  it('about nodes and what runs on them', async () => {
    expect((await ok(cluster.read({ section: 'node', name: 'node-a' }))).status?.allocatable).toEqual({
      cpu: '4',
    });
    expect(names(await ok(cluster.read({ section: 'nodes' })))).toEqual(['node-a']);
    expect(names(await ok(cluster.read({ section: 'node-pods', node: 'node-a' })))).toEqual([
      'neighbour',
      'web-5d6f7c9b4-abc12',
    ]);
  });

  it('about pods and revisions', async () => {
    const selector = 'app=web';
    expect(names(await ok(cluster.read({ section: 'pods', selector })))).toEqual(['web-5d6f7c9b4-abc12']);
    expect(names(await ok(cluster.read({ section: 'pods', selector, namespace: 'other' })))).toEqual([]);
    const sets = await ok(cluster.read({ section: 'replica-sets', namespace: 'shop', selector }));
    expect(sets).toMatchObject([{ kind: 'ReplicaSet', metadata: { name: 'web-5d6f7c9b4' } }]);
  });

  it('about storage, accounts and limits', async () => {
    const at = { namespace: 'shop' };
    expect((await ok(cluster.read({ section: 'claim', ...at, name: 'data' }))).status?.phase).toBe('Pending');
    expect((await ok(cluster.read({ section: 'volume', name: 'pv-1' }))).status?.phase).toBe('Bound');
    expect(names(await ok(cluster.read({ section: 'storage-classes' })))).toEqual(['fast']);
    expect(names(await ok(cluster.read({ section: 'limit-ranges', ...at })))).toEqual(['bounds']);
    const account = await ok(cluster.read({ section: 'service-account', ...at, name: 'runner' }));
    expect(account.imagePullSecrets).toEqual([{ name: 'regcred' }]);
    expect(await cluster.read({ section: 'claim', ...at, name: 'nope' })).toMatchObject({
      reason: 'not-found',
    });
  });

  it('about what runs pods, what leads to them and what bounds them', async () => {
    const at = { namespace: 'shop' };
    expect(await ok(cluster.read({ section: 'workloads', kind: 'StatefulSet', ...at }))).toMatchObject([
      { kind: 'StatefulSet', apiVersion: 'apps/v1', metadata: { name: 'db' } },
    ]);
    expect(names(await ok(cluster.read({ section: 'workloads', kind: 'Deployment', ...at })))).toEqual([
      'web',
    ]);
    expect(names(await ok(cluster.read({ section: 'services', ...at })))).toEqual(['front']);
    expect(names(await ok(cluster.read({ section: 'endpoint-slices', ...at, service: 'front' })))).toEqual([
      'front-1',
    ]);
    expect(names(await ok(cluster.read({ section: 'network-policies', ...at })))).toEqual(['closed']);
    expect(names(await ok(cluster.read({ section: 'ingress-classes' })))).toEqual(['nginx']);
    expect(await ok(cluster.read({ section: 'priority-classes' }))).toMatchObject([{ value: 1000 }]);
    expect(names(await ok(cluster.read({ section: 'resource-quotas', ...at })))).toEqual(['team']);
  });

  it('about a whole object of a kind that can be asked about, in a namespace or in none', async () => {
    const whole = (kind: string, name: string) =>
      cluster.read({ section: 'object', kind, namespace: 'shop', name });
    expect(await ok(whole('Service', 'front'))).toMatchObject({ kind: 'Service' });
    expect(await ok(whole('Node', 'node-a'))).toMatchObject({ kind: 'Node' });
    expect(await whole('Secret', 'db')).toMatchObject({ reason: 'failed' });
  });

  it('about names: with keys where the managers tell them, never with values', async () => {
    const secrets = await ok(cluster.read({ section: 'names', resource: 'secrets', namespace: 'shop' }));
    expect(secrets).toEqual([{ name: 'db', keys: ['password'] }]);
    expect(await ok(cluster.read({ section: 'names', resource: 'configmaps', namespace: 'shop' }))).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'settings', labels: { team: 'a' } })]),
    );
    const claims = { section: 'names', resource: 'persistentvolumeclaims', namespace: 'shop' } as const;
    expect(await ok(cluster.read(claims))).toEqual([{ name: 'data' }]);
  });

  it('about use, where there is no metrics-server', async () => {
    expect(await cluster.read({ section: 'pod-metrics', ...ofPod })).toEqual({
      status: 'unavailable',
      reason: 'not-found',
      message: 'the cluster has no metrics-server',
    });
  });
});

describe('the cluster', () => {
  it("tells the server's time, not ours", async () => {
    await cluster.read({ section: 'nodes' });
    expect(cluster.now()).toMatch(/^2026-03-01T10:00:\d\dZ$/);
  });

  it('asks one question once, however many ask it at a time', async () => {
    const before = cluster.cost();
    const asked = [
      cluster.read({ section: 'claim', namespace: 'shop', name: 'data' }),
      cluster.read({ name: 'data', namespace: 'shop', section: 'claim' }),
      cluster.read({ section: 'nodes' }),
    ];
    await Promise.all(asked);
    expect(cluster.cost().requests - before.requests).toBe(2);
    expect(cluster.cost().roundTrips - before.roundTrips).toBe(1);
    await cluster.read({ section: 'nodes' });
    expect(cluster.cost().requests - before.requests).toBe(3);
  });

  it('remembers its requests', () => {
    const record = cluster.requests().find(({ path }) => path === '/api/v1/nodes/node-a');
    expect(record).toMatchObject({ method: 'GET', status: 200, ms: expect.any(Number) });
  });
});
