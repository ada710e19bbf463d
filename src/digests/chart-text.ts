import { counted } from '../diagnosis/counted.ts';
import { dateFormat } from './chart-dates.ts';
import type { ChartPoint } from './chart-points.ts';

/** What a chart is of, and whose days it shows. */
export interface ChartAbout {
  /** `Unhealthy pods, shop` */
  readonly title: string;
  /** Of the IANA time zone database. */
  readonly timeZone: string;
}

/** Slack takes 1,000 characters of a file's alternative text. */
const MOST_TITLE = 300;

/** A chart in words, for who does not see it. */
export function chartText(points: readonly ChartPoint[], about: ChartAbout): string {
  const now = points.at(-1);
  const [first] = points;
  if (!first || !now) return '';
  const date = dateFormat(points, about.timeZone);
  const peak = peakOf(points, now);
  const most = peak.unwell > now.unwell ? `, ${number(peak.unwell)} at the most (${date(peak.at)})` : '';
  const restarts = now.restarts === undefined ? '' : ` ${restartWords(now.restarts)} since the last digest.`;
  const span = `over the last ${counted(points.length, 'digest')}, ${date(first.at)} to ${date(now.at)}`;
  return `${plainTitle(about.title)}, ${span}: ${number(now.unwell)} now${most}.${restarts}`;
}

/** The newest point that none is above. */
export function peakOf(points: readonly ChartPoint[], now: ChartPoint): ChartPoint {
  return points.reduceRight((peak, point) => (point.unwell > peak.unwell ? point : peak), now);
}

/** Without what can't be read aloud, or drawn. */
export function plainTitle(title: string): string {
  const plain = [...title.replaceAll(/[\p{C}\s]+/gu, ' ').trim()].slice(0, MOST_TITLE).join('');
  return plain || 'Unhealthy pods';
}

function restartWords(restarts: number): string {
  return restarts === 1 ? '1 restart' : `${number(restarts)} restarts`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
