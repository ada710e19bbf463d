import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/playground/slack/message.ts';
import { type Bot, said, startBot } from './support/bot.ts';

const FILE = `
channels:
  C0FEED: { namespace: r-feed }
  C0ZURICH: { namespace: r-feed, timeZone: Europe/Zurich }
digests:
  schedules:
    - { name: morning, channel: C0MORNING, when: weekdays 09:00, timeZone: UTC, namespaces: [r-feed] }
`;
const CHANNELS = ['C0FEED', 'C0ZURICH', 'C0MORNING'].map((id) => ({ id, name: id.toLowerCase() }));

describe.each(['socket', 'http'] as const)('/pod digest over %s', (transport) => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ transport, file: FILE, slack: { channels: CHANNELS } });
  });
  afterAll(() => bot.stop());

  const ask = (text: string, channel: string, user = 'U1') =>
    bot.slack.user(user).slash('/pod', text, { channel });

  it('says what is broken in the namespace of the channel, and Why says the rest in the thread', async () => {
    await ask('digest', 'C0FEED');
    const message = await said(bot, 'C0FEED', /r-feed: 1 broken/);
    expect(message.shown).toContain('REDIS_URL');
    expect(message.mentions).toEqual([]);
    await bot.slack.user('U2').click(message, 'Why');
    await bot.slack.until(() =>
      bot.slack.thread(message).some(({ shown }) => shown.includes('REDIS_URL is not set')),
    );
  });

  it('goes through several namespaces, and all that may be seen', async () => {
    await ask('digest -n r-feed,r-ok-2', 'C4');
    await said(bot, 'C4', /1 broken/);
    await ask('digest -A', 'C5');
    const all = await said(bot, 'C5', /broken in \d+ namespaces/);
    expect(all.shown).toContain('timeline');
  });

  it('says in one line that all is quiet', async () => {
    await ask('digest r-ok-2', 'C6');
    const { shown } = await said(bot, 'C6', /all quiet/);
    expect(shown.split('\n').length).toBeLessThanOrEqual(3);
  });

  it('can be had as Markdown and JSON', async () => {
    await ask('digest r-payroll', 'C7');
    const message = await said(bot, 'C7', /r-payroll: 1 broken/);
    for (const format of ['Markdown', 'JSON']) await bot.slack.user('U1').click(message, format);
    await bot.slack.until(() => filesBelow(bot, message).length === 2);
    const [markdown = '', json = ''] = filesBelow(bot, message).toSorted();
    expect(markdown).toContain('## r-payroll: 1 broken');
    expect(JSON.parse(json)).toMatchObject({ schema: 'podwhy-digest/v1' });
  });

  it('says what is new since it was asked for the last time', async () => {
    await ask('digest r-inventory', 'C8');
    await said(bot, 'C8', /r-inventory: 1 broken/);
    await ask('digest r-inventory', 'C10');
    await said(bot, 'C10', /nothing new/);
  });

  it('is subscribed to, listed, paused, resumed and removed by command', async () => {
    await ask('digest subscribe “weekdays 09:00” -n r-feed', 'C0ZURICH');
    const subscribed = await said(bot, 'C0ZURICH', /Europe\/Zurich/);
    expect(subscribed.shown).toContain('weekdays 09:00');
    expect(subscribed.shown).toContain('REDIS_URL');
    const [id = ''] = /r-feed-[a-z0-9]{4}/.exec(subscribed.shown) ?? [];
    expect(id).not.toBe('');
    await ask('digest subscribe weekdays at 9:00 -n r-feed', 'C0ZURICH');
    const list = async (text: RegExp) => {
      await ask('digest list', 'C0ZURICH');
      await bot.slack.until(() =>
        bot.slack
          .user('U1')
          .ephemerals('C0ZURICH')
          .some(({ shown }) => text.test(shown)),
      );
    };
    await list(new RegExp(`^1 digest is scheduled here[^]*${id}`));
    await ask(`digest pause ${id}`, 'C0ZURICH');
    await said(bot, 'C0ZURICH', /paused/i);
    await list(/paused/i);
    await ask(`digest resume ${id}`, 'C0ZURICH');
    await said(bot, 'C0ZURICH', /resume|goes on|again/i);
    await ask(`digest remove ${id}`, 'C0ZURICH');
    await said(bot, 'C0ZURICH', /removed|no more|over/i);
  });

  it('lists those of the configuration, which can be paused and not removed', async () => {
    await ask('digest list', 'C0MORNING');
    await bot.slack.until(() =>
      bot.slack
        .user('U1')
        .ephemerals('C0MORNING')
        .some(({ shown }) => shown.includes('morning')),
    );
    await ask('digest remove morning', 'C0MORNING');
    await bot.slack.until(() =>
      bot.slack
        .user('U1')
        .ephemerals('C0MORNING')
        .some(({ shown }) => shown.includes('configuration')),
    );
    await ask('digest pause morning', 'C0MORNING');
    await said(bot, 'C0MORNING', /paused/i);
  });

  it.each([
    ['digest subscribe "at dawn" -n r-feed', /weekdays 09:00/],
    ['digest subscribe "daily 9:00" --tz Mars/Olympus', /Europe\/Zurich/],
    ['digest pause nothing-here', /no digest "nothing-here"/],
    ['digest Not_A_Namespace', /cannot be a namespace/],
  ])('%s is answered in words', async (text, words) => {
    await ask(text, 'C9', 'U5');
    await bot.slack.until(() =>
      bot.slack
        .user('U5')
        .ephemerals('C9')
        .some(({ shown }) => words.test(shown)),
    );
  });
});

function filesBelow(bot: Bot, message: Message): readonly string[] {
  return bot.slack.thread(message).flatMap(({ files }) => files.map(({ content }) => content));
}
