import { describe, expect, it } from 'vitest';
import { compareDigests } from '../../src/digests/compare-digests.ts';
import type { Digest, DigestItem } from '../../src/digests/digest.ts';

function item(name: string, extra: Partial<DigestItem> = {}): DigestItem {
  return {
    key: name,
    namespace: 'shop',
    kind: 'Deployment',
    name,
    cause: 'crashloop/out-of-memory',
    title: 'out of memory',
    severity: 'critical',
    verdict: 'unhealthy',
    unwell: 1,
    pods: 1,
    restarts: 0,
    since: '2026-01-03T00:00:00Z',
    examples: [],
    ...extra,
  };
}

function digest(names: string, extra: Partial<Digest> = {}): Digest {
  return {
    schema: 'podwhy-digest/v1',
    scope: { cluster: 'prod' },
    takenAt: '2026-01-03T00:00:00Z',
    seen: { namespaces: 1, pods: 1, unwell: 1, undiagnosed: 0 },
    items: [...names].map((name) => item(name)),
    gaps: [],
    cost: { requests: 1, durationMs: 1 },
    ...extra,
  };
}

/** Digests by the names in them, the newest first. */
function changes(now: string, ...earlier: readonly string[]) {
  const { changes } = compareDigests(
    digest(now),
    earlier.map((names) => digest(names)),
  );
  return changes && { ...changes, recovered: changes.recovered.map(({ key }) => key) };
}

describe('digests beside each other', () => {
  it('have each item in one place', () => {
    expect(changes('ab', 'bc')).toMatchObject({ new: ['a'], ongoing: ['b'], recovered: ['c'], flapping: [] });
    expect(changes('ab', 'b', 'ab')).toMatchObject({
      new: [],
      ongoing: ['b'],
      recovered: [],
      flapping: ['a'],
    });
    expect(changes('b', 'ab', 'b')).toMatchObject({
      new: [],
      ongoing: ['b'],
      recovered: [],
      flapping: ['a'],
    });
  });

  it('forget what flapped long ago', () => {
    expect(changes('a', 'a', 'a', '', 'a')).toMatchObject({ ongoing: [], flapping: ['a'] });
    expect(changes('a', 'a', 'a', 'a', '', 'a')).toMatchObject({ ongoing: ['a'], flapping: [] });
    expect(changes('', '', '', '', 'a', '')).toMatchObject({ recovered: [], flapping: [] });
  });

  it('say nothing of another scope', () => {
    const other = digest('a', { scope: { cluster: 'prod', namespaces: ['shop', 'pay'] } });
    const now = digest('a');
    expect(compareDigests(now, [])).toBe(now);
    expect(compareDigests(now, [other])).toBe(now);
    const same = digest('a', { scope: { cluster: 'prod', namespaces: ['pay', 'shop'] } });
    expect(compareDigests(same, [other]).changes?.ongoing).toEqual(['a']);
  });

  it('remember since when something has been so', () => {
    const before = digest('', { items: [item('a', { since: '2026-01-01T00:00:00Z' }), item('b')] });
    const now = digest('', { items: [item('b', { since: '2026-01-02T00:00:00Z' }), item('a')] });
    const { items } = compareDigests(now, [before]);
    expect(items.map(({ key, since }) => [key, since])).toEqual([
      ['a', '2026-01-01T00:00:00Z'],
      ['b', '2026-01-02T00:00:00Z'],
    ]);
  });

  it('count restarts where both tell of them', () => {
    const restarts = (count: number) => ({
      owners: [{ namespace: 'shop', kind: 'Deployment', name: 'web', pods: { a: count } }],
      truncated: false,
    });
    const [before, now] = [digest('', { restarts: restarts(3) }), digest('', { restarts: restarts(5) })];
    expect(compareDigests(now, [before]).changes?.restarts).toEqual({
      total: 2,
      owners: [{ namespace: 'shop', kind: 'Deployment', name: 'web', restarts: 2 }],
    });
    expect(compareDigests(now, [digest('')]).changes).not.toHaveProperty('restarts');
    expect(compareDigests(digest(''), [before]).changes).not.toHaveProperty('restarts');
  });

  it('call nothing recovered that was not looked at again', () => {
    const before = [digest('a')];
    const recovered = (extra: Partial<Digest>) =>
      compareDigests(digest('', extra), before).changes?.recovered.length;
    expect(recovered({})).toBe(1);
    expect(recovered({ gaps: [{ namespace: 'pay', message: '' }] })).toBe(1);
    expect(recovered({ gaps: [{ namespace: 'shop', message: '' }] })).toBe(0);
    expect(recovered({ gaps: [{ message: '' }] })).toBe(0);
    expect(recovered({ gaps: [{ about: 'signs', message: '' }] })).toBe(1);
    expect(recovered({ seen: { namespaces: 1, pods: 1, unwell: 1, undiagnosed: 3 } })).toBe(0);
  });
});
