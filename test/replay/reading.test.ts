import { expect, test } from 'vitest';
import { startReplay } from '../../src/replay/server.ts';
import { get, namesOf, post, serveShop } from './running-replay.ts';
import { backOffEvent, shopRecording, takenAt, webPod } from './shop-recording.ts';

test('one object is given whole', async () => {
  const got = await get(await serveShop(), '/api/v1/namespaces/shop/pods/web-1');
  expect(got.status).toBe(200);
  expect(got.json).toEqual(webPod);
});

test('a missing object is answered with the Status of the API', async () => {
  const replay = await serveShop();
  expect((await get(replay, '/api/v1/namespaces/shop/pods/x')).json).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'pods "x" not found',
    reason: 'NotFound',
    details: { name: 'x', kind: 'pods' },
    code: 404,
  });
  expect((await get(replay, '/apis/apps/v1/namespaces/shop/deployments/x')).json).toMatchObject({
    message: 'deployments.apps "x" not found',
    details: { name: 'x', group: 'apps', kind: 'deployments' },
  });
});

test('a list names its kind once and is in the order of the store', async () => {
  const replay = await serveShop();
  const list = await get(replay, '/api/v1/namespaces/shop/pods');
  expect(list.json).toMatchObject({
    kind: 'PodList',
    apiVersion: 'v1',
    metadata: { resourceVersion: '130' },
  });
  expect(list.json.items[0]).not.toHaveProperty('kind');
  expect(namesOf(list)).toEqual(['big-1', 'db-0', 'web-1']);
  expect(namesOf(await get(replay, '/api/v1/pods'))).toEqual(['agent-1', 'big-1', 'db-0', 'web-1']);
  expect(namesOf(await get(replay, '/api/v1/nodes'))).toEqual(['node-a', 'node-b']);
  expect(namesOf(await get(replay, '/apis/policy/v1/namespaces/shop/poddisruptionbudgets'))).toEqual([]);
});

test.each([
  '/api/v1/namespaces/shop/widgets',
  '/api/v1/namespaces/shop/nodes',
  '/api/v1/pods/web-1',
  '/api/v1/namespaces/shop/secrets/db-login/log',
  '/apis/metrics.k8s.io/v1beta1/pods',
  '/openapi/v3',
])('a path that the API has not, %s, is not found', async (path) => {
  expect(await get(await serveShop(), path)).toMatchObject({ status: 404, text: '404 page not found\n' });
});

test('an event is served under both of its APIs', async () => {
  const got = await get(await serveShop(), '/apis/events.k8s.io/v1/namespaces/shop/events/web-1.17b1');
  expect(got.json).toMatchObject({
    apiVersion: 'events.k8s.io/v1',
    note: backOffEvent.message,
    regarding: backOffEvent.involvedObject,
    reportingController: 'kubelet',
    deprecatedCount: 9,
  });
});

test('the Date header tells the time of the recording', async () => {
  const replay = await serveShop();
  const age = async () =>
    Date.parse((await get(replay, '/version')).headers.get('date') ?? '') - Date.parse(takenAt);
  expect(await age()).toBeGreaterThanOrEqual(0);
  expect(await age()).toBeLessThan(10_000);
});

test('the version is the recorded one', async () => {
  expect((await get(await serveShop(), '/version')).json).toMatchObject({
    minor: '32',
    gitVersion: 'v1.32.1',
  });
});

test('several recordings are one cluster, in which a pod recorded in full wins over a cut one', async () => {
  const system = shopRecording({
    namespace: 'kube-system',
    takenAt: '2024-02-01T00:00:00Z',
    objects: [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'agent-1', namespace: 'kube-system', resourceVersion: '77' },
        status: { phase: 'Running', podIP: '10.0.0.9' },
      },
    ],
    logs: {},
  });
  const replay = await serveShop({ recordings: [system, shopRecording()] });
  const agent = await get(replay, '/api/v1/namespaces/kube-system/pods/agent-1');
  expect(agent.json.status.podIP).toBe('10.0.0.9');
  expect(namesOf(await get(replay, '/api/v1/pods'))).toEqual(['agent-1', 'big-1', 'db-0', 'web-1']);
});

test('what belongs to a namespace is as that namespace was recorded, other cluster-wide objects are the latest', async () => {
  const at = (kind: string, name: string, phase: string, spec = {}) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name },
    spec,
    status: { phase },
  });
  const claim = { claimRef: { namespace: 'shop', name: 'data' } };
  const early = shopRecording({
    objects: [
      at('Namespace', 'shop', 'Active'),
      at('PersistentVolume', 'disk', 'Bound', claim),
      at('Node', 'n', 'Old'),
    ],
  });
  const late = shopRecording({
    namespace: 'other',
    takenAt: '2024-03-01T13:00:00Z',
    objects: [
      at('Namespace', 'shop', 'Terminating'),
      at('PersistentVolume', 'disk', 'Released', claim),
      at('Node', 'n', 'New'),
    ],
  });
  const replay = await serveShop({ recordings: [late, early] });
  const phase = async (path: string) => (await get(replay, `/api/v1/${path}`)).json.status.phase;
  expect(await phase('namespaces/shop')).toBe('Active');
  expect(await phase('persistentvolumes/disk')).toBe('Bound');
  expect(await phase('nodes/n')).toBe('New');
});

test('an object of an unforeseen kind is served under its plural', async () => {
  const widget = { apiVersion: 'acme.io/v1', kind: 'Policy', metadata: { name: 'p', namespace: 'shop' } };
  const replay = await serveShop({ recordings: [shopRecording({ objects: [widget] })] });
  expect(namesOf(await get(replay, '/apis/acme.io/v1/policies'))).toEqual(['p']);
  expect((await get(replay, '/apis/acme.io/v1')).json.resources[0].name).toBe('policies');
});

test.each([
  ['POST', '/api/v1/namespaces/shop/pods', 'pods is forbidden: the replay is read-only'],
  ['DELETE', '/api/v1/namespaces/shop/pods/web-1', 'pods "web-1" is forbidden: the replay is read-only'],
  [
    'PATCH',
    '/apis/apps/v1/namespaces/shop/deployments/web',
    'deployments.apps "web" is forbidden: the replay is read-only',
  ],
  ['GET', '/api/v1/namespaces/shop/pods/web-1/exec', 'pods "web-1" is forbidden: the replay is read-only'],
])('%s %s is refused and written down', async (method, path, message) => {
  const replay = await serveShop();
  const response = await fetch(`${replay.url}${path}`, { method, body: method === 'POST' ? '{}' : null });
  expect(await response.json()).toMatchObject({ reason: 'Forbidden', code: 403, message });
  expect(replay.journal).toMatchObject([{ method, path, status: 403 }]);
});

test('a wrong token is unauthorized', async () => {
  const replay = await serveShop({ token: 'right' });
  expect((await get(replay, '/api/v1/nodes')).json).toMatchObject({ code: 401, reason: 'Unauthorized' });
  expect((await get(replay, '/api/v1/nodes', { authorization: 'Bearer right' })).status).toBe(200);
});

test('the journal has each request with its answer', async () => {
  const replay = await serveShop();
  const list = await get(replay, '/api/v1/pods?limit=1', { accept: 'application/json' });
  await get(replay, '/api/v1/namespaces/shop/pods/x');
  expect(replay.journal).toEqual([
    {
      at: expect.any(Number),
      ms: expect.any(Number),
      method: 'GET',
      path: '/api/v1/pods',
      query: 'limit=1',
      accept: 'application/json',
      status: 200,
      bytes: Buffer.byteLength(list.text),
    },
    expect.objectContaining({ path: '/api/v1/namespaces/shop/pods/x', status: 404 }),
  ]);
});

test('a replay of nothing does not start', async () => {
  await expect(startReplay({ recordings: [] })).rejects.toThrow('at least one recording');
});

test('health is well', async () => {
  const replay = await serveShop();
  for (const path of ['/readyz', '/livez', '/healthz'])
    expect(await get(replay, path)).toMatchObject({ status: 200, text: 'ok' });
});

test('a body that is no JSON is a bad request', async () => {
  const replay = await serveShop();
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const response = await fetch(`${replay.url}${path}`, { method: 'POST', body: 'nonsense' });
  expect(response.status).toBe(400);
  expect((await post(replay, path, {})).status).toBe(201);
});
