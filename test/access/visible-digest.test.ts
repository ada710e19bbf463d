import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccessRule } from '../../src/access/policy.ts';
import { visibleNamespaces, withoutHidden } from '../../src/access/visible.ts';
import { withoutHiddenDigest } from '../../src/access/visible-digest.ts';
import type { Reply } from '../../src/asks.ts';
import type { Digest, DigestItem, DigestSign } from '../../src/digests/digest.ts';
import { digestMarkdown } from '../../src/digests/digest-markdown.ts';
import { summaryOf } from '../../src/digests/digest-summary.ts';
import { madeDigest, madeItem } from '../support/made-digest.ts';
import { access, asker, memberships } from './made-access.ts';

const NAMES = ['shop', 'pay', 'vault'];

function sign(namespace: string | undefined): DigestSign {
  const place = namespace === undefined ? {} : { namespace };
  const key = `${namespace ?? 'node'}/a/b`;
  return {
    key,
    about: 'quota',
    ...place,
    kind: 'ResourceQuota',
    name: 'q',
    severity: 'warning',
    text: 'near',
  };
}

/** All of a cluster with something of each sort in each namespace. */
function wholeDigest(namespaces: readonly string[] = NAMES, items = namespaces.map(itemIn)): Digest {
  const owners = namespaces.map((namespace) => ({ namespace, kind: 'Deployment', name: `${namespace}-web` }));
  return madeDigest(items, {
    scope: { cluster: 'prod' },
    seen: { namespaces: 12, pods: 412, unwell: 40, undiagnosed: 0 },
    signs: [...namespaces, undefined].map(sign),
    restarts: { owners: owners.map((owner) => ({ ...owner, pods: { uid: 3 } })), truncated: false },
    gaps: [
      ...namespaces.map((namespace) => ({
        namespace,
        message: `The events of ${namespace} may not be listed`,
      })),
      { message: 'The nodes may not be listed' },
    ],
    changes: {
      since: '2026-11-21T09:00:00Z',
      new: namespaces.map((namespace) => `${namespace}/Deployment/a/x`),
      ongoing: namespaces.map((namespace) => `${namespace}/Deployment/b/x`),
      flapping: namespaces.map((namespace) => `${namespace}/Deployment/c/x`),
      recovered: items,
      restarts: { total: 3 * namespaces.length, owners: owners.map((owner) => ({ ...owner, restarts: 3 })) },
    },
  });
}

function itemIn(namespace: string): DigestItem {
  return madeItem({ namespace, name: `${namespace}-web`, title: `${namespace}-web was killed` });
}

function visibleBy(rules?: readonly Partial<AccessRule>[], open?: 'allow' | 'deny') {
  return visibleNamespaces(access(rules, open), { asker, memberships }, { verb: 'digest', cluster: 'prod' });
}

describe('what is hidden of a digest', () => {
  it('is nothing where everything may be seen', () => {
    const digest = wholeDigest();
    for (const visible of [
      visibleBy(),
      visibleBy([{}]),
      visibleBy([{ namespaces: ['*'] }]),
      visibleBy([], 'allow'),
    ])
      expect(withoutHiddenDigest(digest, visible)).toBe(digest);
    const ofOne = madeDigest([itemIn('shop')], { signs: [sign('shop'), sign(undefined)] });
    expect(withoutHiddenDigest(ofOne, visibleBy([{ namespaces: ['shop'] }]))).toBe(ofOne);
  });

  it('is in a digest of all namespaces neither named nor counted', () => {
    const visible = visibleBy([{ namespaces: ['shop', 'pay'] }]);
    const whole = wholeDigest();
    expect(withoutHiddenDigest(whole, visible)).toEqual({
      ...whole,
      ...wholeDigest(['shop', 'pay']),
      seen: { namespaces: 0, pods: 0, unwell: 4, undiagnosed: 0, partial: true },
      signs: [sign('shop'), sign('pay')],
    });
  });

  it('is counted by nobody where what it hides is well, or there is a deny rule alone', () => {
    const quiet = wholeDigest([]);
    for (const visible of [
      visibleBy([{ namespaces: ['shop'] }]),
      visibleBy([{ effect: 'deny', namespaces: ['vault'] }], 'allow'),
      visibleBy([{}, { effect: 'deny', namespaces: ['vault'] }]),
    ])
      expect(withoutHiddenDigest(quiet, visible).seen).toEqual({
        namespaces: 0,
        pods: 0,
        unwell: 0,
        undiagnosed: 0,
        partial: true,
      });
    const others = visibleBy([{}, { effect: 'deny', namespaces: ['vault'], users: ['U2'] }]);
    expect(withoutHiddenDigest(quiet, others)).toBe(quiet);
  });

  it('is not told of as if there were no pods', () => {
    const digest = madeDigest([], { scope: { cluster: 'prod' } });
    const shown = withoutHiddenDigest(digest, visibleBy([{ namespaces: ['shop'] }]));
    expect(summaryOf(shown).headline).toBe('prod: all quiet in what may be shown here');
    expect(digestMarkdown(shown)).not.toContain('pods');
  });

  it('leaves it open whether there was more to look into', () => {
    const digest = madeDigest([], {
      scope: { cluster: 'prod' },
      seen: { namespaces: 1, pods: 1, unwell: 9, undiagnosed: 7 },
    });
    const { seen, gaps } = withoutHiddenDigest(digest, visibleBy([{ namespaces: ['shop'] }]));
    expect(seen.undiagnosed).toBe(0);
    expect(gaps).toEqual([{ message: expect.stringContaining('More owners were unwell') }]);
  });

  it('may be one of the namespaces that were named', () => {
    const digest = { ...wholeDigest(), scope: { cluster: 'prod', namespaces: NAMES } };
    const shown = withoutHiddenDigest(digest, visibleBy([{ namespaces: ['pay'] }]));
    expect(shown.scope.namespaces).toEqual(['pay']);
    expect(shown.items.map(({ namespace }) => namespace)).toEqual(['pay']);
  });

  it('is in a reply neither drawn, nor linked, nor kept for a file', () => {
    const link = { openedAt: 1, channel: 'C9', threadTs: '1.1', url: 'https://slack.test/p1' };
    const reply: Reply = {
      kind: 'digest',
      ask: { verb: 'digest', cluster: 'prod', allNamespaces: true },
      digest: wholeDigest(),
      id: 'd-1',
      incidents: { [itemIn('shop').key]: link, [itemIn('vault').key]: { ...link, channel: 'C-vault' } },
      chart: { png: new Uint8Array([1]), altText: '40 unwell pods' },
    };
    expect(withoutHidden(reply, visibleBy())).toBe(reply);
    const visible = visibleBy([{ namespaces: ['shop'] }]);
    expect(withoutHidden(reply, visible)).toEqual({
      kind: 'digest',
      ask: reply.ask,
      digest: withoutHiddenDigest(reply.digest, visible),
      incidents: { [itemIn('shop').key]: link },
    });
  });

  it('appears nowhere, whatever the rules are', () => {
    const patterns = fc.subarray([...NAMES, 'va*', '*', 's*'], { minLength: 1 });
    const rule = fc.record({
      effect: fc.constantFrom('allow' as const, 'deny' as const),
      namespaces: fc.option(patterns, { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(rule, { maxLength: 3 }),
        fc.constantFrom('allow' as const, 'deny' as const),
        (rules, open) => {
          const visible = visibleBy(rules, open);
          const text = JSON.stringify(withoutHiddenDigest(wholeDigest(), visible));
          for (const name of NAMES) expect(text.includes(name)).toBe(visible(name));
          if (!NAMES.every(visible)) expect(text).not.toMatch(/412|"unwell":40/);
        },
      ),
      { numRuns: 500 },
    );
  });
});
