import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorise } from '../../src/access/authorise.ts';
import type { Access, AccessRule, Memberships } from '../../src/access/policy.ts';
import { visibleNamespaces } from '../../src/access/visible.ts';
import { type Ask, type Asker, VERBS } from '../../src/asks.ts';
import { fitsGlob } from '../../src/glob.ts';
import { parseTarget } from '../../src/kube/target-query.ts';
import { queryOf } from '../../src/workflows/query-of.ts';

const NAMESPACES = ['shop', 'shop-2', 'vault', 'deploy', 'default'];
const CLUSTERS = ['prod', 'prod-eu', 'staging'];
const CHANNELS = ['C1', 'C2', ''];
const USERS = ['U1', 'U2'];
const GROUPS = ['S1', 'S2'];

const some = (values: readonly string[]) =>
  fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const rule: fc.Arbitrary<AccessRule> = fc.record({
  name: fc.constant('r'),
  effect: fc.constantFrom('allow', 'allow', 'deny'),
  channels: some(['C1', 'C2']),
  users: some(USERS),
  groups: some(GROUPS),
  clusters: some([...CLUSTERS, 'prod*', '*']),
  namespaces: some([...NAMESPACES, 'shop*', '*', '*-2']),
  verbs: fc.option(fc.subarray([...VERBS], { minLength: 1 }), { nil: undefined }),
});
const access: fc.Arbitrary<Access> = fc.record({
  clusters: fc
    .subarray(CLUSTERS, { minLength: 1 })
    .map((names) => names.map((name) => ({ name, namespace: name === 'prod' ? 'vault' : 'default' }))),
  channels: fc.constantFrom<Access['channels']>(
    {},
    { C1: { namespace: 'shop' } },
    { C1: { cluster: 'staging' }, C2: { namespace: 'vault' } },
  ),
  policy: fc.record({
    default: fc.constantFrom('deny' as const, 'deny' as const, 'allow' as const),
    rules: fc.array(rule, { maxLength: 5 }),
  }),
});

const word = fc.oneof(
  fc.constantFrom(
    'web',
    'deploy',
    'pod',
    'po',
    'sts',
    'statefulset.apps',
    '',
    ' ',
    '*',
    '-A',
    '-n',
    '..',
    'svc',
    'SHOP',
  ),
  fc.constantFrom(...NAMESPACES),
);
/** All spellings that could lead into another namespace. */
const target = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom('/', ' ', ' / ', '//', '\t', '\n'))
  .map(([words, between]) => words.join(between));
const ask: fc.Arbitrary<Ask> = fc.record(
  {
    verb: fc.constantFrom(...VERBS),
    cluster: fc.constantFrom(...CLUSTERS, '', 'prod ', 'PROD', '*'),
    namespace: fc.oneof(word, fc.constantFrom('shop,vault', 'shop vault', '__proto__')),
    target,
    selector: fc.constantFrom('app=web', '', 'app in (a,b)', '!x'),
    previous: fc.boolean(),
    namespaces: fc.array(fc.oneof(word, fc.constantFrom(...NAMESPACES, 'shop,vault')), { maxLength: 3 }),
    allNamespaces: fc.boolean(),
  },
  { requiredKeys: ['verb', 'cluster'] },
);
const memberships = fc.record({
  groups: fc.subarray(GROUPS).map((groups) => new Set(groups)),
  unknown: fc.subarray(GROUPS).map((groups) => new Set(groups)),
});
const asker = fc.record({ user: fc.constantFrom(...USERS), channel: fc.constantFrom(...CHANNELS) });

/** What the rules say, read once more and the long way round. */
function isOpen(over: Access, who: Asker, groups: Memberships, { verb, cluster, namespace }: Ask): boolean {
  const fits = (values: readonly string[] | undefined, value: string) =>
    values === undefined || values.some((one) => new RegExp(`^${one.replaceAll('*', '.*')}$`).test(value));
  const applies = (one: AccessRule, certain: boolean) => {
    const groupsOf = certain ? [...groups.groups] : [...groups.groups, ...groups.unknown];
    const people = one.users === undefined && one.groups === undefined;
    const isOne = one.users?.includes(who.user) || one.groups?.some((group) => groupsOf.includes(group));
    const place =
      namespace === undefined
        ? one.namespaces === undefined || one.namespaces.includes('*')
        : fits(one.namespaces, namespace);
    return (
      (people || isOne) &&
      fits(one.channels, who.channel) &&
      fits(one.clusters, cluster) &&
      fits(one.verbs, verb) &&
      place
    );
  };
  const rules = over.policy?.rules ?? [];
  if (rules.some((one) => one.effect === 'deny' && applies(one, false))) return false;
  const opened = rules.some((one) => one.effect === 'allow' && applies(one, true));
  return opened || over.policy?.default === 'allow';
}

test('no ask outside the rules is ever allowed, and what is allowed is what the cluster is asked', () => {
  let allowed = 0;
  fc.assert(
    fc.property(access, asker, ask, memberships, (over, who, asked, groups) => {
      const result = authorise(over, who, asked, groups);
      if (!result.allowed) {
        expect(result.message).not.toBe('');
        return;
      }
      allowed++;
      const { verb, cluster, namespace, namespaces, allNamespaces } = result.ask;
      expect({ verb, known: over.clusters.some(({ name }) => name === cluster) }).toEqual({
        verb: asked.verb,
        known: true,
      });
      if (verb === 'digest') {
        const visible = visibleNamespaces(over, { asker: who, memberships: groups }, result.ask);
        for (const one of NAMESPACES)
          expect(visible(one)).toBe(isOpen(over, who, groups, { ...result.ask, namespace: one }));
        if (allNamespaces) return;
        for (const one of namespaces ?? [namespace]) {
          expect(one).toMatch(/^[a-z0-9-]+$/);
          expect(isOpen(over, who, groups, { verb, cluster, namespace: one })).toBe(true);
        }
        return;
      }
      expect({ namespaces, allNamespaces }).toEqual({});
      expect(isOpen(over, who, groups, result.ask)).toBe(true);
      // The cluster's own reading of the settled ask, with another home, leads nowhere else.
      if (verb === 'nodes') return;
      expect(namespace).toMatch(/^[a-z0-9-]+$/);
      if (verb === 'list' || verb === 'top') return;
      expect(parseTarget(queryOf(result.ask), 'another-home').namespace).toBe(namespace);
    }),
    { numRuns: 5_000 },
  );
  // The property says little where nothing passes.
  expect(allowed).toBeGreaterThan(200);
});

test('an ask that is settled already is settled', () => {
  fc.assert(
    fc.property(access, asker, ask, memberships, (over, who, asked, groups) => {
      const result = authorise(over, who, asked, groups);
      if (result.allowed) expect(authorise(over, who, result.ask, groups)).toEqual(result);
    }),
    { numRuns: 1_000 },
  );
});

test('a pattern fits as a regular expression would', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '-'), { maxLength: 8 }).map((letters) => letters.join(''));
  const pattern = fc
    .array(fc.constantFrom('a', 'b', '*'), { maxLength: 6 })
    .map((letters) => letters.join(''));
  fc.assert(
    fc.property(pattern, text, (glob, name) => {
      expect(fitsGlob(glob, name)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name));
    }),
    { numRuns: 2_000 },
  );
});
