import { expect, onTestFinished, test } from 'vitest';
import type { Replay } from '../../src/replay/server.ts';
import { serveShop } from './running-replay.ts';
import { databasePod, webPod } from './shop-recording.ts';

const pods = '/api/v1/namespaces/shop/pods';

interface Watch {
  /** The next event as `TYPE name`. */
  next(): Promise<string>;
  /** The next event's object; undefined once the watch has ended. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the API would hold there
  event(): Promise<any>;
}

async function watch(replay: Replay, path: string, headers: Record<string, string> = {}): Promise<Watch> {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const separator = path.includes('?') ? '&' : '?';
  const response = await fetch(`${replay.url}${path}${separator}watch=true`, {
    headers,
    signal: stop.signal,
  });
  const lines = linesOf(response);
  const event = async () => {
    const { value } = await lines.next();
    return value === undefined ? undefined : JSON.parse(value);
  };
  return {
    event,
    next: async () => {
      const got = await event();
      return got === undefined ? 'end' : `${got.type} ${got.object.metadata.name ?? ''}`;
    },
  };
}

async function* linesOf(response: Response): AsyncGenerator<string, undefined> {
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += new TextDecoder().decode(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  return undefined;
}

test('a watch begins with what is there and goes on with what changes', async () => {
  const replay = await serveShop();
  const watching = await watch(replay, pods);
  expect([await watching.next(), await watching.next(), await watching.next()]).toEqual([
    'ADDED big-1',
    'ADDED db-0',
    'ADDED web-1',
  ]);
  replay.update(webPod);
  const { type, object } = await watching.event();
  expect([type, object.metadata.resourceVersion, object.kind]).toEqual(['MODIFIED', '131', 'Pod']);
  expect(replay.remove({ apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web-1' })).toBe(true);
  expect(await watching.next()).toBe('DELETED web-1');
  replay.update(webPod);
  expect(await watching.next()).toBe('ADDED web-1');
});

test('a watch from a list misses nothing that happened in between', async () => {
  const replay = await serveShop();
  replay.update({ ...databasePod, metadata: { ...databasePod.metadata, name: 'db-1' } });
  replay.update({ ...webPod, metadata: { ...webPod.metadata, namespace: 'other' } });
  const watching = await watch(replay, `${pods}?resourceVersion=130`);
  expect(await watching.next()).toBe('ADDED db-1');
  replay.update(webPod);
  expect(await watching.next()).toBe('MODIFIED web-1');
});

test('a watch does not repeat what its version has seen', async () => {
  const replay = await serveShop();
  replay.update(databasePod);
  replay.update(webPod);
  const watching = await watch(replay, `${pods}?resourceVersion=131`);
  expect(await watching.next()).toBe('MODIFIED web-1');
});

test('an object that begins or ceases to match a selector is added or deleted', async () => {
  const replay = await serveShop();
  const watching = await watch(replay, `${pods}?labelSelector=app%3Dweb`);
  expect(await watching.next()).toBe('ADDED web-1');
  replay.update({ ...webPod, metadata: { ...webPod.metadata, labels: { app: 'old' } } });
  expect(await watching.next()).toBe('DELETED web-1');
  replay.update(webPod);
  expect(await watching.next()).toBe('ADDED web-1');
});

test('a watch from before the recording is too old', async () => {
  const watching = await watch(await serveShop(), `${pods}?resourceVersion=7`);
  expect(await watching.event()).toMatchObject({
    type: 'ERROR',
    object: { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version: 7 (130)' },
  });
  expect(await watching.next()).toBe('end');
});

test('a watch ends at its timeout, with a bookmark if those are wanted', async () => {
  const path = `${pods}?resourceVersion=130&timeoutSeconds=1&allowWatchBookmarks=true`;
  const watching = await watch(await serveShop(), path);
  expect(await watching.event()).toMatchObject({
    type: 'BOOKMARK',
    object: { kind: 'Pod', metadata: { resourceVersion: '130' } },
  });
  expect(await watching.next()).toBe('end');
});

test('a streamed list is closed by its own bookmark', async () => {
  const path =
    '/api/v1/nodes?sendInitialEvents=true&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan';
  const watching = await watch(await serveShop(), path);
  expect([await watching.next(), await watching.next()]).toEqual(['ADDED node-a', 'ADDED node-b']);
  expect(await watching.event()).toMatchObject({
    type: 'BOOKMARK',
    object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
  });
});

test('a watched table names its columns once', async () => {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
  const watching = await watch(await serveShop(), '/api/v1/nodes', { accept });
  expect((await watching.event()).object.columnDefinitions).not.toHaveLength(0);
  expect((await watching.event()).object).toMatchObject({ columnDefinitions: [], rows: [{}] });
});

test('closing the server ends its watches', async () => {
  const replay = await serveShop();
  const watching = await watch(replay, `${pods}?resourceVersion=130`);
  const next = watching.next();
  await replay.close();
  await expect(next).rejects.toThrow();
});
