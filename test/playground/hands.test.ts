import { readFile } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { createHands, type Hands } from '../../src/playground/hands.ts';
import type { Json } from '../../src/playground/slack/json.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { YOU } from '../../src/playground/who.ts';

const ROOM = 'C0ROOM';
const NOT_CONNECTED = { ok: false, problem: 'podwhy is not connected.' };

interface Workspace {
  readonly slack: Slack;
  readonly hands: Hands;
  readonly asked: readonly string[];
  /** What the app would have been told of the last doing. */
  told(): Json;
}

/** A workspace without an app: what is done is told nobody, and so is not answered. */
async function workspace(): Promise<Workspace> {
  const slack = await startSlack({
    channels: [
      { id: ROOM, name: 'room' },
      { id: 'C0OTHERS', name: 'others', kind: 'private', members: ['U0ANN'] },
    ],
    users: [
      { id: YOU.id, name: YOU.name },
      { id: 'U0ANN', name: 'ann' },
    ],
    commands: ['/pod'],
    times: { ackMs: 50, retryMs: [] },
  });
  onTestFinished(() => slack.close());
  const asked: string[] = [];
  const hands = createHands(slack, { ask: ({ text }) => void asked.push(text) });
  const told = () => slack.journal.deliveries().at(-1)?.payload ?? {};
  return { slack, hands, asked, told };
}

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
const button = (value: string) => ({
  type: 'button',
  action_id: 'go',
  value,
  text: { type: 'plain_text', text: 'Go' },
});
const menu = {
  type: 'static_select',
  action_id: 'menu',
  placeholder: { type: 'plain_text', text: 'Which?' },
  options: [option('one'), option('two')],
};
const MESSAGE = {
  text: 'choose',
  blocks: [[menu, button('a')], [button('b')], [button('a')]].map((elements) => ({
    type: 'actions',
    elements,
  })),
};

it('chooses in a menu', async () => {
  const { slack, hands, told } = await workspace();
  const { ts } = await slack.alert(ROOM, MESSAGE);
  expect(await hands.act({ channel: ROOM, ts, actionId: 'menu', value: 'two' })).toEqual(NOT_CONNECTED);
  expect(told()).toMatchObject({ actions: [{ action_id: 'menu', selected_option: { value: 'two' } }] });
  expect((await hands.act({ channel: ROOM, ts, actionId: 'menu', value: 'three' })).ok).toBe(false);
});

it('clicks the button that carries the value, where several do the same any of them', async () => {
  const { slack, hands, asked, told } = await workspace();
  const { ts } = await slack.alert(ROOM, MESSAGE);
  for (const value of ['b', 'a']) {
    expect(await hands.act({ channel: ROOM, ts, actionId: 'go', value })).toEqual(NOT_CONNECTED);
    expect(told()).toMatchObject({ actions: [{ action_id: 'go', value }] });
  }
  expect(asked).toEqual(['Go', 'Go']);
});

it('runs the shortcut on a message, as the manifest names it', async () => {
  const { slack, hands, asked, told } = await workspace();
  const { ts } = await slack.alert(ROOM, { text: 'web-1 is down' });
  expect(await hands.shortcut({ channel: ROOM, ts })).toEqual(NOT_CONNECTED);
  const { features } = parse(await readFile(new URL('../../slack-manifest.yaml', import.meta.url), 'utf8'));
  const [{ name, callback_id }] = features.shortcuts;
  expect(told()).toMatchObject({ type: 'message_action', callback_id, message: { text: 'web-1 is down' } });
  expect(asked).toEqual([name]);
  expect(await hands.shortcut({ channel: ROOM, ts: '1.2' })).toMatchObject({
    problem: 'The message is no longer there.',
  });
});

it('is told in a sentence what cannot be done', async () => {
  const { hands, asked } = await workspace();
  for (const channel of ['C0NONE', 'C0OTHERS'])
    expect(await hands.say({ channel, text: 'hello' })).toMatchObject({
      problem: 'There is no such channel.',
    });
  expect(await hands.say({ channel: ROOM, text: ' ' })).toMatchObject({ problem: 'Write something first.' });
  expect(await hands.act({ channel: ROOM, ts: '1.2', actionId: 'go' })).toMatchObject({
    problem: 'The message is no longer there.',
  });
  expect(asked).toEqual([]);
});

it('says that a message is too long instead of sending it', async () => {
  const { slack, hands } = await workspace();
  expect(await hands.say({ channel: ROOM, text: 'x'.repeat(12_001) })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('at most 12000 characters'),
  });
  expect(slack.workspace.messages).toEqual([]);
  expect(await hands.say({ channel: ROOM, text: 'x'.repeat(12_000) })).toEqual({ ok: true });
});
