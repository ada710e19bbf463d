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
    expect(changes('b', 'ab', 'b', 'ab')).toMatchObject({
      new: [],
      ongoing: ['b'],
      recovered: [],
      flapping: ['a'],
    });
  });

  it('call what came once and went recovered, and no more of it after that', () => {
    expect(changes('b', 'ab', 'b')).toMatchObject({ recovered: ['a'], flapping: [] });
    expect(changes('b', 'b', 'ab', 'ab', 'b')).toMatchObject({ recovered: [], flapping: [] });
  });

  it('have each list in the order of the digest that it is from', () => {
    expect(changes('cab', 'edab', 'ba')).toMatchObject({
      new: ['c'],
      ongoing: ['a', 'b'],
      recovered: ['e', 'd'],
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
    expect(recovered({ gaps: [{ about: 'causes', namespace: 'shop', message: '' }] })).toBe(1);
    expect(recovered({ seen: { namespaces: 1, pods: 1, unwell: 1, undiagnosed: 3 } })).toBe(0);
  });

  it('look past one that could not see: nothing is new, recovered or flapping for its gap', () => {
    const blind = digest('', { gaps: [{ namespace: 'shop', message: '' }] });
    const full = digest('', { seen: { namespaces: 1, pods: 1, unwell: 1, undiagnosed: 3 } });
    for (const between of [blind, full]) {
      const back = compareDigests(digest('a'), [between, digest('a', { takenAt: '2026-01-01T00:00:00Z' })]);
      expect(back.changes).toMatchObject({ new: [], ongoing: ['a'], flapping: [], recovered: [] });
      const gone = compareDigests(digest(''), [between, digest('a')]).changes;
      expect(gone?.recovered.map(({ key }) => key)).toEqual(['a']);
      expect(compareDigests(digest('a'), [between, digest('')]).changes).toMatchObject({ new: ['a'] });
      expect(compareDigests(digest('a'), [between]).changes).toMatchObject({ new: ['a'] });
    }
  });

  it('do not say that something flaps, and is gone just now, where that could not be seen', () => {
    const now = digest('', { gaps: [{ namespace: 'shop', message: '' }] });
    expect(compareDigests(now, [digest('a'), digest(''), digest('a')]).changes?.flapping).toEqual([]);
  });

  it('keep the age of what went on behind a gap', () => {
    const old = digest('', { items: [item('a', { since: '2026-01-01T00:00:00Z' })] });
    const blind = digest('', { gaps: [{ message: '' }] });
    expect(compareDigests(digest('a'), [blind, old]).items[0]?.since).toBe('2026-01-01T00:00:00Z');
  });

  it('say nothing of one that was told of in part', () => {
    const part = digest('', { seen: { namespaces: 0, pods: 0, unwell: 0, undiagnosed: 0, partial: true } });
    expect(compareDigests(digest('a'), [part]).changes).toBeUndefined();
    expect(compareDigests(part, [digest('a')]).changes).toBeUndefined();
    expect(compareDigests(part, [part]).changes).toBeDefined();
  });

  it('know what recovered where only the reason of others could not be read', () => {
    const blind = { gaps: [{ about: 'causes' as const, message: 'The nodes could not be read.' }] };
    const other = item('b', { key: 'b/unexplained' });
    const recovered = (now: Digest) =>
      compareDigests(now, [digest('ab')]).changes?.recovered.map(({ key }) => key);
    // Of b the cause may be what it was, and could not be told.
    expect(recovered(digest('', { ...blind, items: [other] }))).toEqual(['a']);
  });

  it('call nothing new of an owner whose cause could be told before and not now', () => {
    const [known, vague] = [item('b'), item('b', { key: 'b/unexplained', cause: 'unexplained' })];
    const blind = [{ about: 'causes', message: 'The nodes could not be read.' }] as const;
    const now = digest('', { items: [vague], gaps: blind });
    const before = digest('', { items: [known] });
    expect(compareDigests(now, [before]).changes).toMatchObject({ new: [], ongoing: ['b/unexplained'] });
    expect(compareDigests(before, [now, before]).changes).toMatchObject({ new: [], ongoing: ['b'] });
  });

  it('know the causes of an owner that was looked into, though there were more than are', () => {
    const now = digest('', {
      items: [item('b', { key: 'b/other' })],
      seen: { namespaces: 1, pods: 1, unwell: 9, undiagnosed: 3 },
    });
    const { changes } = compareDigests(now, [digest('ab')]);
    expect(changes).toMatchObject({ new: ['b/other'], recovered: [{ key: 'b' }] });
  });
});
