import { describe, expect, it } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { Messenger } from '../../src/ports.ts';
import { messenger } from './open-messenger.ts';

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
    await expect(m.post({ channel: 'C1' }, { text: 'one' }, { withinMs: 4000 })).rejects.toMatchObject({
      code: 'slack-unavailable',
    });
    expect(performance.now() - start).toBeLessThan(3500);
  });

  it.each([
    ['status', { kind: 'status', status: 500 }],
    ['reset', { kind: 'reset' }],
    ['error', { kind: 'error', error: 'internal_error' }],
    ['hang', { kind: 'hang' }],
  ] as const)('tries again after %s', async (_, fault) => {
    const { slack, messenger: m } = await messenger({ callMs: 800 });
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
    expect(performance.now() - start).toBeLessThan(4500);
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
