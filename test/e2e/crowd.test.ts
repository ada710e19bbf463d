import { expect, it } from 'vitest';
import { ask, audited, auditOf, finalTexts, onlyAnswer } from './support/answers.ts';
import { startBot } from './support/bot.ts';

const PEOPLE = Array.from({ length: 10 }, (_, index) => index + 1);
/** Ids as long as Slack's: shorter ones are not taken for a person's. */
const USERS = PEOPLE.map((number) => ({ id: `U0PERSON${number}`, name: `person-${number}` }));

it('ten people who ask about the same pod cause one diagnosis and get ten answers', async () => {
  const bot = await startBot();
  await ask(bot, 'C20', 'why timeline');
  await onlyAnswer(bot, 'C20', 'REDIS_URL');
  const alone = bot.replay.journal.length;
  bot.faults('latency:600ms:*:*:times=1');
  await Promise.all(PEOPLE.map((number) => ask(bot, `C${number}`, 'why timeline', `U${number}`)));
  await Promise.all(PEOPLE.map((number) => onlyAnswer(bot, `C${number}`, 'REDIS_URL')));
  expect(bot.replay.journal.length - alone).toBeLessThanOrEqual(alone);
  for (const number of PEOPLE)
    expect(auditOf(bot, `C${number}`)).toMatchObject([
      { user: `U${number}`, outcome: 'answered', verdict: 'unhealthy' },
    ]);
  await bot.stop();
});

it('ten people in one channel get ten answers, each naming who asked', async () => {
  const bot = await startBot({ slack: { users: USERS } });
  bot.faults('latency:600ms:*:*:times=1');
  await Promise.all(USERS.map(({ id }) => ask(bot, 'C1', 'why timeline', id)));
  await audited(bot, 'C1', 10);
  const answers = bot.slack.messages('C1');
  expect(answers).toHaveLength(10);
  for (const { id } of USERS) {
    const own = answers.filter(({ blocks }) => JSON.stringify(blocks).includes(`<@${id}>`));
    expect(
      own.map(finalTexts).map(({ length }) => length),
      id,
    ).toEqual([1]);
    expect(own[0]?.shown).toContain('REDIS_URL');
  }
  await bot.stop();
});
