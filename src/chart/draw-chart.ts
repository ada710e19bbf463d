import type { Chart } from '../asks.ts';
import { chartOf } from '../digests/chart.ts';
import type { ChartPoint } from '../digests/chart-points.ts';
import { type ChartAbout, chartText } from '../digests/chart-text.ts';
import { paintApart } from './paint-apart.ts';

/**
 * A picture of the last digests, as `chartPoints` gives them. Undefined where there are fewer than two, and where it could
 * not be drawn: a digest is told without it then, and `onProblem` is told why.
 */
export async function drawChart(
  points: readonly ChartPoint[],
  about: ChartAbout,
  onProblem: (problem: string) => void,
): Promise<Chart | undefined> {
  try {
    const drawing = chartOf(points, about);
    if (!drawing) return undefined;
    return { png: await paintApart(drawing), altText: chartText(points, about) };
  } catch (error) {
    onProblem(String(error));
    return undefined;
  }
}
