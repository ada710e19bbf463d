import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Read } from '../../src/diagnosis/snapshot.ts';
import { connectTo, SERVER } from './support/scratch.ts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

const METRIC = 'kubelet_volume_stats_used_bytes';
const CERTIFICATES: Read = { section: 'certificates', namespace: 'shop' };
const USED: Read = { section: 'claim-metrics', namespace: 'shop', metric: METRIC };
const QUOTAS: Read = { section: 'cluster-quotas' };
const CLAIMS: Read = { section: 'namespace-claims', namespace: 'shop' };

const PATHS: readonly (readonly [Read, string])[] = [
  [CERTIFICATES, '/apis/cert-manager.io/v1/namespaces/shop/certificates'],
  [{ section: 'certificates' }, '/apis/cert-manager.io/v1/certificates'],
  [USED, `/apis/custom.metrics.k8s.io/v1beta1/namespaces/shop/persistentvolumeclaims/*/${METRIC}`],
  [QUOTAS, '/api/v1/resourcequotas'],
  [CLAIMS, '/api/v1/namespaces/shop/persistentvolumeclaims'],
];

function status(code: number, reason: string, message: string): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message };
}

async function read(ask: Read, timeout = 2_000) {
  const cluster = await connectTo({}, { timeout });
  const answer = await cluster.read(ask);
  return { answer, requests: cluster.cost().requests };
}

describe.each(PATHS)('%j', (ask, path) => {
  it('is a list', async () => {
    const items = [{ metadata: { name: 'a' } }];
    nock(SERVER).get(path).query({ limit: 500 }).reply(200, { items });
    expect(await read(ask)).toEqual({ answer: { status: 'ok', value: items }, requests: 1 });
  });

  it.each([
    [403, status(403, 'Forbidden', 'User "x" cannot do it'), 'forbidden'],
    [404, '404 page not found\n', 'not-found'],
    [404, status(404, 'NotFound', 'the server could not find the metric'), 'not-found'],
    // As the API server answers for a metrics server that is away.
    [503, 'service unavailable\n', 'failed'],
  ])('%i %j is %s', async (code, body, reason) => {
    nock(SERVER).get(path).query(true).times(2).reply(code, body);
    expect((await read(ask)).answer).toMatchObject({ status: 'unavailable', reason });
  });

  it('is not waited for', async () => {
    nock(SERVER).get(path).query(true).delay(5_000).reply(200, { items: [] });
    expect((await read(ask, 50)).answer).toMatchObject({ reason: 'timeout' });
    nock.abortPendingRequests();
  });
});

it('the quotas of a large cluster are read by the page, four at most', async () => {
  const page = (token: string) => ({
    items: [{ metadata: { name: 'team' } }],
    metadata: { continue: token },
  });
  const [, path] = PATHS[3] as (typeof PATHS)[number];
  nock(SERVER).get(path).query(true).times(9).reply(200, page('more'));
  const { answer, requests } = await read(QUOTAS);
  expect(answer).toMatchObject({ status: 'ok', value: { length: 4 } });
  expect(requests).toBe(4);
});
