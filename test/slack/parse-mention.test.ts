import { describe, expect, it } from 'vitest';
import { parseMention } from '../../src/slack/parse-command.ts';
import type { AskDraft } from '../../src/slack/parsed-command.ts';

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

  it.each([
    'why is checkout failing? 😀',
    ':wave: why checkout :pray::skin-tone-3:',
    '👩‍💻 why checkout ❤️!',
    'why is checkout failing?🙏',
    'checkout :smile:',
    '🇨🇭 checkout',
  ])('takes no emoji of "%s" for a name', (text) => {
    expect(parseMention(text)).toMatchObject({ kind: 'ask', ask: { verb: 'why', target: 'checkout' } });
  });

  it.each([
    'thanks!',
    'Thank you',
    'thx',
    'cheers 🍻',
    'ok, thanks a lot',
    'nice one',
    'cool',
    '👍',
    ':+1::skin-tone-3:',
    '❤️',
  ])('takes "%s" for thanks', (text) => {
    expect(parseMention(`<@U0BOT> ${text}`)).toEqual({ kind: 'thanks' });
  });

  it('takes no question and no call for help for thanks', () => {
    expect(parseMention('help, thanks')).toMatchObject({ kind: 'help' });
    expect(parseMention('why is checkout failing? thanks 👍')).toMatchObject({ ask: { target: 'checkout' } });
    expect(parseMention('😀')).toEqual({ kind: 'help' });
  });

  it.each([
    'yaml secret/menu-db',
    'describe cm web -n shop',
    'secret/menu-db',
    'why shop/secret/menu-db',
  ])('says of "%s" that it is never shown', (text) => {
    expect(parseMention(text)).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining('Secrets are never shown'),
    });
  });

  it('names what is wrong with what was clearly a command', () => {
    expect(parseMention('logs web --tail x')).toMatchObject({ kind: 'problem' });
    expect(parseMention('logs')).toMatchObject({ kind: 'problem' });
  });
});
