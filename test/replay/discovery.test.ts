import { expect, test } from 'vitest';
import { get, serveShop } from './running-replay.ts';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

test('the core API and the groups are listed', async () => {
  const replay = await serveShop();
  expect((await get(replay, '/api')).json).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
  const groups = (await get(replay, '/apis')).json.groups.map((group: { name: string }) => group.name);
  expect(groups).toEqual(expect.arrayContaining(['apps', 'batch', 'events.k8s.io', 'authorization.k8s.io']));
  expect((await get(replay, '/apis/autoscaling')).json.preferredVersion.groupVersion).toBe('autoscaling/v2');
});

test('a version lists its resources with what clients call them', async () => {
  const { json } = await get(await serveShop(), '/api/v1');
  expect(json.resources).toContainEqual({
    name: 'pods',
    singularName: 'pod',
    namespaced: true,
    kind: 'Pod',
    verbs: expect.arrayContaining(['get', 'list', 'watch']),
    shortNames: ['po'],
    categories: ['all'],
  });
  expect(json.resources).toContainEqual(expect.objectContaining({ name: 'pods/log', verbs: ['get'] }));
});

test('discovery comes at once for a client that asks for it', async () => {
  const got = await get(await serveShop(), '/apis', { accept: `${aggregated},application/json` });
  expect(got.headers.get('content-type')).toBe(aggregated);
  const apps = got.json.items.find((item: { metadata: { name: string } }) => item.metadata.name === 'apps');
  expect(apps.versions[0].resources).toContainEqual(
    expect.objectContaining({
      resource: 'deployments',
      scope: 'Namespaced',
      responseKind: { group: 'apps', version: 'v1', kind: 'Deployment' },
    }),
  );
});

test.each(['/apis/nope', '/apis/apps/v2', '/api/v2', '/nope'])('%s is not there', async (path) => {
  expect((await get(await serveShop(), path)).status).toBe(404);
});
