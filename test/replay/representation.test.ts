import { expect, test } from 'vitest';
import { get, serveShop } from './running-replay.ts';

const metadataList = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const metadataOne = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

async function rows(path: string): Promise<Record<string, unknown>[]> {
  const { json } = await get(await serveShop(), path, { accept: table });
  const names: string[] = json.columnDefinitions.map((column: { name: string }) => column.name);
  return json.rows.map((row: { cells: unknown[] }) =>
    Object.fromEntries(names.map((name, index) => [name, row.cells[index]])),
  );
}

test('the metadata of a Secret shows its keys and no data', async () => {
  const got = await get(await serveShop(), '/api/v1/namespaces/shop/secrets/db-login', {
    accept: metadataOne,
  });
  expect(got.json).toMatchObject({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' });
  expect(Object.keys(got.json)).toEqual(['kind', 'apiVersion', 'metadata']);
  expect(got.json.metadata.managedFields).toEqual([
    {
      manager: 'kubectl-create',
      operation: 'Update',
      apiVersion: 'v1',
      time: '2024-03-01T11:00:00Z',
      fieldsType: 'FieldsV1',
      fieldsV1: { 'f:data': { '.': {}, 'f:user': {}, 'f:password': {} }, 'f:type': {} },
    },
  ]);
});

test('a list of metadata is of its own kind', async () => {
  const got = await get(await serveShop(), '/api/v1/configmaps', { accept: metadataList });
  expect(got.json).toMatchObject({
    kind: 'PartialObjectMetadataList',
    items: [{ kind: 'PartialObjectMetadata', metadata: { name: 'settings' } }],
  });
});

test.each([
  ['application/vnd.kubernetes.protobuf', 406],
  ['application/vnd.kubernetes.protobuf,application/json', 200],
  ['application/cbor, */*;q=0.1', 200],
  ['application/*', 200],
  ['text/html', 406],
  [metadataList, 406],
  ['application/json;as=Table;v=v9;g=meta.k8s.io', 406],
  [`application/json;as=Table;v=v9;g=meta.k8s.io, application/json`, 200],
])('an object for "%s" is answered with %i', async (accept, status) => {
  expect((await get(await serveShop(), '/api/v1/nodes/node-a', { accept })).status).toBe(status);
});

test('the pod table says what kubectl says', async () => {
  expect(await rows('/api/v1/namespaces/shop/pods')).toMatchObject([
    { Name: 'big-1', Ready: '0/1', Status: 'Pending', Node: '<none>' },
    { Name: 'db-0', Ready: '0/1', Status: 'Init:0/1', Restarts: '0', Age: '90s' },
    {
      Name: 'web-1',
      Ready: '1/2',
      Status: 'CrashLoopBackOff',
      Restarts: '3 (30s ago)',
      Age: '5m',
      IP: '10.0.0.7',
      Node: 'node-a',
    },
  ]);
});

test('other tables have their own columns', async () => {
  expect(await rows('/api/v1/nodes')).toMatchObject([
    { Status: 'Ready', Age: '10d', Roles: '<none>', Version: 'v1.32.1', 'Internal-IP': '10.1.0.1' },
    { Status: 'NotReady,SchedulingDisabled' },
  ]);
  expect(await rows('/api/v1/events')).toMatchObject([
    {
      'Last Seen': '20s',
      Type: 'Warning',
      Reason: 'BackOff',
      Object: 'pod/web-1',
      Source: 'kubelet, node-a',
      Count: 9,
    },
  ]);
  expect(await rows('/apis/apps/v1/deployments')).toMatchObject([
    { Ready: '0/2', 'Up-to-date': 2, Available: 0, Images: 'shop/web:1', Selector: 'app=web' },
  ]);
  expect(await rows('/api/v1/services')).toMatchObject([
    { 'Port(s)': '80:30080/TCP', 'External-IP': '<none>' },
  ]);
  expect(await rows('/apis/batch/v1/jobs')).toMatchObject([
    { Status: 'Failed', Completions: '0/1', Duration: '60m' },
  ]);
});

test.each([
  ['None', undefined],
  ['Metadata', 'PartialObjectMetadata'],
  ['Object', 'Pod'],
])('a table row with includeObject=%s carries %s', async (include, kind) => {
  const path = `/api/v1/namespaces/shop/pods/web-1?includeObject=${include}`;
  const { json } = await get(await serveShop(), path, { accept: table });
  expect(json.rows[0].object?.kind).toBe(kind);
});
