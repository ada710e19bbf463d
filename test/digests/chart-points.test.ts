import { describe, expect, it } from 'vitest';
import { chartPoints } from '../../src/digests/chart-points.ts';
import type { Digest } from '../../src/digests/digest.ts';
import { madeDigest } from '../support/made-digest.ts';

function taken(takenAt: string, unwell: number, restarts?: number): Digest {
  const changes = { since: takenAt, new: [], ongoing: [], flapping: [], recovered: [] };
  const seen = { namespaces: 1, pods: 42, unwell, undiagnosed: 0 };
  if (restarts === undefined) return madeDigest([], { takenAt, seen });
  return madeDigest([], {
    takenAt,
    seen,
    changes: { ...changes, restarts: { total: restarts, owners: [] } },
  });
}

describe('chartPoints', () => {
  it('puts digests in order of time, with the restarts of those that know them', () => {
    const digests = [taken('2026-11-22T09:00:00Z', 3, 0), taken('2026-11-20T09:00:00Z', 1)];
    expect(chartPoints([...digests, taken('2026-11-21T09:00:00Z', 2, 7)])).toEqual([
      { at: Date.parse('2026-11-20T09:00:00Z'), unwell: 1 },
      { at: Date.parse('2026-11-21T09:00:00Z'), unwell: 2, restarts: 7 },
      { at: Date.parse('2026-11-22T09:00:00Z'), unwell: 3, restarts: 0 },
    ]);
  });

  it('takes a digest that is there twice once, as it came first', () => {
    const again = taken('2026-11-22T09:00:00Z', 4);
    expect(chartPoints([taken('2026-11-22T09:00:00Z', 3), again]).map(({ unwell }) => unwell)).toEqual([3]);
  });

  it('leaves out what has no time', () => {
    expect(chartPoints([taken('yesterday', 3)])).toEqual([]);
  });

  it('keeps the thirty newest', () => {
    const digests = Array.from({ length: 40 }, (_, day) =>
      taken(new Date(day * 86_400_000).toISOString(), day),
    );
    const unwell = chartPoints(digests.toReversed()).map((point) => point.unwell);
    expect([unwell.length, unwell[0], unwell.at(-1)]).toEqual([30, 10, 39]);
  });

  it('leaves out those that saw less, or more, than the first: their bars say nothing beside its own', () => {
    const blind = { gaps: [{ namespace: 'shop', message: 'The pods of shop may not be listed.' }] };
    const vague = { gaps: [{ about: 'causes' as const, message: 'The nodes could not be read.' }] };
    const now = taken('2026-11-22T09:00:00Z', 3);
    const before = { ...taken('2026-11-21T09:00:00Z', 0), ...blind };
    const first = { ...taken('2026-11-20T09:00:00Z', 2), ...vague };
    expect(chartPoints([now, before, first]).map(({ unwell }) => unwell)).toEqual([2, 3]);
    expect(chartPoints([before, now, first]).map(({ unwell }) => unwell)).toEqual([0]);
  });
});
