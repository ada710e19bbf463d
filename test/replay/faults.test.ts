import { expect, test } from 'vitest';
import { parseFault } from '../../src/replay/faults.ts';
import { get, post, serveShop } from './running-replay.ts';

const pods = '/api/v1/namespaces/shop/pods';
const events = '/api/v1/namespaces/shop/events';

test.each([
  ['403:list:events', { kind: 'status', code: 403, verb: 'list', resource: 'events' }],
  [
    '429:get:pods:retry-after=1:times=2',
    { kind: 'status', code: 429, verb: 'get', resource: 'pods', retryAfterSeconds: 1, times: 2 },
  ],
  ['hang:get:nodes', { kind: 'hang', verb: 'get', resource: 'nodes' }],
  ['cut:list:events:after=1', { kind: 'cut', verb: 'list', resource: 'events', after: 1 }],
  ['latency:5ms', { kind: 'latency', milliseconds: 5, verb: '*', resource: '*' }],
  ['latency:1.5s:get:pods/log', { kind: 'latency', milliseconds: 1500, verb: 'get', resource: 'pods/log' }],
  [
    '503:*:*:namespace=shop:name=x',
    { kind: 'status', code: 503, verb: '*', resource: '*', namespace: 'shop', name: 'x' },
  ],
])('the flag %s is read', (text, fault) => {
  expect(parseFault(text)).toEqual(fault);
});

test.each([
  '',
  '200:get:pods',
  '403',
  '403:get',
  'hang',
  'latency:soon',
  'cut:a:b:c',
  '403:get:pods:what=1',
  '403:get:pods:times=x',
])('the flag "%s" is refused with its text', (text) => {
  expect(() => parseFault(text)).toThrow(`fault "${text}"`);
});

test.each([
  [
    '403:list:events',
    events,
    'events is forbidden: User "podwhy" cannot list resource "events" in API group "" in the namespace "shop"',
  ],
  [
    '403:list:nodes',
    '/api/v1/nodes',
    'nodes is forbidden: User "podwhy" cannot list resource "nodes" in API group "" at the cluster scope',
  ],
  [
    '403:get:pods/log',
    `${pods}/web-1/log`,
    'pods "web-1" is forbidden: User "podwhy" cannot get resource "pods/log" in API group "" in the namespace "shop"',
  ],
  [
    '403:*:deployments.apps',
    '/apis/apps/v1/namespaces/shop/deployments',
    'deployments.apps is forbidden: User "podwhy" cannot list resource "deployments" in API group "apps" in the namespace "shop"',
  ],
  [
    '403:list:pods',
    `${pods}?fieldSelector=metadata.name%3Dweb-1`,
    'pods "web-1" is forbidden: User "podwhy" cannot list resource "pods" in API group "" in the namespace "shop"',
  ],
])('%s is refused in the words of RBAC', async (flag, path, message) => {
  const got = await get(await serveShop({ flags: [flag] }), path);
  expect(got.json).toMatchObject({ code: 403, reason: 'Forbidden', message });
});

test.each([
  ['404:get:pods', 404, 'NotFound'],
  ['410:get:pods', 410, 'Expired'],
  ['429:get:pods', 429, 'TooManyRequests'],
  ['500:get:pods', 500, 'InternalError'],
  ['503:get:pods', 503, 'ServiceUnavailable'],
  ['504:get:pods', 504, 'Timeout'],
])('%s answers with %i %s', async (flag, code, reason) => {
  const got = await get(await serveShop({ flags: [flag] }), `${pods}/web-1`);
  expect(got.status).toBe(code);
  expect(got.json).toMatchObject({ kind: 'Status', code, reason });
});

test('a fault strikes only what it names', async () => {
  const replay = await serveShop({
    flags: ['403:get:pods:name=web-1', '503:list:nodes', '500:*:*:namespace=other'],
  });
  const statuses = [];
  for (const path of [
    `${pods}/web-1`,
    `${pods}/db-0`,
    pods,
    `${pods}/web-1/log?container=app`,
    '/api/v1/nodes',
    '/api/v1/namespaces/other/pods',
  ])
    statuses.push((await get(replay, path)).status);
  expect(statuses).toEqual([403, 200, 200, 200, 503, 500]);
});

test('a fault with a count passes, and tells when to come back', async () => {
  const replay = await serveShop({ flags: ['429:get:pods:retry-after=3:times=2:after=1'] });
  const answers = [];
  for (let round = 0; round < 4; round += 1) answers.push(await get(replay, `${pods}/web-1`));
  expect(answers.map((answer) => answer.status)).toEqual([200, 429, 429, 200]);
  expect(answers[1]?.headers.get('retry-after')).toBe('3');
});

test('a connection is cut in the middle of the body', async () => {
  const replay = await serveShop({ flags: ['cut:list:events'] });
  const response = await fetch(`${replay.url}${events}`);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect(replay.journal[0]?.bytes).toBeLessThan(Number(response.headers.get('content-length')));
});

test('a watch is cut too', async () => {
  const replay = await serveShop({ flags: ['cut:watch:pods'] });
  const response = await fetch(`${replay.url}${pods}?watch=true`);
  await expect(response.text()).rejects.toThrow();
});

test('an expired watch says so in an event', async () => {
  const replay = await serveShop({ flags: ['410:watch:pods'] });
  const got = await get(replay, `${pods}?watch=true&resourceVersion=130`);
  expect(JSON.parse(got.text)).toMatchObject({ type: 'ERROR', object: { code: 410 } });
});

test('a request that hangs is never answered, and ends with the server', async () => {
  const replay = await serveShop({ flags: ['hang:get:nodes'] });
  const request = fetch(`${replay.url}/api/v1/nodes/node-a`).then(
    () => 'answered',
    () => 'cut',
  );
  expect(await Promise.race([request, new Promise((resolve) => setTimeout(resolve, 50, 'open'))])).toBe(
    'open',
  );
  expect(replay.journal).toMatchObject([{ status: 0 }]);
  await replay.close();
  expect(await request).toBe('cut');
});

test('latencies add up', async () => {
  const replay = await serveShop({ latencyMs: 20, flags: ['latency:30ms:get:pods'] });
  const started = performance.now();
  await get(replay, `${pods}/web-1`);
  expect(performance.now() - started).toBeGreaterThanOrEqual(49);
});

test('faults can be changed while the server runs', async () => {
  const replay = await serveShop();
  replay.setFaults([parseFault('503:*:*')]);
  expect((await get(replay, pods)).status).toBe(503);
  replay.setFaults([]);
  expect((await get(replay, pods)).status).toBe(200);
});

test('an access review knows what is forbidden', async () => {
  const replay = await serveShop({ flags: ['403:list:events', '403:*:secrets:namespace=shop'] });
  const ask = async (verb: string, resource: string, namespace = 'shop', group = '') => {
    const spec = { resourceAttributes: { verb, resource, namespace, group } };
    const got = await post(replay, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { spec });
    expect(got.status).toBe(201);
    return got.json.status.allowed;
  };
  expect(await ask('list', 'events')).toBe(false);
  expect(await ask('get', 'events')).toBe(true);
  expect(await ask('get', 'secrets')).toBe(false);
  expect(await ask('get', 'secrets', 'other')).toBe(true);
  expect(await ask('delete', 'pods')).toBe(false);
  expect(await ask('create', 'selfsubjectaccessreviews', '', 'authorization.k8s.io')).toBe(true);
});

test('a rules review leaves out what is forbidden', async () => {
  const replay = await serveShop({ flags: ['403:list:events', '403:*:secrets'] });
  const spec = { namespace: 'shop' };
  const { json } = await post(replay, '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { spec });
  const verbs = (resource: string) =>
    json.status.resourceRules.find(
      (rule: { resources: string[]; apiGroups: string[] }) =>
        rule.resources.includes(resource) && rule.apiGroups.includes(''),
    )?.verbs;
  expect(verbs('events')).toEqual(['get', 'watch']);
  expect(verbs('secrets')).toBeUndefined();
  expect(verbs('pods/log')).toEqual(['get']);
});

test('a review says who the client is', async () => {
  const got = await post(await serveShop(), '/apis/authentication.k8s.io/v1/selfsubjectreviews', {});
  expect(got.json.status.userInfo.username).toBe('podwhy');
});

test('nobody is forbidden to ask what is forbidden', async () => {
  const replay = await serveShop({ flags: ['403:*:*'] });
  const spec = { resourceAttributes: { verb: 'get', resource: 'pods' } };
  const got = await post(replay, '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { spec });
  expect(got.json.status).toEqual({ allowed: false });
});
