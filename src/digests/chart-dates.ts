import type { ChartPoint } from './chart-points.ts';

const DAY_MS = 24 * 60 * 60_000;

/** How the times of these points are written: `22 Nov`; within a day `09:00`. */
export function dateFormat(points: readonly ChartPoint[], timeZone: string): (at: number) => string {
  const first = points[0]?.at ?? 0;
  const last = points.at(-1)?.at ?? 0;
  const format = formatIn(
    timeZone,
    last - first < DAY_MS
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
      : { day: 'numeric', month: 'short' },
  );
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const hour = parts.get('hour');
    return hour === undefined
      ? `${parts.get('day')} ${parts.get('month')}`
      : `${hour}:${parts.get('minute')}`;
  };
}

/** A time zone that this machine does not know is no reason to have no chart. */
function formatIn(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
}

/** The first, the last, and those next to a third and two thirds of the time between them. */
export function datedPoints(points: readonly ChartPoint[]): readonly ChartPoint[] {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return [];
  const between = [1 / 3, 2 / 3].map((share) => nearest(points, first.at + (last.at - first.at) * share));
  return [...new Set([first, last, ...between])];
}

function nearest(points: readonly ChartPoint[], at: number): ChartPoint {
  return points.reduce((best, point) => (Math.abs(point.at - at) < Math.abs(best.at - at) ? point : best));
}
