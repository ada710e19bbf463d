import { describe, expect, it, vi } from 'vitest';
import { BotError } from '../../src/errors.ts';
import type { Message } from '../../src/playground/slack/message.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import type { SlackOptions } from '../../src/playground/slack/start-slack.ts';
import { FakeDigests, SHOP } from './fake-digests.ts';
import { type Running, running } from './running-app.ts';

interface Scene {
  readonly slack: Slack;
  readonly run: Running;
  readonly digests: FakeDigests;
}

async function scene(digests = new FakeDigests(), options: SlackOptions = {}): Promise<Scene> {
  return { ...(await running({ digests }, options)), digests };
}

/** Through the two ways of being asked in a channel. */
const WAYS = [
  ['/pod', (slack: Slack, text: string) => slack.user('U1').slash('/pod', text, { channel: 'C1' })],
  ['@podwhy', (slack: Slack, text: string) => slack.user('U1').mention('C1', text)],
] as const;

const fromUs = ({ botId }: Message) => botId !== undefined;

function toAll(slack: Slack, channel = 'C1'): Promise<Message> {
  return slack.message(channel, (one) => fromUs(one) && one.visibleTo === undefined);
}

function toAsker(slack: Slack, channel = 'C1'): Promise<Message> {
  return slack.message(channel, (one) => fromUs(one) && one.visibleTo === 'U1');
}

async function auditOf(run: Running): Promise<object | undefined> {
  await vi.waitFor(() => expect(run.audit).toHaveLength(1), 5_000);
  return run.audit[0];
}

describe.each(WAYS)('%s digest', (_, ask) => {
  it('is an ask like any other', async () => {
    const { slack, run } = await scene();
    await ask(slack, 'digest -n shop,pay');
    const job = await run.job();
    expect(job.ask).toMatchObject({ verb: 'digest', namespaces: ['shop', 'pay'] });
    expect((await toAll(slack)).shown).toContain('Going through shop, pay…');
  });

  it('subscribe has it posted at set times, and tells everyone', async () => {
    const { slack, run, digests } = await scene();
    const seen = await ask(slack, 'digest subscribe “weekdays 09:00” -n shop --tz Europe/Zurich');
    expect(seen.acked).toBe(true);
    const { shown } = await toAll(slack);
    expect(shown).toContain('Digest of shop on prod');
    expect(shown).toContain('weekdays 09:00 Europe/Zurich');
    expect(shown).toContain('next: Monday 23 November');
    expect(shown).toContain('/pod digest pause shop-9k2f');
    expect(digests.wishes).toEqual([
      {
        asker: { user: 'U1', channel: 'C1', team: expect.any(String) },
        wish: {
          when: 'weekdays 09:00',
          timeZone: 'Europe/Zurich',
          ask: { verb: 'digest', namespace: 'shop' },
        },
      },
    ]);
    expect(await auditOf(run)).toMatchObject({
      ...{ user: 'U1', channel: 'C1', verb: 'digest subscribe', digest: 'shop-9k2f', outcome: 'answered' },
      ...{ cluster: 'prod', namespace: 'shop' },
    });
    expect(slack.user('U1').ephemerals('C1')).toEqual([]);
    expect(run.queue.jobs).toEqual([]);
  });

  it('list shows the asker alone those of the channel', async () => {
    const elsewhere = { ...SHOP, id: 'pay-2222', channel: 'C2' };
    const { slack, run } = await scene(new FakeDigests(SHOP, elsewhere));
    await ask(slack, 'digest list');
    const list = await toAsker(slack);
    expect(list.shown).toContain('shop-9k2f');
    expect(list.shown).not.toContain('pay-2222');
    expect(await auditOf(run)).toMatchObject({ verb: 'digest list', outcome: 'answered' });
    expect(slack.user('U2').sees('C1').filter(fromUs)).toEqual([]);
  });

  it('list says how to subscribe where there is none', async () => {
    const { slack } = await scene();
    await ask(slack, 'digest schedules');
    expect((await toAsker(slack)).shown).toContain('/pod digest subscribe "weekdays 09:00" -n shop');
  });

  it.each([
    ['pause', 'is paused', '/pod digest resume shop-9k2f'],
    ['resume', 'next: Monday 23 November', '/pod digest pause shop-9k2f'],
    ['remove', 'is not posted here any more', '/pod digest subscribe "weekdays 09:00" -n shop'],
    ['unsubscribe', 'is not posted here any more', '--tz Europe/Zurich --cluster prod'],
  ])('%s tells everyone, and how it is undone', async (act, said, undo) => {
    const { slack, run, digests } = await scene(new FakeDigests({ ...SHOP, paused: act === 'resume' }));
    await ask(slack, `digest ${act} shop-9k2f`);
    const { shown } = await toAll(slack);
    expect(shown).toContain(said);
    expect(shown).toContain(undo);
    expect(digests.known.get('shop-9k2f')?.paused).toBe({ pause: true, resume: false }[act]);
    expect(await auditOf(run)).toMatchObject({ digest: 'shop-9k2f', namespace: 'shop', outcome: 'answered' });
  });

  it('says to the asker alone, with the usage, what there is not', async () => {
    const { slack, run } = await scene(new FakeDigests({ ...SHOP, channel: 'C2' }));
    await ask(slack, 'digest pause shop-9k2f');
    const { shown } = await toAsker(slack);
    expect(shown).toContain('There is no digest "shop-9k2f" in this channel.');
    expect(shown).toContain('Usage: /pod digest pause <id>');
    expect(await auditOf(run)).toMatchObject({
      ...{ verb: 'digest pause', digest: 'shop-9k2f', outcome: 'refused', verdict: 'usage' },
    });
    expect(slack.user('U2').sees('C1').filter(fromUs)).toEqual([]);
  });

  it('says to the asker alone what they may not', async () => {
    const { slack, run, digests } = await scene();
    digests.broken = new BotError('denied', 'You may not ask digest in namespace shop here.');
    await ask(slack, 'digest subscribe daily 9 -n shop');
    expect((await toAsker(slack)).shown).toContain('You may not ask digest in namespace shop here.');
    expect(await auditOf(run)).toMatchObject({
      ...{ verb: 'digest subscribe', namespace: 'shop', outcome: 'refused', verdict: 'denied' },
    });
  });

  it('says within 3 s that the store is away', async () => {
    const { slack, run, digests } = await scene();
    digests.broken = new BotError('queue-unavailable', 'The queue does not answer. Ask again in a minute.');
    const start = performance.now();
    await ask(slack, 'digest subscribe daily 9');
    expect((await toAsker(slack)).shown).toContain('The queue does not answer.');
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await auditOf(run)).toMatchObject({ outcome: 'failed', verdict: 'queue-unavailable' });
  });

  it('says that a fault is ours, and nothing of what it was', async () => {
    const { slack, run, digests } = await scene();
    digests.broken = new TypeError('secret internals');
    await ask(slack, 'digest list');
    const { shown } = await toAsker(slack);
    expect(shown).toContain('it is a fault of podwhy');
    expect(shown).not.toContain('internals');
    expect(run.log).toContainEqual(expect.objectContaining({ event: 'slack.schedule-failed' }));
  });

  it('answers what it can’t read with the usage', async () => {
    const { slack, run } = await scene();
    await ask(slack, 'digest subscribe -n shop');
    const { shown } = await toAsker(slack);
    expect(shown).toContain('needs a time');
    expect(shown).toContain('Usage: /pod digest subscribe "weekdays 09:00"');
    expect(run.audit).toEqual([]);
  });
});

describe('where the bot is not in the channel', () => {
  const elsewhere = { channels: [{ id: 'C9', name: 'elsewhere', bot: false }] };

  it('a subscription is taken back, and the asker told to invite it', async () => {
    const { slack, run, digests } = await scene(new FakeDigests(), elsewhere);
    await slack.user('U1').slash('/pod', 'digest subscribe weekdays 09:00 -n shop', { channel: 'C9' });
    expect((await toAsker(slack, 'C9')).shown).toContain('Invite me with /invite @podwhy');
    expect(digests.wishes).toHaveLength(1);
    expect(digests.known.size).toBe(0);
    expect(await auditOf(run)).toMatchObject({
      ...{
        verb: 'digest subscribe',
        digest: 'shop-9k2f',
        outcome: 'failed',
        verdict: 'slack-not-in-channel',
      },
    });
  });

  it('one that can’t be taken back is named', async () => {
    const { slack, digests } = await scene(new FakeDigests(), elsewhere);
    digests.remove = () => Promise.reject(new BotError('queue-unavailable', 'The queue does not answer.'));
    await slack.user('U1').slash('/pod', 'digest subscribe weekdays 09:00', { channel: 'C9' });
    expect((await toAsker(slack, 'C9')).shown).toContain(
      'take the digest back with /pod digest remove shop-9k2f',
    );
  });

  it('a digest can be removed all the same', async () => {
    const { slack, digests } = await scene(new FakeDigests({ ...SHOP, channel: 'C9' }), elsewhere);
    await slack.user('U1').slash('/pod', 'digest remove shop-9k2f', { channel: 'C9' });
    expect((await toAsker(slack, 'C9')).shown).toContain('is not posted here any more');
    expect(digests.known.size).toBe(0);
  });
});

it('a subscription that Slack takes no message about now is told to the asker', async () => {
  const { slack, digests } = await scene();
  slack.faults.add({ method: 'chat.postMessage', kind: 'ratelimited', retryAfter: 5 });
  const start = performance.now();
  await slack.user('U1').slash('/pod', 'digest subscribe weekdays 09:00 -n shop', { channel: 'C1' });
  expect((await toAsker(slack)).shown).toContain('Digest of shop on prod');
  expect(performance.now() - start).toBeLessThan(3000);
  expect(digests.known.size).toBe(1);
});

it('a command is carried out once, though Slack delivers it twice', async () => {
  const { slack, digests } = await scene();
  const seen = await slack.user('U1').slash('/pod', 'digest subscribe daily 9', { channel: 'C1' });
  await toAll(slack);
  await slack.redeliver(seen);
  await slack.settled();
  expect(digests.wishes).toHaveLength(1);
  expect(slack.messages('C1').filter(fromUs)).toHaveLength(1);
});

it('says where there are no digests', async () => {
  const { slack } = await running();
  await slack.user('U1').slash('/pod', 'digest list', { channel: 'C1' });
  expect((await toAsker(slack)).shown).toContain('There are no digests here');
});

it('schedules work in direct messages', async () => {
  const { slack, digests } = await scene();
  const ann = slack.user('U1');
  const { channel } = await ann.dm('digest subscribe weekdays 09:00 -n shop');
  await slack.message(channel, ({ shown }) => shown.includes('Digest of shop on prod'));
  expect(digests.known.get('shop-9k2f')?.channel).toBe(channel);
  await ann.dm('digest list');
  const list = await slack.message(channel, ({ shown }) => shown.includes('1 digest is scheduled here'));
  expect(list.visibleTo).toBeUndefined();
  await ann.click(list, 'Pause');
  await slack.until(() => (list.shown.includes('paused') ? list : undefined));
  await ann.slash('/pod', 'digest remove shop-9k2f', { channel });
  await slack.message(channel, ({ shown }) => shown.includes('is not posted here any more'));
});

describe('the buttons of the list', () => {
  async function listed(digests = new FakeDigests(SHOP)): Promise<Scene & { readonly list: Message }> {
    const one = await scene(digests);
    await one.slack.user('U1').slash('/pod', 'digest list', { channel: 'C1' });
    return { ...one, list: await toAsker(one.slack) };
  }

  it('tell everyone, and the list shows how it is now', async () => {
    const { slack, run, digests, list } = await listed();
    const seen = await slack.user('U1').click(list, 'Pause');
    expect(seen.acked).toBe(true);
    expect((await toAll(slack)).shown).toContain('is paused');
    await slack.until(() => (JSON.stringify(list.blocks).includes('Resume') ? list : undefined));
    expect(digests.known.get('shop-9k2f')?.paused).toBe(true);
    await slack.user('U1').click(list, 'Resume');
    await slack.until(() => (JSON.stringify(list.blocks).includes('Pause') ? list : undefined));
    await slack.user('U1').click(list, 'Remove');
    await slack.until(() => (list.shown.includes('No digest is scheduled here') ? list : undefined));
    expect(digests.known.size).toBe(0);
    expect(run.audit.map(({ verb }) => verb)).toEqual([
      'digest list',
      'digest pause',
      'digest resume',
      'digest remove',
    ]);
  });

  it('say to the clicker alone what can’t be done, and leave the list', async () => {
    const { slack, digests, list } = await listed();
    digests.known.clear();
    await slack.user('U1').click(list, 'Remove');
    const said = await slack.message('C1', ({ shown }) => shown.includes('There is no digest "shop-9k2f"'));
    expect(said.visibleTo).toBe('U1');
    await slack.settled();
    expect(list.shown).toContain('shop-9k2f');
    expect(slack.user('U2').sees('C1').filter(fromUs)).toEqual([]);
  });
});
