import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bot, said, startBot } from './support/bot.ts';
import { ABOUT_TARGETS, COMMANDS } from './support/commands.ts';

describe.each(['socket', 'http'] as const)('/pod over %s', (transport) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ transport });
  });
  afterAll(() => bot.stop());

  it.each([...COMMANDS, ...ABOUT_TARGETS])('%s is answered in its own message', async (text, answer) => {
    const seen = await bot.slack.user('U1').slash('/pod', text, { channel: 'C1' });
    expect(seen.acked).toBe(true);
    const message = await said(bot, 'C1', answer);
    expect(message.versions.length).toBeGreaterThanOrEqual(1);
    expect(message.mentions).toEqual([]);
  });

  it('help is answered to the asker alone', async () => {
    await bot.slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
    await bot.slack.until(() =>
      bot.slack
        .user('U1')
        .ephemerals('C1')
        .some((m) => m.shown.includes('/pod why')),
    );
  });

  it('a mention is answered in its thread', async () => {
    // Another person: each may ask twenty times a minute.
    const asked = await bot.slack.user('U3').mention('C1', 'why is timeline failing?');
    // The channel's pace: a dozen answers stand before this one.
    await bot.slack.until(
      () => bot.slack.thread(asked.message).some((message) => message.shown.includes('REDIS_URL')),
      { timeoutMs: 30_000 },
    );
  });

  it('watch ends by itself once the target is healthy', async () => {
    await bot.slack.user('U2').slash('/pod', 'watch sts/redis -n r-ok-2', { channel: 'C2' });
    await said(bot, 'C2', /healthy/);
  });

  it('App Home shows what is unwell', async () => {
    await bot.slack.user('U1').openHome();
    await bot.slack.until(() => JSON.stringify(bot.slack.user('U1').home?.json ?? '').includes('timeline'));
  });

  it('every request leaves an audit line', async () => {
    await bot.slack.until(() => bot.audit().length > 10);
    expect(bot.audit()).toContainEqual(
      expect.objectContaining({ user: 'U1', channel: 'C1', verb: 'why', verdict: 'unhealthy' }),
    );
  });
});
