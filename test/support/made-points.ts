import type { ChartPoint } from '../../src/digests/chart-points.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Mondays to Fridays at nine, the last of them Friday, 20 November 2026. */
export function weekdays(
  counts: readonly (readonly [unwell: number, restarts?: number])[],
): readonly ChartPoint[] {
  const points: ChartPoint[] = [];
  const left = [...counts];
  for (let at = Date.parse('2026-11-20T09:00:00Z'); left.length > 0; at -= DAY_MS) {
    if ([0, 6].includes(new Date(at).getUTCDay())) continue;
    const [unwell, restarts] = left.pop() ?? [0];
    points.unshift({ at, unwell, ...(restarts === undefined ? {} : { restarts }) });
  }
  return points;
}

/** Fourteen of them with a bad Tuesday; the first knows of no restarts. */
export const SPIKE = weekdays([
  [2],
  [3, 10],
  [2, 8],
  [2, 7],
  [1, 4],
  [12, 88],
  [9, 60],
  [4, 22],
  [3, 14],
  [0, 2],
  [0, 0],
  [1, 5],
  [2, 9],
  [3, 41],
]);
