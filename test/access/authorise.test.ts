import { describe, expect, it } from 'vitest';
import { authorise, openClusters } from '../../src/access/authorise.ts';
import type { Access, AccessRule, Memberships } from '../../src/access/policy.ts';
import { visibleNamespaces, withoutHidden } from '../../src/access/visible.ts';
import type { Ask, Reply } from '../../src/asks.ts';

const asker = { user: 'U1', channel: 'C1' };
const nobody: Memberships = { groups: new Set(), unknown: new Set() };
const why: Ask = { verb: 'why', cluster: '', target: 'web' };

function access(rules?: readonly Partial<AccessRule>[], over: Partial<Access> = {}): Access {
  const whole = rules?.map((rule) => ({ name: 'a rule', effect: 'allow' as const, ...rule }));
  return {
    clusters: [
      { name: 'prod', namespace: 'shop' },
      { name: 'staging', namespace: 'default' },
    ],
    channels: {},
    ...(whole ? { policy: { default: 'deny', rules: whole } } : {}),
    ...over,
  };
}

function messageOf(over: Access, ask: Partial<Ask>, memberships = nobody): string {
  const result = authorise(over, asker, { ...why, ...ask }, memberships);
  return result.allowed ? `allowed ${JSON.stringify(result.ask)}` : result.message;
}

describe('defaults', () => {
  it('are the first cluster and its namespace', () => {
    expect(authorise(access(), asker, why, nobody)).toEqual({
      allowed: true,
      ask: { verb: 'why', cluster: 'prod', namespace: 'shop', target: 'web' },
    });
  });

  it("are the channel's where it has some", () => {
    const channels = { C1: { cluster: 'staging', namespace: 'payments' } };
    expect(authorise(access(undefined, { channels }), asker, why, nobody)).toMatchObject({
      ask: { cluster: 'staging', namespace: 'payments' },
    });
  });

  it('give way to what was typed', () => {
    const channels = { C1: { cluster: 'staging', namespace: 'payments' } };
    const ask = { ...why, cluster: 'prod', namespace: 'infra' };
    expect(authorise(access(undefined, { channels }), asker, ask, nobody)).toMatchObject({ ask });
  });

  it.each([
    ['web', 'shop'],
    ['shop/web', undefined],
    ['shop/web', 'shop'],
  ])('settle %s with -n %s to the same ask', (target, namespace) => {
    const ask = { ...why, target, ...(namespace ? { namespace } : {}) };
    expect(authorise(access(), asker, ask, nobody)).toMatchObject({
      ask: { target: 'web', namespace: 'shop' },
    });
  });

  it('leave a cluster-wide ask without a namespace', () => {
    const result = authorise(access(), asker, { verb: 'nodes', cluster: '', namespace: 'x' }, nobody);
    expect(result).toEqual({ allowed: true, ask: { verb: 'nodes', cluster: 'prod' } });
  });
});

describe('without a policy', () => {
  it('everything is allowed', () => {
    for (const verb of ['why', 'logs', 'yaml'] as const)
      expect(messageOf(access(), { verb, target: 'kube-system/dns' })).toMatch(/^allowed/);
  });
});

describe('a policy', () => {
  const payments = access([{ name: 'payments', channels: ['C1'], namespaces: ['payments', 'pay-*'] }]);

  it.each([
    { target: 'payments/web' },
    { target: 'web', namespace: 'pay-2' },
    { target: undefined, selector: 'app=web', namespace: 'payments' },
    { verb: 'list', target: undefined, namespace: 'payments' },
  ] as const)('allows what a rule opens: %j', (ask) => {
    expect(messageOf(payments, ask as Partial<Ask>)).toMatch(/^allowed/);
  });

  it.each([
    {},
    { target: 'shop/web' },
    { target: 'shop/deploy/web' },
    { target: 'deploy/shop/web' },
    { target: 'web', namespace: 'shop' },
    { target: undefined, selector: 'app=web' },
    { verb: 'list', target: undefined },
    { verb: 'top', target: 'payments', namespace: 'shop' },
    { verb: 'nodes', target: undefined },
    { target: 'node/node-a', namespace: 'payments' },
    { target: 'payments/no/node-a' },
  ] as const)('refuses the rest: %j', (ask) => {
    expect(messageOf(payments, ask as Partial<Ask>)).toMatch(/^You may not ask/);
  });

  it.each([
    [{ target: 'payments/web', namespace: 'shop' }, /payments.*shop/],
    [{ target: 'web', namespace: 'payments,shop' }, /cannot|neither/],
    [{ target: 'web', namespace: '*' }, /cannot|neither/],
    [{ verb: 'list', target: undefined, namespace: '../shop' }, /cannot/],
    [{ target: 'ns/web', namespace: 'payments' }, /cannot be explained/],
  ] as const)('says what is wrong with an ask that means nothing: %j', (ask, said) => {
    expect(messageOf(payments, ask as Partial<Ask>)).toMatch(said);
  });

  it('says where and to whom it would be open', () => {
    const rules = [
      { name: 'on call', users: ['U2'], groups: ['S1'], channels: ['C2'], namespaces: ['payments'] },
    ];
    expect(messageOf(access(rules), { verb: 'logs', target: 'payments/web' })).toBe(
      'There is no cluster "prod" that you may ask here. No cluster is open to you here.',
    );
    expect(
      messageOf(access([...rules, { namespaces: ['shop'] }]), { verb: 'logs', target: 'payments/web' }),
    ).toBe(
      'You may not ask `logs` in namespace payments of cluster prod here. ' +
        'It is open to user U2 and user group S1 in channel C2 ("on call").',
    );
    expect(messageOf(access([{ namespaces: ['shop'] }]), { target: 'other/web' })).toContain(
      'No rule opens it',
    );
  });

  it('lets a deny rule win, and names it', () => {
    const rules = [{}, { name: 'no vault', effect: 'deny' as const, namespaces: ['vault'] }];
    expect(messageOf(access(rules), { target: 'vault/web' })).toContain('The rule "no vault" forbids it.');
    expect(messageOf(access(rules), { target: 'shop/web' })).toMatch(/^allowed/);
    expect(messageOf(access(rules), { verb: 'nodes', target: undefined })).toMatch(/^allowed/);
  });

  it('that allows by default refuses what is denied alone', () => {
    const open = access([], {
      policy: { default: 'allow', rules: [{ name: 'no yaml', effect: 'deny', verbs: ['yaml'] }] },
    });
    expect(messageOf(open, { verb: 'yaml' })).toContain('"no yaml"');
    expect(messageOf(open, {})).toMatch(/^allowed/);
  });

  it('speaks of a closed cluster as of one that is not there', () => {
    const staging = access([{ clusters: ['stag*'] }]);
    const closed = messageOf(staging, { cluster: 'prod' });
    expect(closed).toBe('There is no cluster "prod" that you may ask here. There is staging.');
    expect(messageOf(staging, { cluster: 'nosuch' })).toBe(closed.replace('prod', 'nosuch'));
    expect(openClusters(staging, { asker, memberships: nobody })).toEqual(['staging']);
  });

  it('in doubt about a user group allows nothing by it and denies by it', () => {
    const unknown = { groups: new Set<string>(), unknown: new Set(['S1']) };
    const member = { groups: new Set(['S1']), unknown: new Set<string>() };
    const allowing = access([{ groups: ['S1'] }]);
    const denying = access([{}, { effect: 'deny', groups: ['S1'], verbs: ['why'] }]);
    expect(messageOf(allowing, {}, unknown)).not.toMatch(/^allowed/);
    expect(messageOf(allowing, {}, member)).toMatch(/^allowed/);
    expect(messageOf(denying, {}, unknown)).not.toMatch(/^allowed/);
    expect(messageOf(denying, {}, nobody)).toMatch(/^allowed/);
  });
});

describe('suggestions', () => {
  const candidate = (namespace: string, name = 'web') => ({ kind: 'Pod', namespace, name });
  const reply: Reply = {
    kind: 'unresolved',
    ask: { ...why, cluster: 'prod' },
    code: 'not-found',
    message: 'There is no pod or workload "web" in namespace "shop".',
    near: [candidate('shop', 'webb'), { kind: 'Namespace', namespace: '', name: 'vault' }],
    elsewhere: [candidate('vault'), candidate('shop-2')],
  };

  it('name nothing of a namespace that the asker may not see', () => {
    const rules = access([{ namespaces: ['shop*'], verbs: ['why'] }]);
    const visible = visibleNamespaces(
      rules,
      { asker, memberships: nobody },
      { verb: 'why', cluster: 'prod' },
    );
    expect(withoutHidden(reply, visible)).toEqual({
      ...reply,
      near: [candidate('shop', 'webb')],
      elsewhere: [candidate('shop-2')],
    });
  });

  it('leave other replies as they are', () => {
    const failed: Reply = { kind: 'failed', ask: why, code: 'timeout', message: 'late' };
    const nothing = Object.assign(() => false, { all: false });
    expect(withoutHidden(failed, nothing)).toBe(failed);
  });
});
