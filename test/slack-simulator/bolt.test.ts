import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { type BoltApp, startBoltApp } from './bolt-app.ts';

const times = { ackMs: 400, retryMs: [10, 20, 30], triggerMs: 3000, responseUrlMs: 60_000 };

describe.each(['socket', 'http'] as const)('a Bolt app over %s', (transport) => {
  let slack: Slack;
  let app: BoltApp;

  beforeEach(async () => {
    slack = await startSlack({ times, events: ['app_mention', 'message.im', 'app_home_opened'] });
    app = await startBoltApp(slack, transport);
  });

  afterEach(async () => {
    await app.stop();
    await slack.close();
  });

  test('answers a command with its acknowledgement', async () => {
    const seen = await slack.user('U1').slash('/pod', 'say', { channel: 'C1' });
    expect(seen).toMatchObject({ acked: true, reply: { text: 'said at once', visibleTo: 'U1' } });
    expect(seen.latencyMs).toBeLessThan(3_000);
    expect(slack.user('U2').sees('C1')).toEqual([]);
  });

  test('answers a command through its response_url, for the asker alone', async () => {
    await slack.user('U1').slash('/pod', 'why web', { channel: 'C1' });
    await slack.message('C1', (message) => message.text === 'told' && message.visibleTo === 'U1');
    expect(slack.user('U1').ephemerals('C1')).toHaveLength(1);
  });

  test('is shown as timed out when it does not acknowledge', async () => {
    const seen = await slack.user('U1').slash('/pod', 'silence', { channel: 'C1' });
    expect(seen).toMatchObject({ acked: false, problem: 'operation_timeout' });
  });

  test('edits its message when a button is clicked', async () => {
    await slack.user('U1').slash('/pod', 'post', { channel: 'C1' });
    const message = await slack.message('C1', ({ text }) => text === 'looking');
    await slack.user('U2').click(message, 'Re-run');
    await slack.message('C1', ({ text }) => text === 'done');
    expect(message.versions.map(({ text, by }) => `${by}: ${text}`)).toEqual([
      'chat.postMessage: looking',
      'chat.update: done',
    ]);
    expect(message.blocks).toEqual([]);
    await expect(slack.user('U2').click(message, 'Re-run')).rejects.toThrow('nothing called "Re-run"');
  });

  test('offers options and hears which was chosen', async () => {
    await slack.user('U1').slash('/pod', 'post', { channel: 'C1' });
    const message = await slack.message('C1', ({ text }) => text === 'looking');
    expect(await slack.user('U1').suggest(message, 'pick', 'w')).toMatchObject([{ text: { text: 'web w' } }]);
    await slack.user('U1').select(message, 'pick', 'web');
    await slack.message('C1', ({ text, visibleTo }) => text === 'picked web' && visibleTo === 'U1');
  });

  test('opens a modal and takes what was filled in', async () => {
    const ann = slack.user('U1');
    await ann.slash('/pod', 'note', { channel: 'C1' });
    await slack.until(() => ann.modal);
    const bad = await ann.submitView({ words: { text: 'bad' } });
    expect(bad.response).toMatchObject({ response_action: 'errors' });
    expect(ann.modal).toBeDefined();
    await ann.submitView({ words: { text: 'good' } });
    expect(ann.modal).toBeUndefined();
  });

  test('hears mentions, direct messages, shortcuts and its Home', async () => {
    const ann = slack.user('U1');
    const asked = await ann.mention('C1', 'why web');
    await slack.until(() => slack.thread(asked.message).find(({ text }) => text === 'here'));
    const { channel } = await ann.dm('why is shop.example.com failing?');
    await slack.message(channel, ({ text }) => text.includes('<http://shop.example.com|shop.example.com>'));
    await slack.message(channel, ({ text }) => text.startsWith('heard'));
    const alert = await slack.alert('C1', { text: 'web is down' });
    await ann.shortcut('diagnose_pods', alert);
    await slack.message('C1', ({ text }) => text === 'found web');
    await ann.openHome();
    await slack.until(() => ann.home);
  });

  test('waits out a 429 and carries on', async () => {
    slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 1, times: 1 });
    await slack.user('U1').slash('/pod', 'post', { channel: 'C1' });
    await slack.message('C1', ({ text }) => text === 'looking');
    expect(slack.journal.requests('chat.postMessage').map(({ status }) => status)).toEqual([429, 200]);
  });

  test('gets the same payload again when it is redelivered', async () => {
    const seen = await slack.user('U1').mention('C1', 'why web');
    await slack.redeliver(seen);
    await slack.until(() => (slack.thread(seen.message).length === 2 ? true : undefined));
    expect(slack.journal.deliveries('events_api')).toHaveLength(1);
    expect(seen.delivery?.attempts).toMatchObject([{ acked: true }, { acked: true, retryNum: 1 }]);
  });
});
