import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, audited, auditOf, onlyAnswer } from './support/answers.ts';
import { type Bot, startBot } from './support/bot.ts';

const TROUBLES: readonly (readonly [string, string, string, RegExp, string])[] = [
  ['hangs', 'hang', 'r-feed', /No answer about timeline[\s\S]*did not get .* in time/, 'timeout'],
  ['refuses with 403', '403', 'r-inventory', /not allowed to get [\s\S]*kubectl auth can-i/, 'forbidden'],
  ['refuses with 401', '401', 'r-ok-2', /credentials \(401\)[\s\S]*kubectl auth whoami/, 'unauthorized'],
  ['answers 500', '500', 'r-shop-2', /could not get[\s\S]*readyz/, 'api-error'],
  [
    'cuts its answers',
    'cut',
    'r-payroll',
    /No answer about timeline[\s\S]*cannot be reached/,
    'cluster-unreachable',
  ],
];

describe.concurrent('a cluster in trouble ends in one plain error with the next step', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ env: { REQUEST_TIMEOUT: '1' } });
    bot.faults(...TROUBLES.map(([, fault, namespace]) => `${fault}:*:*:namespace=${namespace}`));
  });
  afterAll(() => bot.stop());

  it.each(
    TROUBLES.map((trouble, index) => [...trouble, `C${index + 1}`] as const),
  )('one that %s', async (_, __, namespace, words, code, channel) => {
    await ask(bot, channel, `why timeline -n ${namespace}`);
    await onlyAnswer(bot, channel, words, { timeoutMs: 25_000 });
    expect(auditOf(bot, channel)).toMatchObject([{ outcome: 'failed', verdict: code }]);
  });
});

const COMMANDS = ['list', 'top', 'nodes', 'events web', 'logs web', 'yaml web', 'describe web', 'watch web'];

describe('a cluster in trouble', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot({ env: { REQUEST_TIMEOUT: '1' } });
  });
  afterAll(() => bot.stop());
  afterEach(() => bot.faults());

  it('one that answers 429 for longer than it is asked: one plain error', async () => {
    bot.faults('429:*:*:retry-after=0');
    await ask(bot, 'C9', 'why timeline', 'U2');
    await onlyAnswer(bot, 'C9', /busy/);
    expect(auditOf(bot, 'C9')).toMatchObject([{ outcome: 'failed', verdict: 'throttled' }]);
  });

  it('one that was in trouble for a moment: answered as if nothing had been', async () => {
    bot.faults('503:*:*:times=2');
    await ask(bot, 'C10', 'why timeline', 'U2');
    await onlyAnswer(bot, 'C10', 'REDIS_URL');
  });

  it('one that hides only events: answered, and what was not seen is said', async () => {
    bot.faults('403:list:events');
    await ask(bot, 'C11', 'why timeline', 'U2');
    const answer = await onlyAnswer(bot, 'C11', 'REDIS_URL');
    expect(answer.shown).toMatch(/events/i);
  });

  it.each(
    COMMANDS.map((command, index) => [command, `C${12 + index}`] as const),
  )('%s, where nothing is allowed, is refused in words', async (command, channel) => {
    bot.faults('403:*:*');
    await ask(bot, channel, command, 'U3');
    await onlyAnswer(bot, channel, /not allowed|may not read/, { quietMs: 100 });
  });

  it('one that is not there, and is told of again by Re-run, in the same message', async () => {
    await bot.replay.close();
    await ask(bot, 'C20', 'why timeline', 'U4');
    const failed = await onlyAnswer(bot, 'C20', /cannot be reached[\s\S]*kubectl cluster-info/);
    await bot.slack.user('U4').click(failed, 'Re-run');
    await audited(bot, 'C20', 2);
    expect(bot.slack.messages('C20')).toHaveLength(1);
  });
});
