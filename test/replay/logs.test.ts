import { expect, test } from 'vitest';
import { get, serveShop } from './running-replay.ts';

const web = '/api/v1/namespaces/shop/pods/web-1/log';

test.each([
  ['container=app', 'starting\nlistening\n'],
  ['container=app&previous=true', 'starting\nbind: address in use\ngiving up\n'],
  ['container=app&previous=true&tailLines=1', 'giving up\n'],
  ['container=app&tailLines=0', ''],
  ['container=app&limitBytes=5', 'start'],
  ['container=app&sinceSeconds=15', 'listening\n'],
  ['container=app&sinceTime=2024-03-01T11:59:45Z', 'listening\n'],
  ['container=app&tailLines=1&timestamps=true', '2024-03-01T11:59:50.000123456Z listening\n'],
])('a log with %s reads %j', async (query, text) => {
  const got = await get(await serveShop(), `${web}?${query}`);
  expect(got).toMatchObject({ status: 200, text });
  expect(got.headers.get('content-type')).toBe('text/plain');
});

test.each([
  [web, 400, 'a container name must be specified for pod web-1, choose one of: [app proxy]'],
  [`${web}?container=x`, 400, 'container x is not valid for pod web-1'],
  [
    `${web}?container=proxy&previous=true`,
    400,
    'previous terminated container "proxy" in pod "web-1" not found',
  ],
  [
    '/api/v1/namespaces/shop/pods/db-0/log',
    400,
    'container "pg" in pod "db-0" is waiting to start: PodInitializing',
  ],
  ['/api/v1/namespaces/shop/pods/nope/log', 404, 'pods "nope" not found'],
  [
    `${web}?container=app&tailLines=-1`,
    422,
    'PodLogOptions "web-1" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
  ],
  [`${web}?container=app&tailLines=x`, 400, 'strconv.ParseInt: parsing "x": invalid syntax'],
])('the log %s is refused with %i', async (path, code, message) => {
  expect((await get(await serveShop(), path)).json).toMatchObject({ code, message });
});

test('the log of a pod without a node is empty', async () => {
  expect(await get(await serveShop(), '/api/v1/namespaces/shop/pods/big-1/log')).toMatchObject({
    status: 200,
    text: '',
  });
});

test('a log that was not recorded is not found rather than empty', async () => {
  const got = await get(await serveShop(), '/api/v1/namespaces/kube-system/pods/agent-1/log');
  expect(got.json).toMatchObject({
    code: 404,
    message: expect.stringContaining('the recording holds no such log'),
  });
});

test('following a running container sends its log and stays open until the server ends', async () => {
  const replay = await serveShop();
  const response = await fetch(`${replay.url}${web}?container=proxy&follow=true`);
  const reader = response.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('ready\n');
  const next = reader?.read().then(
    () => 'ended',
    () => 'cut',
  );
  expect(await Promise.race([next, later('open')])).toBe('open');
  await replay.close();
  expect(await next).toBe('cut');
});

test('following a container that is not running ends by itself', async () => {
  const got = await get(await serveShop(), `${web}?container=app&follow=true`);
  expect(got.text).toBe('starting\nlistening\n');
});

function later(value: string): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, 50, value));
}
