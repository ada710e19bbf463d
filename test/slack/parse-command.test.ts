import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, parseMention } from '../../src/slack/parse-command.ts';
import type { AskDraft, ScheduleCommand } from '../../src/slack/parsed-command.ts';

const ASKS: readonly (readonly [string, AskDraft])[] = [
  ['web', { verb: 'why', target: 'web' }],
  ['why web', { verb: 'why', target: 'web' }],
  ['WHY web', { verb: 'why', target: 'web' }],
  ['  why   web  ', { verb: 'why', target: 'web' }],
  ['why shop/web', { verb: 'why', target: 'shop/web' }],
  ['why deploy/web -n shop', { verb: 'why', target: 'deploy/web', namespace: 'shop' }],
  ['why deploy web', { verb: 'why', target: 'deploy/web' }],
  ['deploy web', { verb: 'why', target: 'deploy/web' }],
  ['why svc web', { verb: 'why', target: 'svc/web' }],
  ['why hpa/web -n shop', { verb: 'why', target: 'hpa/web', namespace: 'shop' }],
  ['why pdb/web -n shop', { verb: 'why', target: 'pdb/web', namespace: 'shop' }],
  ['why poddisruptionbudget web', { verb: 'why', target: 'poddisruptionbudget/web' }],
  ['why node worker-3', { verb: 'why', target: 'node/worker-3' }],
  ['why web -n=shop', { verb: 'why', target: 'web', namespace: 'shop' }],
  ['why web -nshop', { verb: 'why', target: 'web', namespace: 'shop' }],
  ['why -n shop web', { verb: 'why', target: 'web', namespace: 'shop' }],
  [
    'why web --namespace shop --cluster prod',
    { verb: 'why', target: 'web', namespace: 'shop', cluster: 'prod' },
  ],
  ['why web --context prod', { verb: 'why', target: 'web', cluster: 'prod' }],
  ['why web -c sidecar', { verb: 'why', target: 'web', container: 'sidecar' }],
  ['why -l app=web', { verb: 'why', selector: 'app=web' }],
  ['why -l "app in (web, api)"', { verb: 'why', selector: 'app in (web, api)' }],
  ['why --selector="app in (web, api)"', { verb: 'why', selector: 'app in (web, api)' }],
  ['logs web', { verb: 'logs', target: 'web' }],
  ['log web -p', { verb: 'logs', target: 'web', previous: true }],
  [
    'logs web --previous --tail 50 --since 1h30m -c app',
    { verb: 'logs', target: 'web', previous: true, tail: 50, sinceSeconds: 5400, container: 'app' },
  ],
  ['logs web --since=10m', { verb: 'logs', target: 'web', sinceSeconds: 600 }],
  ['events web', { verb: 'events', target: 'web' }],
  ['describe pod/web-1', { verb: 'describe', target: 'pod/web-1' }],
  ['list', { verb: 'list' }],
  ['list shop', { verb: 'list', namespace: 'shop' }],
  ['list -n shop --unhealthy', { verb: 'list', namespace: 'shop', unhealthy: true }],
  ['ls shop', { verb: 'list', namespace: 'shop' }],
  ['get pods -n shop', { verb: 'list', namespace: 'shop' }],
  ['top', { verb: 'top' }],
  ['top shop', { verb: 'top', namespace: 'shop' }],
  ['nodes --cluster prod', { verb: 'nodes', cluster: 'prod' }],
  ['watch web', { verb: 'watch', target: 'web' }],
  ['yaml deploy/web', { verb: 'yaml', target: 'deploy/web' }],
  ['digest', { verb: 'digest' }],
  ['digest shop', { verb: 'digest', namespace: 'shop' }],
  ['Digest shop', { verb: 'digest', namespace: 'shop' }],
  ['digests shop', { verb: 'digest', namespace: 'shop' }],
  ['health', { verb: 'digest' }],
  ['health shop', { verb: 'digest', namespace: 'shop' }],
  ['digest -n shop', { verb: 'digest', namespace: 'shop' }],
  ['digest -n shop,', { verb: 'digest', namespace: 'shop' }],
  ['digest shop -n shop', { verb: 'digest', namespace: 'shop' }],
  ['digest shop,pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest shop, pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n shop,pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n shop, pay , ops', { verb: 'digest', namespaces: ['shop', 'pay', 'ops'] }],
  ['digest -n=shop,pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n "shop, pay"', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n shop -n pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n shop —namespace pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['digest -n shop -n shop', { verb: 'digest', namespace: 'shop' }],
  ['digest -A', { verb: 'digest', allNamespaces: true }],
  ['digest -A --cluster prod', { verb: 'digest', allNamespaces: true, cluster: 'prod' }],
  ['digest --all-namespaces', { verb: 'digest', allNamespaces: true }],
  ['digest —All-Namespaces', { verb: 'digest', allNamespaces: true }],
  ['digest -n list', { verb: 'digest', namespace: 'list' }],
  ['digest -n subscribe,pause', { verb: 'digest', namespaces: ['subscribe', 'pause'] }],
  ['why web -n shop -n shop', { verb: 'why', target: 'web', namespace: 'shop' }],
  ['list shop -n shop', { verb: 'list', namespace: 'shop' }],
  ['kubectl logs web', { verb: 'logs', target: 'web' }],
  ['/pod why web', { verb: 'why', target: 'web' }],
  // What phones and Slack make of it.
  ['logs web —previous', { verb: 'logs', target: 'web', previous: true }],
  ['logs web –-previous', { verb: 'logs', target: 'web', previous: true }],
  ['logs web —Previous', { verb: 'logs', target: 'web', previous: true }],
  ['logs web –n shop —tail 20', { verb: 'logs', target: 'web', namespace: 'shop', tail: 20 }],
  ['why -l “app=web”', { verb: 'why', selector: 'app=web' }],
  ['Why ‘web’', { verb: 'why', target: 'web' }],
  ['why `web`', { verb: 'why', target: 'web' }],
  ['why *web*', { verb: 'why', target: 'web' }],
  ['why\u00a0web\u200b', { verb: 'why', target: 'web' }],
  ['why <http://web.example.com|web.example.com>', { verb: 'why', target: 'web.example.com' }],
  ['why web -l &lt;x&gt;', { verb: 'why', target: 'web' }],
];

describe('a command', () => {
  it.each(ASKS.slice(0, -1))('reads "%s"', (text, ask) => {
    expect(parseCommand(text)).toEqual({ kind: 'ask', ask });
  });

  it('undoes Slack’s escapes', () => {
    expect(parseCommand('why -l a&lt;b&amp;c')).toMatchObject({ ask: { selector: 'a<b&c' } });
  });

  it.each([
    ['', undefined],
    ['   ', undefined],
    ['help', undefined],
    ['?', undefined],
    ['help logs', 'logs'],
    ['help log', 'logs'],
    ['help nonsense', undefined],
    ['logs --help', 'logs'],
    ['logs web -h', 'logs'],
    ['help digest', 'digest'],
    ['help health', 'digest'],
    ['digest --help', 'digest'],
    ['digest help', 'digest'],
    ['digest subscribe --help', 'digest'],
    ['digest pause -h', 'digest'],
  ])('answers "%s" with help', (text, verb) => {
    expect(parseCommand(text)).toEqual({ kind: 'help', ...(verb ? { verb } : {}) });
  });

  it.each([
    ['lgos web', 'Did you mean "logs"?', '/pod logs'],
    ['hlep', 'Did you mean "help"?', '/pod why'],
    ['lsit', 'To ask about something of that name: /pod why lsit', '/pod list'],
    ['frobnicate web now', 'There is no command "frobnicate"', '/pod why'],
    ['why', 'needs a pod or a workload', '/pod why <target>'],
    ['-n shop', 'needs a pod or a workload', '/pod why <target>'],
    ['why web api', 'does not know what to do with "api"', '/pod why'],
    ['nodes web', 'does not know what to do with "web"', '/pod nodes'],
    ['why web -l app=web', 'either a name or labels', '/pod why'],
    ['list shop -n pay', 'named twice', '/pod list'],
    ['why web --previous', 'has no flag --previous', '/pod why'],
    ['nodes -n shop', 'has no flag --namespace', '/pod nodes'],
    ['why web --colour', 'There is no flag --colour', '/pod why'],
    ['why web --nonsense', 'There is no flag --nonsense', '/pod why'],
    ['why web -A', 'Name one namespace', '/pod why'],
    ['digset', 'Did you mean "digest"?', '/pod digest [namespace] [-n shop,pay | -A]'],
    ['digest shop pay', 'does not know what to do with "pay"', '/pod digest'],
    ['digest shop -n pay', 'named twice', '/pod digest'],
    ['digest shop -A', 'either namespaces or -A', '/pod digest'],
    ['digest -n shop -A', 'either namespaces or -A', '/pod digest'],
    ['digest -l app=web', 'has no flag --selector', '/pod digest'],
    ['digest --tz UTC', 'has no flag --tz', '/pod digest'],
    ['digest -n ,', '-n needs a value', '/pod digest'],
    ['why web -n shop,pay', 'one namespace at a time, not into "shop" and "pay"', '/pod why'],
    ['why web -n shop -n pay', 'one namespace at a time', '/pod why'],
    ['list shop,pay', 'one namespace at a time', '/pod list'],
    ['list -n shop,pay', 'one namespace at a time', '/pod list'],
    ['list -A', 'Name one namespace', '/pod list'],
    ['nodes -A', 'Name one namespace', '/pod nodes'],
    ['why web --tz UTC', 'has no flag --tz', '/pod why'],
    ['why web -a', 'There is no flag -a', '/pod why'],
    ['why web -n', '-n needs a value', '/pod why'],
    ['why web -n --previous', '-n needs a value', '/pod why'],
    ['logs web --tail 0', '--tail takes a number', '/pod logs'],
    ['logs web --tail 1e9', '--tail takes a number', '/pod logs'],
    ['logs web --since yesterday', '--since takes a time', '/pod logs'],
    ['logs web --since 0m', '--since takes a time', '/pod logs'],
    [`why ${'x'.repeat(401)}`, 'too long', '/pod why'],
    [`why web -n ${'x'.repeat(300)}`, 'too long', '/pod why'],
    [`digest -n shop,${'x'.repeat(300)}`, 'too long', '/pod'],
  ])('says what is wrong with "%s"', (text, message, usage) => {
    expect(parseCommand(text)).toEqual({
      kind: 'problem',
      message: expect.stringContaining(message),
      usage: expect.stringContaining(usage),
    });
  });

  it('takes plain words where the words are no command', () => {
    expect(parseCommand('why is checkout failing?')).toEqual({
      kind: 'ask',
      ask: { verb: 'why', target: 'checkout' },
    });
  });

  it('lets things be called like verbs and common words', () => {
    expect(parseCommand('stop')).toMatchObject({ ask: { verb: 'why', target: 'stop' } });
    expect(parseCommand('why logs')).toMatchObject({ ask: { verb: 'why', target: 'logs' } });
    expect(parseCommand('why test')).toMatchObject({ ask: { verb: 'why', target: 'test' } });
  });
});

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

const SAID: readonly (readonly [string, AskDraft])[] = [
  ['why is checkout failing?', { verb: 'why', target: 'checkout' }],
  ['Why is the checkout pod so slow today', { verb: 'why', target: 'checkout' }],
  ["what's wrong with deploy/web in shop", { verb: 'why', target: 'deploy/web', namespace: 'shop' }],
  ['what’s up with web?', { verb: 'why', target: 'web' }],
  ['what is wrong with web', { verb: 'why', target: 'web' }],
  ['what happened to web in the shop namespace', { verb: 'why', target: 'web', namespace: 'shop' }],
  ['logs of web-1 in shop please', { verb: 'logs', target: 'web-1', namespace: 'shop' }],
  ['show me the previous logs of web', { verb: 'logs', target: 'web', previous: true }],
  ['can you tell me why shop/web is down', { verb: 'why', target: 'shop/web' }],
  [
    'why is pod web-1 not starting in namespace shop',
    { verb: 'why', target: 'pod/web-1', namespace: 'shop' },
  ],
  ['why is the checkout deployment in CrashLoopBackOff', { verb: 'why', target: 'deploy/checkout' }],
  ['why is service checkout down?', { verb: 'why', target: 'svc/checkout' }],
  [
    "what's wrong with the checkout service in shop",
    { verb: 'why', target: 'svc/checkout', namespace: 'shop' },
  ],
  ['why is node worker-3 not ready', { verb: 'why', target: 'node/worker-3' }],
  [
    'why is web down in shop on cluster prod',
    { verb: 'why', target: 'web', namespace: 'shop', cluster: 'prod' },
  ],
  ['why does web in the prod cluster keep restarting', { verb: 'why', target: 'web', cluster: 'prod' }],
  ['logs from web container app', { verb: 'logs', target: 'web', container: 'app' }],
  ['list unhealthy pods in shop', { verb: 'list', unhealthy: true, namespace: 'shop' }],
  ['failing pods in shop', { verb: 'list', unhealthy: true, namespace: 'shop' }],
  ['list shop', { verb: 'list', namespace: 'shop' }],
  ['nodes', { verb: 'nodes' }],
  ['digest', { verb: 'digest' }],
  ['digest shop', { verb: 'digest', namespace: 'shop' }],
  ['digest of shop please', { verb: 'digest', namespace: 'shop' }],
  ['show me a digest of shop', { verb: 'digest', namespace: 'shop' }],
  ['can you give us the health of the shop namespace', { verb: 'digest', namespace: 'shop' }],
  ['digest for shop on cluster prod', { verb: 'digest', namespace: 'shop', cluster: 'prod' }],
  ['digest of all namespaces', { verb: 'digest', allNamespaces: true }],
  ['digest of everything in cluster prod', { verb: 'digest', allNamespaces: true, cluster: 'prod' }],
  ['digest shop, pay', { verb: 'digest', namespaces: ['shop', 'pay'] }],
  ['what is broken in shop?', { verb: 'digest', namespace: 'shop' }],
  ['What’s failing in the shop namespace right now', { verb: 'digest', namespace: 'shop' }],
  ['what is currently down', { verb: 'digest' }],
  ["what's broken on cluster prod?", { verb: 'digest', cluster: 'prod' }],
  ['what is broken everywhere', { verb: 'digest', allNamespaces: true }],
  ['what is unhealthy in all the namespaces', { verb: 'digest', allNamespaces: true }],
  ['why is shop broken', { verb: 'why', target: 'shop' }],
  ['why is web broken in shop', { verb: 'why', target: 'web', namespace: 'shop' }],
  ["what's broken with web in shop", { verb: 'why', target: 'web', namespace: 'shop' }],
  ['why web -n shop', { verb: 'why', target: 'web', namespace: 'shop' }],
  ['web-1', { verb: 'why', target: 'web-1' }],
  ['deploy/web', { verb: 'why', target: 'deploy/web' }],
];

describe('what is said to the bot', () => {
  it.each(SAID)('reads "%s"', (text, ask) => {
    expect(parseMention(`<@U0BOT> ${text}`)).toEqual({ kind: 'ask', ask });
  });

  it.each([
    '',
    'hello',
    'thanks!',
    'help',
    'why not',
    'why did you do that',
    'why is everything broken',
    'what is a pod',
    'we had a great day today',
    'web is down',
    'is anyone looking at this?',
    'good morning <@U2> and <#C1|general>',
    'why why why',
    ':wave:',
    'what is broken about checkout',
    'what is broken and who is on it',
    'what is the health of a nation',
    'health is important to us',
    'a good digest takes time',
    'x '.repeat(900),
  ])('answers "%s" with help', (text) => {
    expect(parseMention(`<@U0BOT> ${text}`)).toEqual({ kind: 'help' });
  });

  it('names what is wrong with what was clearly a command', () => {
    expect(parseMention('logs web --tail x')).toMatchObject({ kind: 'problem' });
    expect(parseMention('logs')).toMatchObject({ kind: 'problem' });
  });
});

describe('any text', () => {
  const word = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'why',
      'logs',
      'in',
      'namespace',
      'cluster',
      'pod',
      '-n',
      '--tail',
      'digest',
      'subscribe',
      'pause',
      '-A',
      '--tz',
      'shop,',
      '*',
      '—',
      '"',
      "'",
      '<',
      '<@U1>',
      '&lt;',
      '__proto__',
      'constructor',
      '--constructor',
      '-l',
      'toString',
    ),
  );
  const text = fc.array(word, { maxLength: 40 }).map((words) => words.join(' '));

  it('is read without throwing, into bounded pieces', () => {
    fc.assert(
      fc.property(text, (any) => {
        for (const parsed of [parseCommand(any), parseMention(any)]) {
          expect(['ask', 'help', 'problem', 'schedule']).toContain(parsed.kind);
          if (parsed.kind === 'problem') expect(parsed.message.length).toBeLessThan(600);
          if (parsed.kind === 'schedule') expect(JSON.stringify(parsed.command).length).toBeLessThan(8_000);
          if (parsed.kind === 'ask') {
            expect(JSON.stringify(parsed.ask).length).toBeLessThan(8_000);
            expect(Object.values(parsed.ask)).not.toContain('');
            expect(Object.values(parsed.ask)).not.toContain(undefined);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'why ',
    '-',
    '"',
    "'",
    '<',
    '<a|',
    '&lt;',
    '-n ',
    '-n a,',
    'all namespaces ',
    'of ',
    'in ',
    '—',
    'a-',
    '--since 1h',
    '\u200b',
  ])('takes no longer for a great many of "%s"', (piece) => {
    const start = performance.now();
    parseCommand(piece.repeat(20_000));
    parseMention(piece.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(200);
  });
});
