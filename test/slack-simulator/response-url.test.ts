import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

let slack: Slack;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlack({
    channels: [{ id: 'C1', name: 'general', bot: false }],
    times: { responseUrlMs: 500, triggerMs: 100 },
  });
  client = webClient(slack);
  await acknowledgeEverything();
});

afterEach(() => slack.close());

async function acknowledgeEverything(): Promise<void> {
  const { url } = await webClient(slack, { token: slack.appToken }).apps.connections.open();
  const socket = new WebSocket(String(url));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.on('message', (data) => {
    const { envelope_id } = JSON.parse(data.toString());
    if (envelope_id) socket.send(JSON.stringify({ envelope_id }));
  });
}

async function respond(url: string | undefined, body: object): Promise<[number, string]> {
  const answer = await fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [answer.status, await answer.text()];
}

const asked = () => slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });

test('an answer is for the asker alone unless it says otherwise, and needs no membership', async () => {
  const { responseUrl } = await asked();
  expect(await respond(responseUrl, { text: 'mine' })).toEqual([200, 'ok']);
  await respond(responseUrl, { text: 'ours', response_type: 'in_channel' });
  expect(
    slack
      .user('U2')
      .sees('C1')
      .map(({ text }) => text),
  ).toEqual(['ours']);
  expect(
    slack
      .user('U1')
      .sees('C1')
      .map(({ text }) => text),
  ).toEqual(['mine', 'ours']);
});

test('it is good for five answers', async () => {
  const { responseUrl } = await asked();
  for (let index = 0; index < 5; index += 1) {
    expect(await respond(responseUrl, { text: `step ${index}`, replace_original: index > 0 })).toEqual([
      200,
      'ok',
    ]);
  }
  expect(await respond(responseUrl, { text: 'six' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
  expect(
    slack
      .user('U1')
      .sees('C1')
      .map(({ text, versions }) => [text, versions.length]),
  ).toEqual([['step 4', 5]]);
});

test('it is good for a while', async () => {
  const { responseUrl } = await asked();
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await respond(responseUrl, { text: 'late' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
});

test('bad blocks are refused, and cost no use', async () => {
  const { responseUrl } = await asked();
  const [status, body] = await respond(responseUrl, { blocks: [{ type: 'bogus' }] });
  expect([status, JSON.parse(body).error]).toEqual([400, 'invalid_blocks']);
  expect((await respond(responseUrl, {}))[1]).toContain('no_text');
});

test('a button’s address replaces or deletes the message with the button', async () => {
  const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
  const { responseUrl } = await asked();
  await respond(responseUrl, { text: 'choose', blocks: [{ type: 'actions', elements: [button] }] });
  const [message] = slack.user('U1').ephemerals('C1');
  if (!message) throw new Error('nothing to click');
  await expect(slack.user('U2').click(message, 'go')).rejects.toThrow('does not see');
  const clicked = await slack.user('U1').click(message, 'go');
  expect(clicked.delivery?.payload).toMatchObject({ container: { is_ephemeral: true } });
  expect(clicked.delivery?.payload.message).toBeUndefined();
  await respond(clicked.responseUrl, { text: 'chosen', replace_original: true });
  expect(message.shown).toBe('chosen');
  await respond(clicked.responseUrl, { delete_original: true });
  expect(slack.user('U1').sees('C1')).toEqual([]);
});

test('a trigger opens one modal, in time', async () => {
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'x' }, blocks: [] };
  const first = await asked();
  await client.views.open({ trigger_id: String(first.triggerId), view });
  await expect(client.views.open({ trigger_id: String(first.triggerId), view })).rejects.toThrow(
    'exchanged_trigger_id',
  );
  const second = await asked();
  await new Promise((resolve) => setTimeout(resolve, 150));
  await expect(client.views.open({ trigger_id: String(second.triggerId), view })).rejects.toThrow(
    'expired_trigger_id',
  );
});

test('commands are refused in threads', async () => {
  const seen = await slack.user('U1').slash('/pod', 'why web', { channel: 'C1', threadTs: '1.000001' });
  expect(seen).toEqual({ acked: false, problem: 'not_supported_in_threads' });
});
