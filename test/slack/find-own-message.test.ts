import { describe, expect, it } from 'vitest';
import { messenger } from './open-messenger.ts';
import type { Running } from './running-app.ts';

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
    const { slack, messenger: m } = await messenger({ patienceMs: 1500 });
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
