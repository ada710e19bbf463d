import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../src/slack/parse-command.ts';
import type { AskDraft } from '../../src/slack/parsed-command.ts';

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
    ['why web -A', 'name it with -n', '/pod why'],
    ['logs web -A', '/pod digest -A', '/pod logs'],
    ['yaml secret/db -n shop', '"yaml" is for pods and workloads', '/pod yaml'],
    ['describe configmap/db', 'Secrets are never shown', '/pod describe'],
    ['why secret/db', 'Ask about the pod that needs one', '/pod why'],
    ['logs cm db', 'Secrets are never shown', '/pod logs'],
    ['secret db', 'Secrets are never shown', '/pod why'],
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
    ['list -A', 'as in /pod list -n shop. What is broken in all of them says /pod digest -A', '/pod list'],
    ['top -A', 'as in /pod top -n shop', '/pod top'],
    ['nodes -A', 'the whole cluster already: leave out -A', '/pod nodes'],
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
    expect(parseCommand('why secret')).toMatchObject({ ask: { verb: 'why', target: 'secret' } });
    expect(parseCommand('why deploy/secrets/web')).toMatchObject({ ask: { target: 'deploy/secrets/web' } });
    expect(parseCommand('list secrets')).toMatchObject({ ask: { verb: 'list', namespace: 'secrets' } });
    expect(parseCommand('thanks')).toMatchObject({ ask: { verb: 'why', target: 'thanks' } });
    expect(parseCommand('stop')).toMatchObject({ ask: { verb: 'why', target: 'stop' } });
    expect(parseCommand('why logs')).toMatchObject({ ask: { verb: 'why', target: 'logs' } });
    expect(parseCommand('why test')).toMatchObject({ ask: { verb: 'why', target: 'test' } });
  });
});
