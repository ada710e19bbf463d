import { afterEach, describe, expect, it } from 'vitest';
import type { AskJob, Reply } from '../../src/asks.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { type SlackOptions, startSlack } from '../../src/playground/slack/start-slack.ts';
import type { Message, MessageRef } from '../../src/ports.ts';
import type { AuditLine } from '../../src/slack/audit.ts';
import type { RenderedReply } from '../../src/slack/blocks/rendered.ts';
import { createDelivery, type Delivery } from '../../src/slack/deliver.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { loggerTo, yamlReply } from './running-app.ts';

const ASK = { verb: 'yaml', cluster: 'prod', namespace: 'shop', target: 'web-1' } as const;
const ANSWER: Message = {
  text: 'the answer',
  blocks: [{ type: 'section', text: { type: 'plain_text', text: 'the whole answer' } }],
};
const open: (() => Promise<void>)[] = [];

interface Set {
  readonly slack: Slack;
  readonly delivery: Delivery;
  readonly audit: AuditLine[];
  readonly ref: MessageRef;
  readonly job: AskJob;
  readonly clock: { now(): number; ms: number };
}

async function placeholder(
  render: () => RenderedReply = () => ({ message: ANSWER }),
  slackOptions: SlackOptions = {},
): Promise<Set> {
  const slack = await startSlack(slackOptions);
  open.push(() => slack.close());
  const logger = loggerTo([]);
  const messenger = createMessenger({
    token: slack.botToken,
    apiUrl: slack.url,
    logger,
    patienceMs: 5000,
    callMs: 1000,
  });
  const clock = { ms: 10_000, now: () => clock.ms };
  const audit: AuditLine[] = [];
  const delivery = createDelivery({
    messenger,
    render,
    logger,
    audit: (line) => audit.push(line),
    clock,
    pictureRestMs: 5,
  });
  const ref = await messenger.post({ channel: 'C1' }, { text: 'Looking at web…' });
  const job: AskJob = {
    id: 'command-1',
    ask: ASK,
    asker: { user: 'U1', channel: 'C1' },
    replyTo: { kind: 'message', ...ref },
    askedAt: 9_000,
  };
  return { slack, delivery, audit, ref, job, clock };
}

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

describe('an answer', () => {
  it('takes the place of the placeholder, and is the same message when it comes again', async () => {
    const { slack, delivery, job, audit } = await placeholder();
    await delivery.deliver(job, yamlReply(ASK));
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1').map(({ shown }) => shown)).toEqual(['the whole answer']);
    expect(audit[0]).toEqual({
      id: 'command-1',
      user: 'U1',
      channel: 'C1',
      verb: 'yaml',
      cluster: 'prod',
      namespace: 'shop',
      target: 'web-1',
      outcome: 'answered',
      durationMs: 1000,
    });
  });

  it.each([
    'invalid_blocks',
    'msg_blocks_too_long',
    'msg_too_long',
  ])('is plain text where Slack says %s', async (error) => {
    const { slack, delivery, job } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'error', error, times: 1 });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1')[0]?.shown).toContain('the answer\nSlack refused the full answer');
  });

  it('is posted anew, once, where somebody deleted the placeholder', async () => {
    const { slack, delivery, job } = await placeholder();
    const [message] = slack.messages('C1');
    if (message) slack.workspace.delete(message);
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1').map(({ shown }) => shown)).toEqual(['the whole answer']);
  });

  it('goes to the person directly where the bot was thrown out meanwhile', async () => {
    const { slack, delivery, job } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'error', error: 'channel_not_found' });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages(slack.workspace.im('U1').id).map(({ shown }) => shown)).toEqual([
      'the whole answer',
    ]);
  });

  it('survives Slack’s bad moments', async () => {
    const { slack, delivery, job } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'ratelimited', retryAfter: 1, times: 1 });
    slack.faults.add({ method: 'chat.update', kind: 'status', status: 500, times: 2 });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1').map(({ shown }) => shown)).toEqual(['the whole answer']);
  });

  it('throws for the queue to try again where Slack stays away', async () => {
    const { slack, delivery, job, audit } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'hang' });
    await expect(delivery.deliver(job, yamlReply(ASK))).rejects.toMatchObject({ code: 'slack-unavailable' });
    expect(audit).toEqual([]);
    slack.faults.clear();
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1')[0]?.shown).toBe('the whole answer');
  });

  it('ends in words where it can’t be rendered', async () => {
    const { slack, delivery, job } = await placeholder(() => {
      throw new Error('a fault');
    });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1')[0]?.shown).toContain('a fault of podwhy');
  });

  it('puts files into the thread', async () => {
    const { slack, delivery, job, ref } = await placeholder(withFile);
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.thread(ref).flatMap(({ files }) => files.map(({ content }) => content))).toEqual([
      'a long log',
    ]);
  });

  it('says in the thread that a file is missing, and stands all the same', async () => {
    const { slack, delivery, job, ref, audit } = await placeholder(withFile);
    slack.faults.add({ method: 'files.getUploadURLExternal', kind: 'error', error: 'missing_scope' });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.thread(ref).map(({ text }) => text)).toEqual([
      expect.stringContaining('could not be attached'),
    ]);
    expect(audit).toHaveLength(1);
  });

  it('leaves an audit line when a watch has ended, not for each look', async () => {
    const { delivery, job, audit } = await placeholder();
    await delivery.deliver(job, yamlReply(ASK), { more: true });
    expect(audit).toEqual([]);
    await delivery.deliver(job, yamlReply(ASK));
    expect(audit).toHaveLength(1);
  });

  it.each([
    [
      { kind: 'failed', ask: ASK, code: 'timeout', message: 'Too slow.' },
      { outcome: 'failed', verdict: 'timeout' },
    ],
    [
      { kind: 'unresolved', ask: ASK, code: 'not-found', message: 'No web.', near: [], elsewhere: [] },
      { outcome: 'unresolved', verdict: 'not-found' },
    ],
  ] as const)('is told apart in the audit line: $kind', async (reply: Reply, expected) => {
    const { delivery, job, audit } = await placeholder();
    await delivery.deliver(job, reply);
    expect(audit).toEqual([expect.objectContaining(expected)]);
  });

  function withFile(): RenderedReply {
    return { message: ANSWER, files: [{ name: 'web.log', title: 'web', content: 'a long log' }] };
  }
});

describe('a picture', () => {
  const chart = { name: 'digests.png', title: 'Unhealthy pods', altText: 'Unhealthy pods: 3, 14' };
  const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0xff, 0xfe]);
  const withPicture = (fileId: string): Message => ({
    ...ANSWER,
    blocks: [
      ...(ANSWER.blocks ?? []),
      { type: 'image', slack_file: { id: fileId }, alt_text: chart.altText },
    ],
  });
  const render = (): RenderedReply => ({
    message: ANSWER,
    files: [{ ...chart, content: bytes }],
    withPicture,
  });

  it('goes into the thread, byte for byte, and into the answer once Slack has looked at it', async () => {
    const { slack, delivery, job, ref, audit } = await placeholder(render, { unreadyUses: 2 });
    await delivery.deliver(job, yamlReply(ASK));
    const [file] = slack.thread(ref).flatMap(({ files }) => files);
    expect(file).toMatchObject({ name: 'digests.png', altText: chart.altText });
    expect(new Uint8Array(file?.bytes ?? [])).toEqual(bytes);
    expect(slack.messages('C1')[0]?.blocks[1]).toMatchObject({ slack_file: { id: file?.id } });
    expect(slack.journal.requests('chat.update')).toHaveLength(4);
    expect(audit).toHaveLength(1);
  });

  it('is left out where Slack goes on refusing it: the whole answer stands', async () => {
    const { slack, delivery, job, audit } = await placeholder(render, { unreadyUses: 100 });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1')[0]?.shown).toBe('the whole answer');
    expect(slack.journal.requests('chat.update')).toHaveLength(4);
    expect(audit).toHaveLength(1);
  });

  it('that Slack does not take is not talked about', async () => {
    const { slack, delivery, job, ref } = await placeholder(render);
    slack.faults.add({ method: 'files.getUploadURLExternal', kind: 'error', error: 'missing_scope' });
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.thread(ref)).toEqual([]);
    expect(slack.messages('C1')[0]?.shown).toBe('the whole answer');
  });

  it('waits for the last answer of a request', async () => {
    const { slack, delivery, job, ref } = await placeholder(render);
    await delivery.deliver(job, yamlReply(ASK), { more: true });
    expect(slack.thread(ref)).toEqual([]);
  });
});

describe('an answer through a response_url', () => {
  async function own(as?: 'beside' | 'share'): Promise<Set> {
    const set = await placeholder();
    set.slack.deliverTo('http://127.0.0.1:1/');
    const { responseUrl = '' } = await set.slack.user('U1').slash('/pod', 'x', { channel: 'C2' });
    const replyTo = {
      kind: 'response-url',
      url: responseUrl,
      expiresAt: 1_000_000,
      ...(as ? { as } : {}),
    } as const;
    return { ...set, job: { ...set.job, replyTo } };
  }

  it('is for the asker alone', async () => {
    const { slack, delivery, job } = await own();
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.user('U1').ephemerals('C2')).toHaveLength(1);
  });

  it('is for everyone where it is shared, unless it failed', async () => {
    const { slack, delivery, job } = await own('share');
    await delivery.deliver(job, yamlReply(ASK));
    await delivery.deliver(job, { kind: 'failed', ask: ASK, code: 'timeout', message: 'Too slow.' });
    expect(slack.messages('C2').map(({ visibleTo }) => visibleTo)).toEqual([undefined, 'U1']);
  });

  it('goes to the person directly when the time is over', async () => {
    const { slack, delivery, job, clock } = await own();
    clock.ms = 1_000_001;
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages(slack.workspace.im('U1').id)).toHaveLength(1);
  });

  it('goes to the person directly when the address is used up', async () => {
    const { slack, delivery, job } = await own('beside');
    for (let times = 0; times < 6; times++) await delivery.deliver(job, yamlReply(ASK));
    expect(slack.user('U1').ephemerals('C2')).toHaveLength(5);
    expect(slack.messages(slack.workspace.im('U1').id)).toHaveLength(1);
  });
});

describe('steps', () => {
  it('show in the placeholder, at most once in a while', async () => {
    const { slack, delivery, job, clock } = await placeholder();
    await delivery.progress([job], ['found web']);
    await delivery.progress([job], ['found web', 'reading events']);
    clock.ms += 2000;
    await delivery.progress([job], ['found web', 'reading events', 'judging']);
    const shown = slack.messages('C1')[0]?.versions.length;
    expect(shown).toBe(3);
    expect(slack.messages('C1')[0]?.shown).toContain('judging');
  });

  it('never come after the answer, not even one that was under way', async () => {
    const { slack, delivery, job } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'slow', ms: 300, times: 1 });
    const step = delivery.progress([job], ['found web']);
    await delivery.deliver(job, yamlReply(ASK));
    await step;
    await delivery.progress([job], ['judging']);
    expect(slack.messages('C1')[0]?.shown).toBe('the whole answer');
  });

  it('are left out where Slack has no time for them', async () => {
    const { slack, delivery, job } = await placeholder();
    slack.faults.add({ method: 'chat.update', kind: 'ratelimited', retryAfter: 20, times: 1 });
    await delivery.progress([job], ['found web']);
    await delivery.deliver(job, yamlReply(ASK));
    expect(slack.messages('C1')[0]?.shown).toBe('the whole answer');
  });
});
