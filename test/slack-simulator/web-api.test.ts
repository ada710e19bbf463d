import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { webClient } from './web-client.ts';

let slack: Slack;
let client: webApi.WebClient;

beforeEach(async () => {
  slack = await startSlack({
    channels: [
      { id: 'C1', name: 'general' },
      { id: 'C2', name: 'elsewhere', bot: false },
      { id: 'C3', name: 'old', archived: true },
      { id: 'G1', name: 'secret', kind: 'private', bot: false },
      { id: 'G2', name: 'team', kind: 'private', members: ['U1'] },
    ],
    userGroups: [{ id: 'S1', handle: 'oncall', users: ['U1', 'U2'] }],
  });
  client = webClient(slack);
});

afterEach(() => slack.close());

async function refusal(method: string, args: Record<string, unknown>, by = client): Promise<unknown> {
  try {
    await by.apiCall(method, args);
    return 'ok';
  } catch (error) {
    return error instanceof webApi.WebAPIPlatformError ? error.data.error : error;
  }
}

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('says no as Slack does', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['unknown_method', 'chat.shout', {}],
    ['channel_not_found', 'chat.postMessage', { channel: 'C9', text: 'x' }],
    ['channel_not_found', 'chat.postMessage', { channel: 'G1', text: 'x' }],
    ['not_in_channel', 'chat.postMessage', { channel: 'C2', text: 'x' }],
    ['is_archived', 'chat.postMessage', { channel: 'C3', text: 'x' }],
    ['no_text', 'chat.postMessage', { channel: 'C1', text: '' }],
    ['thread_not_found', 'chat.postMessage', { channel: 'C1', text: 'x', thread_ts: '1.000001' }],
    ['invalid_blocks_format', 'chat.postMessage', { channel: 'C1', blocks: 'no json' }],
    ['invalid_blocks', 'chat.postMessage', { channel: 'C1', blocks: [section('x'.repeat(3001))] }],
    [
      'msg_blocks_too_long',
      'chat.postMessage',
      { channel: 'C1', blocks: Array(4).fill(section('x'.repeat(2600))) },
    ],
    ['message_not_found', 'chat.update', { channel: 'C1', ts: '1.000001', text: 'x' }],
    ['message_not_found', 'chat.delete', { channel: 'C1', ts: '1.000001' }],
    ['user_not_in_channel', 'chat.postEphemeral', { channel: 'G2', user: 'U2', text: 'x' }],
    ['user_not_found', 'users.info', { user: 'U9' }],
    ['no_such_subteam', 'usergroups.users.list', { usergroup: 'S9' }],
    ['invalid_trigger_id', 'views.open', { trigger_id: 'made up', view: {} }],
    ['file_not_found', 'files.completeUploadExternal', { files: [{ id: 'F9' }], channel_id: 'C1' }],
    ['not_allowed_token_type', 'apps.connections.open', {}],
  ])('%s from %s', async (code, method, args) => {
    expect(await refusal(method, args)).toBe(code);
  });

  test('to a token that it never gave', async () => {
    expect(await refusal('auth.test', {}, webClient(slack, { token: 'xoxb-other' }))).toBe('invalid_auth');
    expect(await refusal('auth.test', {}, webClient(slack, { token: '' }))).toBe('not_authed');
  });

  test('naming each place that is wrong in blocks', async () => {
    const blocks = [section('fine'), section('')];
    const error = await client.chat
      .postMessage({ channel: 'C1', text: 'x', blocks })
      .catch((thrown) => thrown);
    expect(error.data.response_metadata.messages).toEqual([
      '[ERROR] must be more than 0 characters [json-pointer:/blocks/1/text/text]',
    ]);
  });
});

describe('messages', () => {
  test('an update without blocks leaves them, an empty list takes them away', async () => {
    const { ts } = await client.chat.postMessage({ channel: 'C1', text: 'one', blocks: [section('body')] });
    await client.chat.update({ channel: 'C1', ts: String(ts), text: 'two' });
    const [message] = slack.messages('C1');
    expect(message?.shown).toBe('body');
    await client.chat.update({ channel: 'C1', ts: String(ts), text: 'three', blocks: [] });
    expect(message?.shown).toBe('three');
    expect(message?.versions).toHaveLength(3);
  });

  test('an ephemeral one can’t be updated, nor can another’s', async () => {
    const { message_ts } = await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
    expect(await refusal('chat.update', { channel: 'C1', ts: message_ts, text: 'x' })).toBe(
      'message_not_found',
    );
    const said = await slack.user('U1').say('C1', 'hello');
    expect(await refusal('chat.update', { channel: 'C1', ts: said.ts, text: 'x' })).toBe(
      'cant_update_message',
    );
    expect(await refusal('chat.delete', { channel: 'C1', ts: said.ts })).toBe('cant_delete_message');
  });

  test('a long text is cut when posted and refused when updated', async () => {
    const posted = await client.chat.postMessage({ channel: 'C1', text: 'x'.repeat(40_001) });
    expect(slack.messages('C1')[0]?.text).toHaveLength(40_000);
    expect(posted.warning).toBe('message_truncated');
    const update = { channel: 'C1', ts: posted.ts, text: 'x'.repeat(4001) };
    expect(await refusal('chat.update', update)).toBe('msg_too_long');
  });

  test('a file arrives in its thread', async () => {
    const { ts } = await client.chat.postMessage({ channel: 'C1', text: 'logs of web' });
    await client.filesUploadV2({
      channel_id: 'C1',
      thread_ts: String(ts),
      filename: 'web.log',
      title: 'web',
      content: 'a\nb',
    });
    expect(slack.thread({ channel: 'C1', ts: String(ts) })[0]?.files).toMatchObject([
      { name: 'web.log', title: 'web', content: 'a\nb' },
    ]);
  });

  test('JSON bodies and forms are the same', async () => {
    const answer = await fetch(`${slack.url}chat.postMessage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        authorization: `Bearer ${slack.botToken}`,
      },
      body: JSON.stringify({ channel: '#general', blocks: [section('json')] }),
    });
    expect(await answer.json()).toMatchObject({ ok: true, channel: 'C1' });
  });

  test('channels, members, people and groups are listed', async () => {
    expect((await client.conversations.list()).channels?.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3']);
    expect((await client.conversations.members({ channel: 'G2' })).members).toEqual(['U1', 'U0BOT']);
    expect((await client.usergroups.users.list({ usergroup: 'S1' })).users).toEqual(['U1', 'U2']);
    expect((await client.users.info({ user: 'U1' })).user?.name).toBe('ann');
    expect((await client.conversations.open({ users: 'U1' })).channel?.id).toBe('D1');
  });
});
