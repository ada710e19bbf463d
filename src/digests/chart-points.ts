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

/** Of the last digests of a series, the oldest first. These come in any order; the first one counts of two of the same time. */
export function chartPoints(digests: readonly Digest[]): readonly ChartPoint[] {
  const points = new Map<number, ChartPoint>();
  for (const digest of digests) {
    const at = Date.parse(digest.takenAt);
    if (Number.isNaN(at) || points.has(at)) continue;
    const restarts = digest.changes?.restarts?.total;
    points.set(at, { at, unwell: digest.seen.unwell, ...(restarts === undefined ? {} : { restarts }) });
  }
  return [...points.values()].toSorted((one, other) => one.at - other.at).slice(-MOST);
}
