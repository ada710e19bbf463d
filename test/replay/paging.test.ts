import { expect, test } from 'vitest';
import { get, namesOf, serveShop } from './running-replay.ts';

test('a long list comes in pages that make up the whole', async () => {
  const replay = await serveShop();
  const first = await get(replay, '/api/v1/pods?limit=3');
  expect(namesOf(first)).toEqual(['agent-1', 'big-1', 'db-0']);
  expect(first.json.metadata).toMatchObject({ remainingItemCount: 1, resourceVersion: '130' });
  const token = first.json.metadata.continue;
  const second = await get(replay, `/api/v1/pods?limit=3&continue=${token}`);
  expect(namesOf(second)).toEqual(['web-1']);
  expect(second.json.metadata).toEqual({ resourceVersion: '130' });
});

test('a list goes on behind where its page ended, though that pod is gone meanwhile', async () => {
  const replay = await serveShop();
  const first = await get(replay, '/api/v1/pods?limit=2');
  expect(namesOf(first)).toEqual(['agent-1', 'big-1']);
  expect(replay.remove({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'big-1' })).toBe(true);
  const second = await get(replay, `/api/v1/pods?limit=2&continue=${first.json.metadata.continue}`);
  expect(namesOf(second)).toEqual(['db-0', 'web-1']);
});

test('the rest is not counted where a selector is given', async () => {
  const got = await get(await serveShop(), '/api/v1/pods?limit=1&fieldSelector=metadata.namespace%3Dshop');
  expect(got.json.metadata.continue).toBeTypeOf('string');
  expect(got.json.metadata).not.toHaveProperty('remainingItemCount');
});

test('a token from before the replay has expired, and the way on is offered', async () => {
  const replay = await serveShop();
  const token = tokenOf({ v: 'meta.k8s.io/v1', rv: 7, start: 'shop/big-1\u0000' });
  const got = await get(replay, `/api/v1/pods?continue=${token}`);
  expect(got.json).toMatchObject({ code: 410, reason: 'Expired' });
  const rest = await get(replay, `/api/v1/pods?continue=${got.json.metadata.continue}`);
  expect(namesOf(rest)).toEqual(['db-0', 'web-1']);
});

test.each([
  'garbage',
  tokenOf({ v: 'other', rv: 130, start: 'a' }),
  tokenOf(1),
])('the token "%s" is a bad request', async (token) => {
  const got = await get(await serveShop(), `/api/v1/pods?continue=${token}`);
  expect(got.json).toMatchObject({ code: 400, reason: 'BadRequest' });
});

test('a limit that is no number is a bad request', async () => {
  expect((await get(await serveShop(), '/api/v1/pods?limit=many')).status).toBe(400);
});

function tokenOf(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
