import type { Digest } from './digest.ts';

/** How things were when a digest was taken. */
export interface ChartPoint {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Pods. */
  readonly unwell: number;
  /** Since the digest before; absent where that is not known. */
  readonly restarts?: number;
}

/** More would be bars that nobody can tell apart on a phone. */
const MOST = 30;

/**
 * Of the last digests of a series, the oldest first. These come in any order but for the first one: beside it only those
 * tell something that saw as much. The first one counts, too, of two of the same time.
 */
export function chartPoints(digests: readonly Digest[]): readonly ChartPoint[] {
  const [first] = digests;
  const points = new Map<number, ChartPoint>();
  for (const digest of digests) {
    const at = Date.parse(digest.takenAt);
    if (Number.isNaN(at) || points.has(at) || unseenIn(digest) !== unseenIn(first)) continue;
    const restarts = digest.changes?.restarts?.total;
    points.set(at, { at, unwell: digest.seen.unwell, ...(restarts === undefined ? {} : { restarts }) });
  }
  return [...points.values()].toSorted((one, other) => one.at - other.at).slice(-MOST);
}

/** Where unwell pods may be missing. */
function unseenIn(digest: Digest | undefined): string {
  const gaps = digest?.gaps.filter(({ about }) => about === undefined) ?? [];
  return JSON.stringify([...new Set(gaps.map(({ namespace }) => namespace ?? ''))].sort());
}
