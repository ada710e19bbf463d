import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { readRecording } from '../../src/replay/recording.ts';
import { recordingPath } from '../support/terminal.ts';
import { ask, audited, auditOf, botMessages, finalTexts, onlyAnswer, quiet } from './support/answers.ts';
import { type Bot, isPlaceholder, said, startBot } from './support/bot.ts';

describe.each(['socket', 'http'] as const)('clicked through, over %s', { concurrent: true }, (transport) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ transport });
    const { objects } = await readRecording(recordingPath('r-ok-2-redis'));
    const redis = objects.find(({ kind }) => kind === 'StatefulSet');
    if (!redis) throw new Error('no StatefulSet recorded');
    // A second object of a name that a Deployment has already.
    bot.replay.update({
      ...redis,
      metadata: { ...redis.metadata, name: 'web', namespace: 'r-shop-2', uid: 'u-web' },
    });
  });
  afterAll(() => bot.stop());

  /** The one answer that a click made in the thread of a message. */
  async function inThread(message: Message, words: RegExp | string): Promise<Message> {
    const fits = (one: Message) => !isPlaceholder(one) && (one.shown.match(words) ?? false) !== false;
    const answer = await bot.slack.until(() => bot.slack.thread(message).find(fits), { timeoutMs: 10_000 });
    await quiet(bot, message.channel, 100);
    expect(bot.slack.thread(message).filter(fits)).toHaveLength(1);
    expect(finalTexts(answer)).toHaveLength(1);
    return answer;
  }

  it('Re-run answers in the same message, in the name of who clicked', async () => {
    await ask(bot, 'C1', 'why timeline');
    const answer = await onlyAnswer(bot, 'C1', 'REDIS_URL');
    const before = answer.versions.length;
    await bot.slack.user('U2').click(answer, 'Re-run');
    await audited(bot, 'C1', 2);
    expect(botMessages(bot, 'C1')).toEqual([answer]);
    expect(answer.versions.length).toBeGreaterThan(before);
    expect(answer.shown).toContain('REDIS_URL');
    expect(auditOf(bot, 'C1').map(({ user }) => user)).toEqual(['U1', 'U2']);
  });

  it.each([
    ['Logs', /starting|Log of/i, 'logs'],
    ['Previous logs', 'REDIS_URL is not set', 'logs'],
    ['Events', 'Back-off restarting', 'events'],
    ['YAML', /kind: Deployment/, 'yaml'],
  ])('%s answers in the thread, once', async (button, words, verb) => {
    const channel = `C${2 + ['Logs', 'Previous logs', 'Events', 'YAML'].indexOf(button)}`;
    await ask(bot, channel, 'why timeline', 'U3');
    const answer = await onlyAnswer(bot, channel, 'REDIS_URL');
    await bot.slack.user('U4').click(answer, button);
    const [, shown] = await audited(bot, channel, 2);
    expect(shown).toMatchObject({ user: 'U4', verb, outcome: 'answered' });
    await inThread(answer, button === 'YAML' ? /timeline/ : words);
  });

  it('an ambiguous name is a menu, the worst first; what is chosen is answered in its place', async () => {
    await ask(bot, 'C6', 'why web -n r-shop-2', 'U5');
    const menu = await onlyAnswer(bot, 'C6', 'fits more than one object');
    const [first, second] = optionsIn(menu);
    expect([first, second]).toEqual([
      expect.stringContaining('Deployment'),
      expect.stringContaining('StatefulSet'),
    ]);
    await bot.slack.user('U5').select(menu, 'pod_choose', first ?? '');
    await said(bot, 'C6', /shop\/app:1\.5\.0/);
    await quiet(bot, 'C6', 100);
    expect(botMessages(bot, 'C6')).toEqual([menu]);
  });

  it('near names and names elsewhere are buttons; a click answers in their place', async () => {
    await ask(bot, 'C7', 'why timelin', 'U5');
    const near = await onlyAnswer(bot, 'C7', 'Did you mean');
    await bot.slack.user('U5').click(near, 'pod_choose_0');
    await said(bot, 'C7', 'REDIS_URL');
    await ask(bot, 'C8', 'why stock', 'U5');
    const elsewhere = await onlyAnswer(bot, 'C8', 'It exists elsewhere');
    await bot.slack.user('U5').click(elsewhere, 'pod_choose_5');
    await said(bot, 'C8', /stock[\s\S]*unhealthy/);
    await quiet(bot, 'C8', 100);
    expect([botMessages(bot, 'C7').length, botMessages(bot, 'C8').length]).toEqual([1, 1]);
  });

  it('"Diagnose pods" on an alert answers in the alert’s thread, one answer for each name', async () => {
    const text =
      'FIRING: KubePodCrashLooping namespace=r-feed pod=timeline-7dc8c9f7d4-5tcrt; also deploy/stock in r-inventory/deploy/stock';
    const alert = await bot.slack.alert('C9', { text });
    await bot.slack.user('U6').shortcut('diagnose_pods', alert);
    await inThread(alert, 'REDIS_URL');
    await inThread(alert, /stock[\s\S]*unhealthy/);
    expect(bot.slack.thread(alert).filter(isPlaceholder)).toEqual([]);
  });

  it('"Diagnose pods" on small talk says that nothing is named, to who asked alone', async () => {
    const message = await bot.slack.user('U1').say('C10', 'lunch, anyone?');
    await bot.slack.user('U6').shortcut('diagnose_pods', message);
    await bot.slack.until(() => bot.slack.user('U6').ephemerals('C10')[0]);
    expect(bot.slack.thread(message)).toEqual([]);
  });

  it('a direct message is answered in its thread', async () => {
    const asked = await bot.slack.user('U7').dm('why is timeline crashing?');
    await inThread(asked.message, 'REDIS_URL');
    expect(auditOf(bot, asked.channel)).toMatchObject([{ user: 'U7', verb: 'why', verdict: 'unhealthy' }]);
  });

  it('a direct message that asks nothing gets help', async () => {
    const asked = await bot.slack.user('U8').dm('hello there');
    await inThread(asked.message, '/pod why');
  });
});

/** The values of a menu's options, in their order. */
function optionsIn(message: Message): readonly string[] {
  return [...JSON.stringify(message.blocks).matchAll(/"value":"([A-Z][a-z]+[^"]*)"/gi)]
    .map(([, value]) => value ?? '')
    .filter((value) => value.split('/').length === 3);
}
