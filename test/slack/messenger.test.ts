import { afterEach, describe, expect, it } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import type { Messenger } from '../../src/ports.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { loggerTo, type Running } from './running-app.ts';

const open: (() => Promise<void>)[] = [];

async function messenger(
  options: { patienceMs?: number; callMs?: number; log?: Running['log'] } = {},
  slackOptions: SlackOptions = {},
): Promise<{ slack: Slack; messenger: Messenger }> {
  const slack = await startSlack(slackOptions);
  open.push(() => slack.close());
  const { patienceMs = 5000, callMs = 1000, log = [] } = options;
  const logger = loggerTo(log);
  return {
    slack,
    messenger: createMessenger({ token: slack.botToken, apiUrl: slack.url, logger, patienceMs, callMs }),
  };
}

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const EVIL = { text: '<!channel> @here <@U2> #general https://evil.example/x' };
const LITERAL = { parse: 'none', unfurl_links: 'false', unfurl_media: 'false', link_names: 'false' };

describe('posting', () => {
  it('posts, edits and threads', async () => {
    const { slack, messenger: m } = await messenger();
    const ref = await m.post({ channel: 'C1' }, { text: 'one' });
    await m.update(ref, { text: 'two' });
    await m.post({ channel: 'C1', threadTs: ref.ts }, { text: 'below' });
    const [first] = slack.messages('C1');
    expect(first?.versions.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(slack.thread(ref)).toHaveLength(1);
  });

  it('says in every post and every edit that nothing is to be made of its text', async () => {
    const { slack, messenger: m } = await messenger();
    const ref = await m.post({ channel: 'C1' }, EVIL);
    await m.update(ref, EVIL);
    for (const method of ['chat.postMessage', 'chat.update'])
      expect(slack.journal.requests(method)[0]?.args).toMatchObject(LITERAL);
    await m.ephemeral({ channel: 'C1', user: 'U1' }, EVIL);
    expect(slack.messages('C1').flatMap(({ unfurls }) => unfurls)).toEqual([]);
  });

  it('takes the blocks away where an edit has none', async () => {
    const { slack, messenger: m } = await messenger();
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'block' } }];
    const ref = await m.post({ channel: 'C1' }, { text: 'one', blocks });
    await m.update(ref, { text: 'two' });
    expect(slack.messages('C1')[0]?.shown).toBe('two');
  });

  it('opens the conversation with a person', async () => {
    const { slack, messenger: m } = await messenger();
    const ref = await m.post({ channel: 'U1' }, { text: 'psst' });
    expect(ref.channel).toBe(slack.workspace.im('U1').id);
    await m.update(ref, { text: 'psst!' });
  });

  it('uploads a file into a thread', async () => {
    const { slack, messenger: m } = await messenger();
    const ref = await m.post({ channel: 'C1' }, { text: 'one' });
    await m.upload({ channel: 'C1', threadTs: ref.ts }, { name: 'web.log', title: 'web', content: 'a\nb' });
    const [message] = slack.thread(ref);
    expect(message?.files).toMatchObject([{ name: 'web.log', content: 'a\nb' }]);
  });

  it('uploads a picture as it is, with what it says, and knows its id', async () => {
    const { slack, messenger: m } = await messenger();
    const ref = await m.post({ channel: 'C1' }, { text: 'one' });
    const content = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff, 0xc3, 0x28]);
    const picture = { name: 'a.png', title: 'a', content, altText: '3 pods, then 14' };
    const id = await m.upload({ channel: 'C1', threadTs: ref.ts }, picture);
    const [file] = slack.thread(ref).flatMap(({ files }) => files);
    expect(file).toMatchObject({ id, name: 'a.png', altText: '3 pods, then 14' });
    expect(new Uint8Array(file?.bytes ?? [])).toEqual(content);
    const blocks = [{ type: 'image', slack_file: { id }, alt_text: '3 pods, then 14' }];
    await m.update(ref, { text: 'two', blocks });
    expect(slack.messages('C1')[0]?.blocks).toEqual(blocks);
  });
});

describe('when Slack has trouble', () => {
  it('waits as long as Slack asks', async () => {
    const { slack, messenger: m } = await messenger();
    slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 1, times: 1 });
    const start = performance.now();
    await m.post({ channel: 'C1' }, { text: 'one' });
    expect(performance.now() - start).toBeGreaterThan(990);
    expect(slack.journal.requests('chat.postMessage')).toHaveLength(2);
  });

  it('gives up at once where the wait is longer than its patience', async () => {
    const { slack, messenger: m } = await messenger();
    slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 30 });
    const start = performance.now();
    await expect(m.post({ channel: 'C1' }, { text: 'one' }, { withinMs: 900 })).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    expect(performance.now() - start).toBeLessThan(500);
  });

  it.each([
    ['status', { kind: 'status', status: 500 }],
    ['reset', { kind: 'reset' }],
    ['error', { kind: 'error', error: 'internal_error' }],
    ['hang', { kind: 'hang' }],
  ] as const)('tries again after %s', async (_, fault) => {
    const { slack, messenger: m } = await messenger({ callMs: 300 });
    const ref = await m.post({ channel: 'C1' }, { text: 'one' });
    slack.faults.add({ method: 'chat.update', ...fault, times: 2 });
    await m.update(ref, { text: 'two' });
    expect(slack.messages('C1')[0]?.text).toBe('two');
  });

  it('does not post twice where it may have been posted and something else can be done', async () => {
    const { slack, messenger: m } = await messenger();
    slack.faults.add({ method: 'chat.postMessage', kind: 'lost', times: 1 });
    await expect(m.post({ channel: 'C1' }, { text: 'one' }, { withinMs: 900 })).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    expect(slack.messages('C1')).toHaveLength(1);
  });

  it('ends within its patience, whatever hangs', async () => {
    const { slack, messenger: m } = await messenger({ callMs: 200, patienceMs: 1000 });
    slack.faults.add({ method: '*', kind: 'hang' });
    const start = performance.now();
    await expect(m.post({ channel: 'C1' }, { text: 'one' })).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    expect(performance.now() - start).toBeLessThan(1500);
  });

  it.each([
    ['not_in_channel', 'slack-not-in-channel'],
    ['channel_not_found', 'slack-not-in-channel'],
    ['is_archived', 'slack-not-in-channel'],
    ['invalid_blocks', 'slack-rejected'],
    ['invalid_auth', 'slack-rejected'],
    ['something_new', 'slack-rejected'],
  ])('takes %s for what it is, without asking again', async (error, code) => {
    const { slack, messenger: m } = await messenger();
    slack.faults.add({ method: 'chat.postMessage', kind: 'error', error });
    await expect(m.post({ channel: 'C1' }, { text: 'one' })).rejects.toMatchObject({
      code,
      userMessage: expect.stringContaining(error),
    });
    expect(slack.journal.requests('chat.postMessage')).toHaveLength(1);
  });
});

describe('finding our own message again', () => {
  const since = () => Date.now() - 1000;

  it('finds a post whose answer was lost, and made it once', async () => {
    const { slack, messenger: m } = await messenger();
    slack.faults.add({ method: 'chat.postMessage', kind: 'lost', times: 1 });
    const begun = since();
    await expect(m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' })).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    const [posted, ...more] = slack.messages('C1');
    expect(more).toEqual([]);
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toEqual({ channel: 'C1', ts: posted?.ts });
  });

  it('finds it after it was edited, and among many others', async () => {
    const { slack, messenger: m } = await messenger();
    const begun = since();
    const ref = await m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' });
    await m.update(ref, { text: 'two' });
    for (let count = 0; count < 450; count++)
      slack.workspace.post(
        { channel: 'C1', user: 'U1' },
        { text: 'chat', blocks: [], attachments: [], by: 'person' },
        {},
      );
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toEqual(ref);
    expect(slack.journal.requests('conversations.history')).toHaveLength(3);
  });

  it('reads three pages and no more', async () => {
    const { slack, messenger: m } = await messenger();
    const begun = since();
    await m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' });
    for (let count = 0; count < 650; count++)
      slack.workspace.post(
        { channel: 'C1', user: 'U1' },
        { text: 'chat', blocks: [], attachments: [], by: 'person' },
        {},
      );
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toBeUndefined();
    expect(slack.journal.requests('conversations.history')).toHaveLength(3);
  });

  it('finds it in a thread, and not in the channel or another thread', async () => {
    const { slack, messenger: m } = await messenger();
    const begun = since();
    const alert = await slack.alert('C1', { text: 'KubePodCrashLooping' });
    const other = await slack.alert('C1', { text: 'KubePodNotReady' });
    const ref = await m.post({ channel: 'C1', threadTs: alert.ts }, { text: 'one' }, { mark: 'inc-1' });
    expect(await m.find({ channel: 'C1', threadTs: alert.ts }, 'inc-1', begun)).toEqual(ref);
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toBeUndefined();
    expect(await m.find({ channel: 'C1', threadTs: other.ts }, 'inc-1', begun)).toBeUndefined();
  });

  it('takes no other mark, no older message and nobody else’s', async () => {
    const { slack, messenger: m } = await messenger();
    const begun = since();
    await m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' });
    slack.workspace.post(
      { channel: 'C1', user: 'U0ALERT', botId: 'B0ALERT' },
      {
        ...{ text: 'copied', blocks: [], attachments: [], by: 'chat.postMessage' },
        metadata: { event_type: 'podwhy_incident', event_payload: { mark: 'inc-2' } },
      },
      {},
    );
    expect(await m.find({ channel: 'C1' }, 'inc-2', begun)).toBeUndefined();
    expect(await m.find({ channel: 'C1' }, 'inc', begun)).toBeUndefined();
    expect(await m.find({ channel: 'C1' }, 'inc-1', Date.now() + 60_000)).toBeUndefined();
  });

  it('is undefined where Slack does not let us look, which is logged once with the scope to add', async () => {
    const log: Running['log'] = [];
    const { messenger: m } = await messenger({ log }, { scopes: [] });
    const begun = since();
    await m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' });
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toBeUndefined();
    expect(await m.find({ channel: 'C2' }, 'inc-1', begun)).toBeUndefined();
    expect(log.filter(({ event }) => event === 'slack.cannot-look')).toEqual([
      expect.objectContaining({
        fields: expect.objectContaining({
          reason: 'missing_scope',
          scope: expect.stringContaining('channels:history'),
        }),
      }),
    ]);
  });

  it('is undefined in a channel that we are not in', async () => {
    const { messenger: m } = await messenger({}, { channels: [{ id: 'C1', name: 'general', bot: false }] });
    expect(await m.find({ channel: 'C1' }, 'inc-1', since())).toBeUndefined();
  });

  it('says so where Slack does not answer, and can look later', async () => {
    const { slack, messenger: m } = await messenger({ callMs: 200, patienceMs: 600 });
    const begun = since();
    const ref = await m.post({ channel: 'C1' }, { text: 'one' }, { mark: 'inc-1' });
    const stop = slack.faults.add({ method: '*', kind: 'reset' });
    await expect(m.find({ channel: 'C1' }, 'inc-1', begun)).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    stop();
    expect(await m.find({ channel: 'C1' }, 'inc-1', begun)).toEqual(ref);
  });
});

describe('a response_url', () => {
  async function withUrl(): Promise<{ slack: Slack; m: Messenger; url: string }> {
    const { slack, messenger: m } = await messenger();
    slack.deliverTo('http://127.0.0.1:1/');
    const { responseUrl } = await slack.user('U1').slash('/pod', 'x', { channel: 'C1' });
    if (responseUrl === undefined) throw new Error('no response_url');
    return { slack, m, url: responseUrl };
  }

  it('is answered for the asker alone, and replaced', async () => {
    const { slack, m, url } = await withUrl();
    await m.respond(url, { text: 'one' }, { replaceOriginal: false });
    await m.respond(url, { text: 'two' }, { replaceOriginal: true });
    expect(
      slack
        .user('U1')
        .ephemerals('C1')
        .map(({ text }) => text),
    ).toEqual(['two']);
  });

  it('is answered for everyone where that is asked for', async () => {
    const { slack, m, url } = await withUrl();
    await m.respond(url, { text: 'one' }, { replaceOriginal: false, inChannel: true });
    expect(slack.messages('C1')[0]?.visibleTo).toBeUndefined();
  });

  it.each([
    { kind: 'status', status: 502 },
    { kind: 'reset' },
    { kind: 'ratelimited', retryAfter: 1 },
  ] as const)('is tried again after $kind', async (fault) => {
    const { slack, m, url } = await withUrl();
    slack.faults.add({ method: 'response_url', ...fault, times: 1 });
    await m.respond(url, { text: 'one' }, { replaceOriginal: false });
    expect(slack.messages('C1')).toHaveLength(1);
  });

  it('says so when it is used up', async () => {
    const { m, url } = await withUrl();
    for (let times = 0; times < 5; times++) await m.respond(url, { text: 'x' }, { replaceOriginal: false });
    await expect(m.respond(url, { text: 'x' }, { replaceOriginal: false })).rejects.toMatchObject({
      code: 'slack-rejected',
      userMessage: expect.stringContaining('used_url'),
    });
  });

  it.each([
    'https://evil.example/x',
    'http://slack.com/x',
    'file:///etc/passwd',
    'https://slack.com.evil.example/',
    'x',
  ])('is not posted to where it is not Slack’s: %s', async (url) => {
    const { messenger: m } = await messenger();
    await expect(m.respond(url, { text: 'x' }, { replaceOriginal: false })).rejects.toMatchObject({
      code: 'slack-rejected',
    });
  });
});
