import { gzipSync } from 'node:zlib';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Collected } from '../../src/diagnosis/snapshot.ts';
import { connectTo, SERVER } from './support/scratch.ts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const CLAIM = '/api/v1/namespaces/shop/persistentvolumeclaims/data';
const ask = { section: 'claim', namespace: 'shop', name: 'data' } as const;
const claim = { kind: 'PersistentVolumeClaim', metadata: { name: 'data' } };

function status(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message };
}

async function readClaim(timeout = 2_000): Promise<Collected<unknown> & { requests: number }> {
  const cluster = await connectTo({}, { timeout });
  const answer = await cluster.read(ask);
  return { ...answer, requests: cluster.cost().requests };
}

describe('an HTTP status in a read', () => {
  it.each([
    [401, status(401, 'Unauthorized', 'Unauthorized'), 'failed', /credentials were refused/, 1],
    [403, status(403, 'Forbidden', 'User "x" cannot get it'), 'forbidden', /User "x" cannot get it/, 1],
    [404, status(404, 'NotFound', 'claims "data" not found'), 'not-found', /"data" not found/, 1],
    [404, '404 page not found\n', 'not-found', /no such resource/, 1],
    [404, '<html>nginx</html>', 'failed', /not a Kubernetes API/, 1],
    [406, status(406, 'NotAcceptable', 'only json'), 'failed', /only json/, 1],
    [500, status(500, 'InternalError', 'etcd is unwell'), 'failed', /etcd is unwell/, 2],
    [503, '<html>busy</html>', 'failed', /answered 503/, 2],
    [504, status(504, 'Timeout', 'the server took too long'), 'timeout', /too long/, 2],
    [302, '', 'failed', /answered 302/, 1],
    [200, '<html>log in</html>', 'failed', /not JSON/, 1],
    [200, '"text"', 'failed', /not JSON/, 1],
  ] as const)('%i %j is %s', async (code, body, reason, message, requests) => {
    nock(SERVER).get(CLAIM).times(2).reply(code, body);
    const answer = await readClaim();
    expect(answer).toMatchObject({ status: 'unavailable', reason, requests });
    expect(answer.status === 'unavailable' && answer.message).toMatch(message);
  });

  it.each([
    ['404 page not found\n'],
    [status(404, 'NotFound', 'the server could not find the requested resource')],
  ])('of a server before 1.21, which has no batch/v1 CronJobs (%j), leads to batch/v1beta1', async (body) => {
    const path = (version: string) => `/apis/batch/${version}/namespaces/shop/cronjobs/report`;
    const cronJob = { metadata: { name: 'report', namespace: 'shop', uid: 'u' }, spec: {} };
    nock(SERVER)
      .get(path('v1'))
      .reply(404, body)
      .get(path('v1beta1'))
      .reply(200, cronJob)
      .get('/apis/batch/v1/namespaces/shop/jobs')
      .query(true)
      .reply(200, { items: [] });
    const cluster = await connectTo({});
    const found = await cluster.resolve({ text: 'cronjob/report', namespace: 'shop' });
    expect(found).toMatchObject({ status: 'found', target: { kind: 'CronJob', name: 'report' } });
  });

  it('of a server before 1.21 leads to a budget of policy/v1beta1, where an empty selector stands for no pods', async () => {
    const path = (version: string) => `/apis/policy/${version}/namespaces/shop/poddisruptionbudgets/web`;
    const budget = {
      apiVersion: 'policy/v1beta1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { minAvailable: 1, selector: {} },
    };
    nock(SERVER).get(path('v1')).reply(404, '404 page not found\n').get(path('v1beta1')).reply(200, budget);
    const cluster = await connectTo({});
    const found = await cluster.resolve({ text: 'pdb/web', namespace: 'shop' });
    expect(found).toMatchObject({ status: 'found', object: { kind: 'PodDisruptionBudget' }, pods: [] });
  });

  it('that passes is tried once more', async () => {
    nock(SERVER).get(CLAIM).reply(503).get(CLAIM).reply(200, claim);
    expect(await readClaim()).toMatchObject({ status: 'ok', value: claim, requests: 2 });
  });

  it('comes with what the credentials say', async () => {
    nock(SERVER, { reqheaders: { authorization: 'Bearer secret-token', accept: 'application/json' } })
      .get(CLAIM)
      .reply(200, claim);
    expect(await readClaim()).toMatchObject({ status: 'ok' });
  });

  it('keeps the path of the server address', async () => {
    nock(SERVER).get(`/k8s/clusters/c-1${CLAIM}`).reply(200, claim);
    const cluster = await connectTo({ cluster: { server: `${SERVER}/k8s/clusters/c-1/` } });
    expect(await cluster.read(ask)).toMatchObject({ status: 'ok' });
  });
});

describe('throttling', () => {
  it('waits as long as Retry-After says, and counts it', async () => {
    nock(SERVER).get(CLAIM).reply(429, '', { 'Retry-After': '1' }).get(CLAIM).reply(200, claim);
    const cluster = await connectTo();
    const start = performance.now();
    expect(await cluster.read(ask)).toMatchObject({ status: 'ok' });
    expect(performance.now() - start).toBeGreaterThan(950);
    expect(cluster.cost()).toMatchObject({ requests: 2, roundTrips: 2 });
    expect(cluster.cost().throttledMs).toBeGreaterThan(900);
  });

  it('gives up when that is longer than the question may take', async () => {
    nock(SERVER).get(CLAIM).reply(429, '', { 'Retry-After': '60' });
    expect(await readClaim()).toMatchObject({
      reason: 'failed',
      message: expect.stringMatching(/slow down/),
    });
  });

  it('of our own making spreads requests out', async () => {
    nock(SERVER).get(/.*/).times(6).reply(200, claim);
    const cluster = await connectTo({}, { rateLimit: { perSecond: 20, burst: 2 } });
    const start = performance.now();
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => cluster.read({ section: 'volume', name: `pv-${n}` })));
    expect(performance.now() - start).toBeGreaterThan(180);
    expect(cluster.cost()).toMatchObject({ requests: 6, roundTrips: 1 });
  });
});

describe('a connection', () => {
  it('that is reset is tried once more', async () => {
    const reset = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    nock(SERVER).get(CLAIM).replyWithError(reset).get(CLAIM).reply(200, claim);
    expect(await readClaim()).toMatchObject({ status: 'ok', requests: 2 });
  });

  it('that cannot be made fails in plain words', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    nock(SERVER).get(CLAIM).replyWithError(refused);
    expect(await readClaim()).toMatchObject({
      reason: 'failed',
      message:
        'no answer from kube.test:8080: nothing listens there (connection refused). Is the cluster running?',
      requests: 1,
    });
  });

  it.each([
    ['ECONNREFUSED', /nothing listens there/],
    ['ENOTFOUND', /does not resolve/],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /not signed by the kubeconfig's CA/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host name/],
    ['EODD', /something odd \(EODD\)/],
  ])('that fails with %s makes a target unresolvable', async (code, reason) => {
    nock(SERVER)
      .get(/.*/)
      .replyWithError(Object.assign(new Error('something odd'), { code }));
    const cluster = await connectTo();
    const error = await cluster.resolve({ text: 'pod/web' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'cluster-unreachable', retryable: true });
    expect(error).toHaveProperty('userMessage', expect.stringMatching(reason));
    expect(error).toHaveProperty(
      'userMessage',
      expect.stringMatching(/kube\.test:8080.*kubectl cluster-info/),
    );
  });

  it('that is late is a timeout', async () => {
    nock(SERVER).get(CLAIM).delay(2_000).reply(200, claim);
    expect(await readClaim(100)).toMatchObject({ reason: 'timeout', message: 'no answer within 0.1 s' });
  });
});

describe('a target', () => {
  it('with expired credentials says so', async () => {
    nock(SERVER)
      .get(/.*/)
      .reply(401, status(401, 'Unauthorized', 'Unauthorized'));
    const cluster = await connectTo();
    await expect(cluster.resolve({ text: 'pod/web' })).rejects.toMatchObject({
      code: 'unauthorized',
      userMessage: expect.stringMatching(/expired.*kubectl auth whoami/),
    });
  });

  it('at a server that never answers is a timeout', async () => {
    nock(SERVER).get(/.*/).delay(2_000).reply(200, {});
    const cluster = await connectTo({}, { timeout: 100 });
    await expect(cluster.resolve({ text: 'pod/web' })).rejects.toMatchObject({
      code: 'timeout',
      retryable: true,
    });
  });

  it('at a throttling server says so', async () => {
    nock(SERVER).get(/.*/).reply(429, '', { 'retry-after': '30' });
    const cluster = await connectTo();
    await expect(cluster.resolve({ text: 'pod/web' })).rejects.toMatchObject({ code: 'throttled' });
  });
});

describe('a list', () => {
  const NODES = '/api/v1/nodes';
  const page = (names: readonly string[], token = '') => ({
    kind: 'NodeList',
    metadata: { continue: token },
    items: names.map((name) => ({ metadata: { name } })),
  });
  const read = async () => {
    const cluster = await connectTo();
    const answer = await cluster.read({ section: 'nodes' });
    return { answer, requests: cluster.cost().requests };
  };
  const names = (answer: Awaited<ReturnType<typeof read>>['answer']) =>
    answer.status === 'ok' ? answer.value.map(({ metadata }) => metadata?.name) : answer;

  it('is read page by page', async () => {
    nock(SERVER)
      .get(NODES)
      .query({ limit: 500 })
      .reply(200, page(['a'], 'more'))
      .get(NODES)
      .query({ limit: 500, continue: 'more' })
      .reply(200, page(['b']));
    expect(names((await read()).answer)).toEqual(['a', 'b']);
  });

  it('stops after a few pages', async () => {
    nock(SERVER)
      .get(NODES)
      .query(true)
      .times(9)
      .reply(200, page(['a'], 'more'));
    const { answer, requests } = await read();
    expect(names(answer)).toEqual(['a', 'a', 'a', 'a']);
    expect(requests).toBe(4);
  });

  it('of the events of a namespace says that there are more than four pages', async () => {
    const event = { metadata: { name: 'a' }, reason: 'BackOff' };
    nock(SERVER)
      .get('/api/v1/namespaces/shop/events')
      .query(true)
      .times(9)
      .reply(200, { kind: 'EventList', metadata: { continue: 'more' }, items: [event] });
    const cluster = await connectTo();
    expect(await cluster.read({ section: 'namespace-events', namespace: 'shop' })).toEqual({
      status: 'ok',
      value: { events: [event, event, event, event], truncated: true },
    });
    expect(cluster.cost().requests).toBe(4);
  });

  it('starts again, once, when its continue token has expired', async () => {
    const expired = status(410, 'Expired', 'too old');
    nock(SERVER)
      .get(NODES)
      .query({ limit: 500 })
      .times(2)
      .reply(200, page(['a'], 'more'));
    nock(SERVER).get(NODES).query({ limit: 500, continue: 'more' }).reply(410, expired);
    nock(SERVER)
      .get(NODES)
      .query({ limit: 500, continue: 'more' })
      .reply(200, page(['b']));
    expect(names((await read()).answer)).toEqual(['a', 'b']);
    nock(SERVER)
      .get(NODES)
      .query(true)
      .times(2)
      .reply(200, page(['a'], 'more'));
    nock.cleanAll();
    nock(SERVER)
      .get(NODES)
      .query({ limit: 500 })
      .times(5)
      .reply(200, page(['a'], 'more'));
    nock(SERVER).get(NODES).query({ limit: 500, continue: 'more' }).times(5).reply(410, expired);
    expect((await read()).answer).toMatchObject({ reason: 'failed', message: 'too old' });
  });

  it('may be compressed, empty or none', async () => {
    nock(SERVER)
      .get(NODES)
      .query(true)
      .reply(200, gzipSync(JSON.stringify(page(['a']))), { 'content-encoding': 'gzip' });
    expect(names((await read()).answer)).toEqual(['a']);
    nock(SERVER).get(NODES).query(true).reply(200, { kind: 'NodeList', items: null });
    expect(names((await read()).answer)).toEqual([]);
    nock(SERVER).get(NODES).query(true).reply(200, { kind: 'Node', items: {} });
    expect((await read()).answer).toMatchObject({ reason: 'failed', message: 'the answer is not a list' });
  });
});

describe("the server's clock", () => {
  it('is its newest Date header', async () => {
    nock(SERVER)
      .get(CLAIM)
      .reply(200, claim, { Date: 'Sun, 01 Mar 2026 10:00:05 GMT' })
      .get(CLAIM)
      .reply(200, claim, { Date: 'Sun, 01 Mar 2026 10:00:04 GMT' });
    const cluster = await connectTo();
    await cluster.read(ask);
    await cluster.read(ask);
    expect(cluster.now()).toBe('2026-03-01T10:00:05Z');
  });

  it('is ours until the server has answered', async () => {
    const cluster = await connectTo();
    expect(Math.abs(Date.parse(cluster.now()) - Date.now())).toBeLessThan(10_000);
  });
});
