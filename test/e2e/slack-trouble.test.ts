import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/playground/slack/faults.ts';
import { noRedis, startRedis } from '../queue/support/redis-server.ts';
import {
  ask,
  audited,
  auditOf,
  botMessages,
  clusterAsked,
  finalTexts,
  onlyAnswer,
  quiet,
} from './support/answers.ts';
import { type Bot, isPlaceholder, said, startBot } from './support/bot.ts';

const WITHOUT_BOT = { id: 'C90', name: 'without-bot', bot: false };

/** A question of its own, so that no run answers two tests at once. */
const question = (channel: string) => `logs deploy/timeline --previous --tail ${channel.slice(1)}`;

describe.concurrent('what Slack answers instead of taking a message', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.stop());

  const edits: readonly (readonly [string, Omit<Fault, 'method'>])[] = [
    ['429 with Retry-After', { kind: 'ratelimited', retryAfter: 1, times: 1 }],
    ['500', { kind: 'status', times: 2 }],
    ['internal_error', { kind: 'error', times: 1 }],
    ['a connection that is cut', { kind: 'reset', times: 1 }],
    ['an answer that is lost', { kind: 'lost', times: 1 }],
    ['nothing at all', { kind: 'hang', times: 1 }],
  ];
  it.each(
    edits.map(([what, fault], index) => [what, fault, `C${index + 1}`] as const),
  )('%s for the edit: the answer still stands in its placeholder, once', async (_, fault, channel) => {
    bot.slack.faults.add({ method: 'chat.update', channel, ...fault });
    await ask(bot, channel, question(channel), 'U2');
    await onlyAnswer(bot, channel, 'REDIS_URL');
    expect(auditOf(bot, channel)).toHaveLength(1);
  });

  it('edits that Slack refuses again and again: answered once it takes them', async () => {
    const heal = bot.slack.faults.add({ method: 'chat.update', channel: 'C7', kind: 'status' });
    await ask(bot, 'C7', question('C7'));
    const edits = () => bot.slack.journal.requests('chat.update').filter(({ args }) => args.channel === 'C7');
    await bot.slack.until(() => edits()[2]);
    expect(botMessages(bot, 'C7').every(isPlaceholder)).toBe(true);
    heal();
    await onlyAnswer(bot, 'C7', 'REDIS_URL');
  });

  const posts: readonly (readonly [string, Omit<Fault, 'method'>])[] = [
    ['429 with a long Retry-After', { kind: 'ratelimited', retryAfter: 30 }],
    ['500', { kind: 'status' }],
    ['nothing at all', { kind: 'hang' }],
  ];
  it.each(
    posts.map(([what, fault], index) => [what, fault, `C${index + 8}`] as const),
  )('%s for the placeholder: the asker alone is told, and gets the answer there', async (_, fault, channel) => {
    bot.slack.faults.add({ method: 'chat.postMessage', channel, ...fault });
    const askedAt = await ask(bot, channel, question(channel), 'U3');
    const message = await onlyAnswer(bot, channel, 'REDIS_URL');
    expect(message.visibleTo).toBe('U3');
    // A hanging call is given up only once it is certain that it will not post after all.
    const limit = fault.kind === 'hang' ? 7000 : 3000;
    expect(message.versions[0].at - askedAt).toBeLessThan(limit);
  });

  it('a post whose answer is lost: one answer, to the asker', async () => {
    bot.slack.faults.add({ method: 'chat.postMessage', channel: 'C11', kind: 'lost', times: 1 });
    await ask(bot, 'C11', question('C11'));
    await said(bot, 'C11', 'REDIS_URL');
    await quiet(bot, 'C11');
    const answers = botMessages(bot, 'C11').filter((message) => !isPlaceholder(message));
    expect(answers).toHaveLength(1);
    expect(auditOf(bot, 'C11')).toHaveLength(1);
  });

  it('a channel that Slack limits keeps nobody waiting who asks the same elsewhere', async () => {
    bot.slack.faults.add({
      method: 'chat.update',
      channel: 'C13',
      kind: 'ratelimited',
      retryAfter: 4,
      times: 1,
    });
    await ask(bot, 'C13', question('C13'), 'U4');
    await bot.slack.until(() =>
      bot.slack.journal.requests('chat.update').find(({ args }) => args.channel === 'C13'),
    );
    const askedAt = await ask(bot, 'C14', question('C13'), 'U5');
    const answer = await onlyAnswer(bot, 'C14', 'REDIS_URL');
    expect(answer.current.at - askedAt).toBeLessThan(2000);
    await onlyAnswer(bot, 'C13', 'REDIS_URL');
  });

  it('a passing 429 for the placeholder of a mention is waited for', async () => {
    bot.slack.faults.add({
      method: 'chat.postMessage',
      channel: 'C12',
      kind: 'ratelimited',
      retryAfter: 1,
      times: 1,
    });
    const { message } = await bot.slack.user('U1').mention('C12', 'why is timeline failing?');
    const answer = await onlyAnswer(bot, 'C12', 'REDIS_URL');
    expect(answer.threadTs).toBe(message.ts);
  });
});

describe.each(['socket', 'http'] as const)('what happens to a request on its way, over %s', (transport) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ transport, slack: { channels: [WITHOUT_BOT] } });
  });
  afterAll(() => bot.stop());
  afterEach(() => bot.faults());

  it('the same command delivered twice is answered once', async () => {
    const seen = await bot.slack.user('U1').slash('/pod', 'why timeline', { channel: 'C1' });
    expect(await bot.slack.redeliver(seen)).toMatchObject({ acked: true });
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    expect(await bot.slack.redeliver(seen)).toMatchObject({ acked: true });
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    expect(auditOf(bot, 'C1')).toHaveLength(1);
  });

  it('the same mention delivered twice is answered once', async () => {
    const seen = await bot.slack.user('U1').mention('C2', 'why is timeline failing?');
    await bot.slack.redeliver(seen);
    await onlyAnswer(bot, 'C2', 'REDIS_URL');
    expect(auditOf(bot, 'C2')).toHaveLength(1);
  });

  it('the same click delivered twice is answered once', async () => {
    await ask(bot, 'C3', 'why timeline');
    const answer = await onlyAnswer(bot, 'C3', 'REDIS_URL');
    const seen = await bot.slack.user('U2').click(answer, 'Events');
    await bot.slack.redeliver(seen);
    await said(bot, 'C3', 'Back-off restarting');
    await quiet(bot, 'C3');
    expect(bot.slack.thread(answer)).toHaveLength(1);
    expect(auditOf(bot, 'C3')).toHaveLength(2);
  });

  it('a placeholder that somebody deleted: the answer is posted anew, once', async () => {
    bot.faults('latency:500ms:*:*:times=1');
    await ask(bot, 'C4', 'why timeline');
    const placeholder = await bot.slack.message('C4', isPlaceholder);
    bot.slack.workspace.delete(placeholder);
    const answer = await onlyAnswer(bot, 'C4', 'REDIS_URL');
    expect(answer.ts).not.toBe(placeholder.ts);
  });

  it('in a channel that the bot is not in, the asker alone gets the answer, with buttons that work', async () => {
    const { id } = WITHOUT_BOT;
    await ask(bot, id, 'why timeline');
    const answer = await onlyAnswer(bot, id, 'REDIS_URL');
    expect(answer.visibleTo).toBe('U1');
    await bot.slack.user('U1').click(answer, 'Re-run');
    await audited(bot, id, 2);
    expect(botMessages(bot, id)).toHaveLength(1);
    await bot.slack.user('U1').click(answer, 'Events');
    await said(bot, id, /Back-off restarting/);
    await bot.slack.user('U1').click(answer, 'Share');
    const shared = await bot.slack.message(id, ({ visibleTo }) => visibleTo === undefined);
    expect(shared.shown).toContain('REDIS_URL');
    await quiet(bot, id);
    const messages = botMessages(bot, id);
    expect(messages.filter(isPlaceholder)).toEqual([]);
    expect(messages.filter(({ visibleTo }) => visibleTo === undefined)).toEqual([shared]);
    expect(auditOf(bot, id)).toHaveLength(4);
  });
});

describe('a response_url that has expired when the answer is there', () => {
  it('the answer goes to the asker in a message of their own', async () => {
    const bot = await startBot({
      slack: { times: { responseUrlMs: 300 }, channels: [WITHOUT_BOT] },
    });
    bot.faults('latency:800ms:*:*:times=1');
    await ask(bot, WITHOUT_BOT.id, 'why timeline');
    const im = bot.slack.workspace.im('U1').id;
    const answer = await said(bot, im, 'REDIS_URL');
    await audited(bot, WITHOUT_BOT.id, 1);
    expect(finalTexts(answer)).toHaveLength(1);
    await bot.stop();
  });
});

describe('Socket Mode that breaks', () => {
  it('in the middle of requests: each is answered, and new ones are taken as soon as one connection is back', async () => {
    const bot = await startBot();
    bot.faults('latency:300ms:*:*:times=2');
    await ask(bot, 'C1', 'why timeline');
    await clusterAsked(bot);
    bot.slack.sockets.disconnect('refresh_requested', 1);
    await ask(bot, 'C2', 'why timeline', 'U2');
    bot.slack.sockets.drop();
    await onlyAnswer(bot, 'C1', 'REDIS_URL');
    await onlyAnswer(bot, 'C2', 'REDIS_URL');
    await bot.slack.until(() => bot.slack.sockets.connections === 2 || undefined);
    await ask(bot, 'C3', 'why timeline', 'U3');
    await onlyAnswer(bot, 'C3', 'REDIS_URL');
    await bot.stop();
  });
});

describe.skipIf(noRedis)('two bots on one queue', () => {
  it('a command that Slack delivers to both is answered once, and the other message says where', async () => {
    const redis = await startRedis({ tcp: true });
    const bot = await startBot({ redisUrl: redis.url, role: 'none' });
    await bot.start('worker');
    const first = await bot.start('bot');
    await bot.start('bot');
    const seen = await bot.slack.user('U1').slash('/pod', 'why timeline', { channel: 'C1' });
    // The connections take turns: two of the first bot, two of the second.
    for (let tries = 0; tries < 3; tries++) await bot.slack.redeliver(seen);
    await said(bot, 'C1', 'REDIS_URL');
    await quiet(bot, 'C1');
    const messages = botMessages(bot, 'C1');
    expect(messages.filter(isPlaceholder)).toEqual([]);
    expect(messages.filter(({ shown }) => shown.includes('REDIS_URL'))).toHaveLength(1);
    expect(messages.length).toBeLessThanOrEqual(2);
    expect(auditOf(bot, 'C1')).toHaveLength(1);
    await first.stop();
    await bot.slack.until(() => bot.slack.sockets.connections === 2 || undefined);
    await ask(bot, 'C2', 'why timeline', 'U2');
    await onlyAnswer(bot, 'C2', 'REDIS_URL');
    await bot.stop();
    await redis.remove();
  });
});
