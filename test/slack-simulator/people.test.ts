import type { webApi } from '@slack/bolt';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

let slack: Slack;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlack({ commands: ['/pod'], events: ['message.channels', 'app_mention'] });
  client = webClient(slack);
  const { url } = await webClient(slack, { token: slack.appToken }).apps.connections.open();
  const socket = new WebSocket(String(url));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.on('message', (data) => {
    socket.send(JSON.stringify({ envelope_id: JSON.parse(data.toString()).envelope_id }));
  });
});

afterEach(() => slack.close());

const option = (value: string) => ({ text: { type: 'plain_text', text: value.toUpperCase() }, value });

async function post(element: object) {
  const blocks = [{ type: 'actions', block_id: 'b', elements: [element] }];
  await client.apiCall('chat.postMessage', { channel: 'C1', text: 'choose', blocks });
  return await slack.message('C1', ({ text }) => text === 'choose');
}

test.each([
  [{ type: 'static_select', action_id: 'a', options: [option('x'), option('y')] }],
  [
    {
      type: 'static_select',
      action_id: 'a',
      option_groups: [{ label: option('g').text, options: [option('y')] }],
    },
  ],
  [{ type: 'overflow', action_id: 'a', options: [option('x'), option('y')] }],
])('a choice arrives as the option that was offered', async (element) => {
  const seen = await slack.user('U1').select(await post(element), 'a', 'Y');
  expect(seen.delivery?.payload.actions).toMatchObject([
    { type: element.type, action_id: 'a', block_id: 'b', selected_option: option('y') },
  ]);
});

test('nobody chooses what is not offered', async () => {
  const message = await post({ type: 'overflow', action_id: 'a', options: [option('x')] });
  await expect(slack.user('U1').select(message, 'a', 'z')).rejects.toThrow('no option "z"');
});

test('a modal that wants to know is told when it is closed', async () => {
  const ann = slack.user('U1');
  const { triggerId } = await ann.slash('/pod', 'note', { channel: 'C1' });
  const title = { type: 'plain_text' as const, text: 'x' };
  const view = { type: 'modal' as const, title, blocks: [], notify_on_close: true };
  await client.views.open({ trigger_id: String(triggerId), view });
  const seen = await ann.closeView();
  expect(seen.delivery?.payload).toMatchObject({ type: 'view_closed', user: { id: 'U1' } });
  expect(ann.modal).toBeUndefined();
});

test('what others and other apps say is told to an app that asked for it', async () => {
  await slack.user('U1').say('C1', 'web is <down> & out');
  await slack.alert('C1', { text: 'web is down' });
  expect(slack.journal.deliveries('events_api').map(({ payload }) => payload.event)).toMatchObject([
    { type: 'message', user: 'U1', text: 'web is &lt;down&gt; &amp; out', channel_type: 'channel' },
    { type: 'message', subtype: 'bot_message', bot_id: 'B0ALERT', text: 'web is down' },
  ]);
});

test('a command that was never registered does not reach the app', async () => {
  const seen = await slack.user('U1').slash('/pods', '', { channel: 'C1' });
  expect(seen).toEqual({ acked: false, problem: 'unknown_command' });
});

test('a command delivered twice is the same command', async () => {
  const seen = await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
  expect(await slack.redeliver(seen)).toMatchObject({ acked: true, retryNum: 0 });
  expect(seen.delivery?.attempts).toHaveLength(2);
  expect(seen.delivery?.payload.trigger_id).toBe(seen.triggerId);
});

test('waiting in vain says what there is', async () => {
  await client.chat.postMessage({ channel: 'C1', text: 'still looking' });
  const waiting = slack.message('C1', ({ text }) => text === 'found', { timeoutMs: 50 });
  await expect(waiting).rejects.toThrow(/waited 50 ms.*\n- the app, version 1: still looking/s);
});

test('a slow Slack answers all the same', async () => {
  slack.slow(100);
  await client.chat.postMessage({ channel: 'C1', text: 'x' });
  expect(slack.journal.requests('chat.postMessage')[0]?.ms).toBeGreaterThanOrEqual(95);
});
