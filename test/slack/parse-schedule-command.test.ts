import { describe, expect, it } from 'vitest';
import { parseCommand, parseMention } from '../../src/slack/parse-command.ts';
import type { AskDraft, ScheduleCommand } from '../../src/slack/parsed-command.ts';

const SCHEDULES: readonly (readonly [string, ScheduleCommand])[] = [
  ['digest subscribe "weekdays 09:00"', subscribe('weekdays 09:00')],
  ['digest subscribe weekdays 09:00', subscribe('weekdays 09:00')],
  ['digest subscribe “weekdays 09:00” -n shop', subscribe('weekdays 09:00', { namespace: 'shop' })],
  ['digest subscribe ‘weekdays 09:00’', subscribe('weekdays 09:00')],
  ['digest subscribe `weekdays 09:00`', subscribe('weekdays 09:00')],
  ['Digest Subscribe weekdays 09:00', subscribe('weekdays 09:00')],
  ['digest schedule daily 8', subscribe('daily 8')],
  ['digest subscribe weekdays 09:00 -n shop', subscribe('weekdays 09:00', { namespace: 'shop' })],
  ['digest subscribe -n shop weekdays 09:00', subscribe('weekdays 09:00', { namespace: 'shop' })],
  [
    'digest subscribe weekdays 09:00 -n shop, pay',
    subscribe('weekdays 09:00', { namespaces: ['shop', 'pay'] }),
  ],
  [
    'digest subscribe -n shop -n pay weekdays 09:00',
    subscribe('weekdays 09:00', { namespaces: ['shop', 'pay'] }),
  ],
  ['digest subscribe "weekdays 09:00" shop', subscribe('weekdays 09:00', { namespace: 'shop' })],
  [
    'digest subscribe "weekdays 09:00" shop,pay',
    subscribe('weekdays 09:00', { namespaces: ['shop', 'pay'] }),
  ],
  [
    'digest subscribe every 4 hours —all-namespaces —cluster prod',
    subscribe('every 4 hours', { allNamespaces: true, cluster: 'prod' }),
  ],
  ['digest subscribe daily 09:00 -A', subscribe('daily 09:00', { allNamespaces: true })],
  ['digest subscribe mon, wed, fri 8:30am', subscribe('mon, wed, fri 8:30am')],
  ['digest subscribe mon - fri 09:00', subscribe('mon - fri 09:00')],
  ['digest subscribe mon – fri 09:00', subscribe('mon - fri 09:00')],
  ['digest subscribe "0 9 * * 1-5"', subscribe('0 9 * * 1-5')],
  ['digest subscribe cron 0 9 * * 1-5 -n shop', subscribe('cron 0 9 * * 1-5', { namespace: 'shop' })],
  ['digest subscribe */15 8-18 * * *', subscribe('*/15 8-18 * * *')],
  ['digest subscribe `0 */4 * * *`', subscribe('0 */4 * * *')],
  [
    'digest subscribe "weekdays 09:00" --tz Europe/Zurich',
    { ...subscribe('weekdays 09:00'), timeZone: 'Europe/Zurich' },
  ],
  ['digest subscribe daily 9 —timezone=UTC', { ...subscribe('daily 9'), timeZone: 'UTC' }],
  ['digest list', { act: 'list' }],
  ['digests list', { act: 'list' }],
  ['digest ls', { act: 'list' }],
  ['digest schedules', { act: 'list' }],
  ['digest pause shop-9k2f', { act: 'pause', id: 'shop-9k2f' }],
  ['digest pause shop-9k2f.', { act: 'pause', id: 'shop-9k2f' }],
  ['digest resume `shop-9k2f`', { act: 'resume', id: 'shop-9k2f' }],
  ['digest remove shop-9k2f', { act: 'remove', id: 'shop-9k2f' }],
  ['digest unsubscribe shop-9k2f', { act: 'remove', id: 'shop-9k2f' }],
  ['digest delete "shop-9k2f"', { act: 'remove', id: 'shop-9k2f' }],
  ['podwhy digest rm shop-9k2f', { act: 'remove', id: 'shop-9k2f' }],
];

function subscribe(
  when: string,
  ask: Partial<AskDraft> = {},
): Extract<ScheduleCommand, { act: 'subscribe' }> {
  return { act: 'subscribe', when, ask: { verb: 'digest', ...ask } };
}

describe('a command about schedules', () => {
  it.each(SCHEDULES)('reads "%s", in a message too', (text, command) => {
    expect(parseCommand(text)).toEqual({ kind: 'schedule', command });
    expect(parseMention(`<@U0BOT> ${text}`)).toEqual({ kind: 'schedule', command });
  });

  it.each([
    ['digest subscribe', 'needs a time, such as "weekdays 09:00"', '/pod digest subscribe "weekdays 09:00"'],
    ['digest subscribe -n shop', 'needs a time', '/pod digest subscribe'],
    ['digest subscribe daily -n shop -A', 'either namespaces or -A', '/pod digest subscribe'],
    ['digest subscribe "daily 9" shop -n pay', 'Name the namespaces once', '/pod digest subscribe'],
    ['digest subscribe daily -l app=web', 'has no flag --selector', '/pod digest subscribe'],
    ['digest subscribe daily --tz', '--tz needs a value', '/pod digest subscribe'],
    [`digest subscribe ${'daily '.repeat(60)}`, 'too long to be a time', '/pod digest subscribe'],
    ['digest list shop', 'shows all that are posted in this channel', '/pod digest list'],
    ['digest list -n shop', '"digest list" has no flag --namespace', '/pod digest list'],
    ['digest pause', 'needs the id of one: /pod digest list shows them', '/pod digest pause <id>'],
    ['digest resume', 'a digest of the namespace resume: /pod digest -n resume', '/pod digest resume <id>'],
    ['digest remove a b', 'one id at a time', '/pod digest remove <id>'],
    ['digest unsubscribe', 'needs the id of one', '/pod digest remove <id>'],
    [`digest pause ${'x'.repeat(200)}`, 'too long to be an id', '/pod digest pause'],
    ['digest subscirbe weekdays 09:00', 'Did you mean "subscribe"?', '/pod digest subscribe'],
    ['digest lsit', 'Did you mean "list"? For a digest of the namespace lsit', '/pod digest list'],
    ['digest puase shop-9k2f', 'Did you mean "pause"?', '/pod digest pause <id>'],
  ])('says what is wrong with "%s", in a message too', (text, message, usage) => {
    for (const parsed of [parseCommand(text), parseMention(`<@U0BOT> ${text}`)])
      expect(parsed).toEqual({
        kind: 'problem',
        message: expect.stringContaining(message),
        usage: expect.stringContaining(usage),
      });
  });

  it('leaves namespaces of like names alone', () => {
    for (const namespace of ['lists-api', 'test', 'shop', 'removed-things', 'paused-jobs'])
      expect(parseCommand(`digest ${namespace}`)).toEqual({
        kind: 'ask',
        ask: { verb: 'digest', namespace },
      });
  });

  it('leaves lone dashes and stars out of other commands', () => {
    expect(parseMention('<@U0BOT> - why is web failing?')).toMatchObject({
      ask: { verb: 'why', target: 'web' },
    });
    expect(parseCommand('logs *web*')).toMatchObject({ ask: { verb: 'logs', target: 'web' } });
  });
});
