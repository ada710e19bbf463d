import { describe, expect, it } from 'vitest';
import { authorise } from '../../src/access/authorise.ts';
import type { Access } from '../../src/access/policy.ts';
import type { Ask } from '../../src/asks.ts';
import { access, asker, memberships } from './made-access.ts';

function asked(over: Access, ask: Partial<Ask>, channel = 'C1'): Ask | string {
  const result = authorise(over, { ...asker, channel }, { verb: 'digest', ...ask }, memberships);
  return result.allowed ? result.ask : result.message;
}

describe('a digest that is asked for', () => {
  it.each([
    [{}, { namespace: 'shop' }],
    [{ namespace: ' pay ' }, { namespace: 'pay' }],
    [{ namespaces: [] }, { namespace: 'shop' }],
    [{ namespaces: ['pay', 'pay', ' '] }, { namespace: 'pay' }],
    [{ namespaces: ['shop', 'pay', 'shop'] }, { namespaces: ['shop', 'pay'] }],
    [{ namespaces: ['shop'], namespace: 'pay' }, { namespaces: ['shop', 'pay'] }],
    [{ allNamespaces: true, namespace: 'shop' }, { allNamespaces: true }],
    [{ allNamespaces: false, target: 'web', selector: 'a=b' }, { namespace: 'shop' }],
  ] as const)('as %j is about %j', (ask, place) => {
    expect(asked(access(), ask)).toEqual({ verb: 'digest', cluster: 'prod', ...place });
  });

  it("is about the channel's namespace where it names none", () => {
    expect(asked(access(), {}, 'C2')).toMatchObject({ namespace: 'pay' });
  });

  it.each([
    [{ namespaces: ['shop', 'Pay'] }, '"Pay" cannot be a namespace'],
    [{ namespace: 'shop,pay' }, '"shop,pay" cannot be a namespace'],
    [
      { namespaces: Array.from({ length: 51 }, (_, index) => `team-${index}`) },
      '51 namespaces are more than a digest takes',
    ],
  ])('as %j is refused for what it says', (ask, said) => {
    expect(asked(access(), ask)).toContain(said);
  });

  it('takes fifty namespaces', () => {
    const namespaces = Array.from({ length: 50 }, (_, index) => `team-${index}`);
    expect(asked(access(), { namespaces })).toMatchObject({ namespaces });
  });

  it('is refused for one namespace that is not open, by name', () => {
    const rules = access([
      { name: 'shops', namespaces: ['shop*'] },
      { namespaces: ['vault'], users: ['U2'] },
    ]);
    expect(asked(rules, { namespaces: ['shop', 'shop-2'] })).toMatchObject({
      namespaces: ['shop', 'shop-2'],
    });
    expect(asked(rules, { namespaces: ['shop', 'vault'] })).toBe(
      'You may not ask `digest` in namespace vault of cluster prod here. It is open to user U2 ("a rule").',
    );
  });

  it('is refused for all namespaces where none is open', () => {
    const all = { allNamespaces: true };
    expect(
      asked(access([{ verbs: ['why'] }, { name: 'others', users: ['U2'], namespaces: ['pay'] }]), all),
    ).toBe('You may not ask `digest` about the cluster prod here. It is open to user U2 ("others").');
    expect(asked(access([{}, { name: 'no digests', effect: 'deny', verbs: ['digest'] }]), all)).toContain(
      'The rule "no digests" forbids it.',
    );
    expect(asked(access([{ namespaces: ['shop'] }]), all)).toMatchObject(all);
    expect(asked(access([{ effect: 'deny', namespaces: ['shop'] }], 'allow'), all)).toMatchObject(all);
    expect(asked(access(), all)).toMatchObject(all);
  });

  it('keeps its namespaces from the other commands', () => {
    const ask = { verb: 'why', target: 'web', namespaces: ['vault'], allNamespaces: true } as const;
    expect(asked(access(), ask)).toEqual({ verb: 'why', cluster: 'prod', namespace: 'shop', target: 'web' });
  });
});
