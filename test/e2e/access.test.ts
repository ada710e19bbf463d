import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, audited, auditOf, botMessages, eventually, onlyAnswer, quiet } from './support/answers.ts';
import { type Bot, said, startBot } from './support/bot.ts';
import { COMMANDS } from './support/commands.ts';

const SHOP = 'C0SHOPROOM';
const POLICY = `
access:
  default: deny
  rules:
    - { name: feed, effect: allow, namespaces: [r-feed] }
    - { name: shop, effect: allow, namespaces: [r-shop-2], channels: [C0SHOPROOM], groups: [S0SHOPTEAM], verbs: [why, events] }
channels:
  C0SHOPROOM: { namespace: r-shop-2 }
`;

describe('the access policy', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({
      file: POLICY,
      slack: {
        channels: [{ id: SHOP, name: 'shop' }],
        userGroups: [{ id: 'S0SHOPTEAM', handle: 'shop', users: ['U2'] }],
      },
    });
  });
  afterAll(() => bot.stop());

  const refused: readonly (readonly [string, string, string, string])[] = [
    ['U1', 'C1', 'why web -n r-shop-2', 'another namespace'],
    ['U2', 'C1', 'why r-shop-2/web', 'the right person in another channel'],
    ['U1', SHOP, 'why web', 'the channel’s own namespace by somebody else'],
    ['U2', SHOP, 'logs web', 'a verb that is not theirs'],
    ['U1', 'C1', 'nodes', 'the cluster as a whole'],
    ['U1', 'C1', 'list kube-system', 'a namespace that does not exist here'],
    ['U1', 'C1', 'why web --cluster other', 'a cluster that is not configured'],
  ];
  it.each(
    refused,
  )('%s in %s asks "%s" (%s): refused in words, and nothing is read', async (user, channel, text) => {
    const [asked, lines] = [bot.replay.journal.length, bot.audit().length];
    await ask(bot, channel, text, user);
    await eventually(() => bot.audit().length > lines);
    const line = bot.audit().at(-1);
    expect(line).toMatchObject({ user, channel, outcome: 'refused' });
    const refusal = await bot.slack.until(() => bot.slack.user(user).ephemerals(channel).at(-1));
    expect(refusal.shown).toMatch(/You may not ask|There is no cluster/);
    await quiet(bot, channel, 100);
    expect(bot.replay.journal).toHaveLength(asked);
    expect(botMessages(bot, channel).filter(({ visibleTo }) => visibleTo === undefined)).toEqual([]);
  });

  it('what is open is answered, by group membership too', async () => {
    await ask(bot, 'C3', 'why timeline', 'U3');
    await onlyAnswer(bot, 'C3', 'REDIS_URL', { quietMs: 100 });
    await ask(bot, SHOP, 'why web', 'U2');
    await said(bot, SHOP, /shop\/app:1\.5\.0/);
  });

  it('a click counts as who clicks: refused to them alone, and the message stays', async () => {
    const answer = await bot.slack.message(SHOP, ({ shown }) => shown.includes('shop/app:1.5.0'));
    const [versions, asked] = [answer.versions.length, bot.replay.journal.length];
    const before = bot.slack.user('U5').ephemerals(SHOP).length;
    await bot.slack.user('U5').click(answer, 'Events');
    await bot.slack.user('U5').click(answer, 'Re-run');
    await bot.slack.until(() => bot.slack.user('U5').ephemerals(SHOP)[before + 1]);
    expect(bot.slack.user('U5').ephemerals(SHOP).at(-1)?.shown).toContain('You may not ask');
    expect(answer.versions).toHaveLength(versions);
    expect(bot.replay.journal).toHaveLength(asked);
  });

  it('a mention is refused to who asked alone', async () => {
    const asked = bot.replay.journal.length;
    await bot.slack.user('U1').mention('C4', 'why is web failing in r-shop-2?');
    const refusal = await bot.slack.until(() => bot.slack.user('U1').ephemerals('C4')[0]);
    expect(refusal.shown).toContain('You may not ask');
    expect(bot.replay.journal).toHaveLength(asked);
  });

  it('"did you mean" gives no name of a hidden namespace away', async () => {
    for (const [index, name] of ['web', 'stock', 'calc', 'redis'].entries()) {
      const channel = `C${5 + index}`;
      await ask(bot, channel, `why ${name}`, 'U6');
      const answer = await onlyAnswer(bot, channel, name, { quietMs: 100 });
      expect(JSON.stringify(answer.versions)).not.toMatch(/r-shop-2|r-inventory|r-payroll|r-ok-2/);
    }
  });

  it('App Home shows the open namespaces alone', async () => {
    await bot.slack.user('U7').openHome();
    const home = await bot.slack.until(() => bot.slack.user('U7').home);
    const text = JSON.stringify(home.json);
    expect(text).toContain('timeline');
    expect(text).not.toMatch(/r-shop-2|r-inventory|r-payroll/);
  });
});

describe('LOGS=off', () => {
  it('no log is read, whatever is asked, and no line of one gets to Slack', async () => {
    const bot = await startBot({ env: { LOGS: 'off' } });
    const commands = [
      ...COMMANDS.map(([text]) => text),
      'why stock -n r-inventory',
      'logs stock -n r-inventory',
    ];
    const channels = commands.map((_, index) => `C${index + 1}`);
    for (const [index, text] of commands.entries())
      await ask(bot, `C${index + 1}`, text, `U${(index % 5) + 1}`);
    await Promise.all(channels.map((channel) => audited(bot, channel, 1)));
    await bot.slack.user('U1').mention('C20', 'show me the logs of stock in r-inventory');
    await audited(bot, 'C20', 1);
    await bot.slack.user('U1').openHome();
    await bot.slack.until(() => bot.slack.user('U1').home);
    for (const channel of ['C4', 'C15', 'C20'])
      expect((await said(bot, channel, /switched off/)).shown).toBeDefined();
    expect((await said(bot, 'C14', /stock/)).shown).toContain('unhealthy');
    expect(bot.replay.journal.filter(({ path }) => path.endsWith('/log'))).toEqual([]);
    const sent = JSON.stringify(bot.slack.journal.requests());
    expect(sent).toContain('stock-5987756b87-m2h9m');
    expect(sent).not.toMatch(
      /INFO starting|connecting to redis|can't connect to remote host|listening on :8080/,
    );
    expect(sent).not.toMatch(/pod_logs|pod_previous/);
    await bot.stop();
  });
});

describe('audit lines', () => {
  it('are left by every request, once, with who, where, what, verdict and duration', async () => {
    const bot = await startBot();
    for (const [index, [text]] of COMMANDS.entries())
      await ask(bot, `C${index + 1}`, text, `U${(index % 5) + 1}`);
    await bot.slack.user('U9').mention('C15', 'why is timeline failing?');
    await bot.slack.user('U9').dm('why timeline');
    await ask(bot, 'C16', 'why a/b/c/d', 'U9');
    const wanted = COMMANDS.length + 3;
    await eventually(() => bot.audit().length >= wanted);
    const lines = bot.audit();
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    for (const line of lines)
      expect(line).toMatchObject({
        time: expect.stringMatching(/^\d{4}-/),
        id: expect.any(String),
        user: expect.stringMatching(/^U\d+$/),
        channel: expect.stringMatching(/^[CD]/),
        team: 'T0001',
        verb: expect.any(String),
        outcome: expect.stringMatching(/^(answered|unresolved|failed|refused)$/),
        durationMs: expect.any(Number),
      });
    expect(auditOf(bot, 'C1')).toMatchObject([
      {
        user: 'U1',
        verb: 'why',
        cluster: 'replay',
        namespace: 'r-feed',
        target: 'timeline',
        outcome: 'answered',
        verdict: 'unhealthy',
        cause: 'crashloop/configuration-missing',
      },
    ]);
    expect(auditOf(bot, 'C16')).toMatchObject([{ outcome: 'refused', verdict: 'invalid' }]);
    await bot.stop();
  });
});
