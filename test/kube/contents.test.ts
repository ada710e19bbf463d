import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiClient } from '../../src/kube/api-client.ts';
import { acceptOf, pathOf } from '../../src/kube/api-request.ts';
import { loadCredentials } from '../../src/kube/credentials.ts';
import { createRateLimiter } from '../../src/kube/rate-limit.ts';
import { connectTo, kubeconfigText, SERVER, writeScratch } from './support/scratch.ts';

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
});

const METADATA = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';
const VALUE = 'aHVudGVyMg==';

describe('the contents of Secrets and ConfigMaps', () => {
  it.each([
    'secrets',
    'configmaps',
  ] as const)('are never asked for: %s by metadata alone', async (resource) => {
    const asked = nock(SERVER, { reqheaders: { accept: METADATA } })
      .get(`/api/v1/namespaces/shop/${resource}`)
      .query(true)
      .reply(200, { kind: 'PartialObjectMetadataList', items: [{ metadata: { name: 'db' } }] });
    const cluster = await connectTo();
    expect(await cluster.read({ section: 'names', resource, namespace: 'shop' })).toEqual({
      status: 'ok',
      value: [{ name: 'db' }],
    });
    expect(asked.isDone()).toBe(true);
  });

  it('stay unread where a server sends them all the same', async () => {
    const annotation = { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"p":"${VALUE}"}}` };
    const metadata = { name: 'db', annotations: annotation, labels: { app: 'db' } };
    nock(SERVER)
      .get(/secrets/)
      .reply(200, { kind: 'SecretList', items: [{ metadata, data: { p: VALUE } }] });
    const cluster = await connectTo();
    const answer = await cluster.read({ section: 'names', resource: 'secrets', namespace: 'shop' });
    expect(answer).toEqual({ status: 'ok', value: [{ name: 'db', labels: { app: 'db' } }] });
    expect(JSON.stringify(answer)).not.toContain(VALUE);
  });

  it('are given up where the server knows no other form', async () => {
    nock(SERVER)
      .get(/secrets/)
      .reply(406, { kind: 'Status', message: 'only application/json' });
    const cluster = await connectTo();
    expect(await cluster.read({ section: 'names', resource: 'secrets', namespace: 'shop' })).toMatchObject({
      status: 'unavailable',
      reason: 'failed',
    });
  });

  it('cannot be asked for by mistake', async () => {
    const credentials = await loadCredentials({
      kubeconfig: writeScratch(kubeconfigText()),
      environment: {},
    });
    const limiter = createRateLimiter({ perSecond: 1, burst: 1 });
    const api = createApiClient({ credentials, limiter, timeout: 100 });
    const secret = { group: '', version: 'v1', resource: 'secrets', namespace: 'shop', name: 'db' };
    await expect(api.json(secret)).rejects.toThrow('read by metadata alone');
    expect(api.cost().requests).toBe(0);
  });

  it('have keys, of text and of bytes, where managers own some', async () => {
    const managedFields = [
      { fieldsV1: { 'f:data': { '.': {}, 'f:b.conf': {}, 'f:a': {} } } },
      { fieldsV1: { 'f:binaryData': { 'f:logo': {} }, 'f:data': { 'f:a': {} } } },
      {},
    ];
    nock(SERVER)
      .get(/configmaps/)
      .reply(200, { items: [{ metadata: { name: 'one', managedFields } }, { metadata: { name: 'two' } }] });
    const cluster = await connectTo();
    expect(await cluster.read({ section: 'names', resource: 'configmaps', namespace: 'shop' })).toEqual({
      status: 'ok',
      value: [{ name: 'one', keys: ['a', 'b.conf', 'logo'] }, { name: 'two' }],
    });
  });
});

describe('a request', () => {
  it('escapes what it is made of', () => {
    const request = { group: '', version: 'v1', resource: 'pods', namespace: 'a/b', name: '../x' };
    expect(pathOf({ ...request, query: { q: 'a=b,c', empty: '', none: undefined } })).toBe(
      '/api/v1/namespaces/a%2Fb/pods/..%2Fx?q=a%3Db%2Cc',
    );
  });

  it('takes whole objects in place of metadata only where they hold no contents', () => {
    const of = (resource: string) => acceptOf({ group: '', version: 'v1', resource, metadataOnly: true });
    expect(of('secrets')).toBe(METADATA);
    expect(of('pods')).toBe(`${METADATA},application/json;q=0.5`);
  });
});
