import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { startBoltApp } from './bolt-app.ts';
import { webClient } from './web-client.ts';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack({ times: { ackMs: 150, retryMs: [50, 300, 600] } });
});

afterEach(() => slack.close());

test.each([
  'warning',
  'refresh_requested',
] as const)('a client told %s comes back on a new socket', async (reason) => {
  const app = await startBoltApp(slack, 'socket');
  slack.sockets.disconnect(reason);
  const missed = await slack.user('U1').slash('/pod', 'say', { channel: 'C1' });
  expect(missed.problem).toBe('dispatch_failed');
  await slack.until(() => (slack.journal.sockets('open').length === 2 ? true : undefined));
  expect((await slack.user('U1').slash('/pod', 'say', { channel: 'C1' })).acked).toBe(true);
  await app.stop();
});

test('a client cut off comes back, and gets the event it missed', async () => {
  const app = await startBoltApp(slack, 'socket');
  slack.sockets.drop();
  const seen = await slack.user('U1').mention('C1', 'why web');
  expect(seen).toMatchObject({ acked: false, problem: 'dispatch_failed' });
  await slack.until(() => slack.thread(seen.message)[0]);
  expect(seen.delivery?.attempts.at(-1)).toMatchObject({ acked: true, retryReason: 'timeout' });
  await app.stop();
});

async function open(): Promise<WebSocket> {
  const client = webClient(slack, { token: slack.appToken });
  const { url } = await client.apps.connections.open();
  const socket = new WebSocket(String(url));
  await new Promise((resolve) => socket.once('message', resolve));
  return socket;
}

test('an event that nobody acknowledges is tried four times, then given up', async () => {
  const socket = await open();
  const tries: unknown[] = [];
  socket.on('message', (data) => tries.push(JSON.parse(data.toString())));
  const seen = await slack.user('U1').mention('C1', 'why web');
  await slack.until(() => (seen.delivery?.attempts.at(3)?.problem ? true : undefined));
  expect(tries).toMatchObject([
    { type: 'events_api', retry_attempt: 0, retry_reason: '' },
    { retry_attempt: 1, retry_reason: 'timeout' },
    { retry_attempt: 2 },
    { retry_attempt: 3 },
  ]);
  expect(seen.delivery?.attempts).toHaveLength(4);
});

test('an acknowledgement that comes too late is not one', async () => {
  const socket = await open();
  socket.on('message', (data) => {
    const { envelope_id } = JSON.parse(data.toString());
    setTimeout(() => socket.send(JSON.stringify({ envelope_id, payload: { text: 'late' } })), 250);
  });
  const seen = await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
  expect(seen).toMatchObject({ acked: false, problem: 'operation_timeout' });
  await slack.until(() => seen.delivery?.attempts[0]?.latencyMs);
  expect(seen.delivery?.attempts[0]?.latencyMs).toBeGreaterThan(200);
  expect(slack.messages('C1')).toEqual([]);
});

test('each envelope goes to one of the sockets, in turn', async () => {
  const sockets = [await open(), await open()];
  const got = sockets.map(() => 0);
  for (const [index, socket] of sockets.entries()) {
    socket.on('message', (data) => {
      got[index] = (got[index] ?? 0) + 1;
      socket.send(JSON.stringify({ envelope_id: JSON.parse(data.toString()).envelope_id }));
    });
  }
  for (let index = 0; index < 6; index += 1) await slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
  expect(got).toEqual([3, 3]);
});

test('an eleventh socket is turned away, and an address works once', async () => {
  for (let index = 0; index < 10; index += 1) await open();
  const client = webClient(slack, { token: slack.appToken });
  const { url } = await client.apps.connections.open();
  const eleventh = new WebSocket(String(url));
  const first = await new Promise((resolve) =>
    eleventh.once('message', (data) => resolve(JSON.parse(data.toString()))),
  );
  expect(first).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  const again = new WebSocket(String(url));
  const error = await new Promise((resolve) => again.once('error', resolve));
  expect(String(error)).toContain('404');
});
