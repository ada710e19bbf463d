import { datedPoints, dateFormat } from './chart-dates.ts';
import { type Bar, COLORS, type Place, panel, sideRoom, snap, TEXT_SIZE, textWidth } from './chart-panel.ts';
import type { ChartPoint } from './chart-points.ts';
import { type ChartAbout, peakOf, plainTitle } from './chart-text.ts';
import type { Box, Drawing, Label, Shape } from './drawing.ts';

const WIDTH = 400;
const HEIGHT = 218;
const SCALE = 3;
const MARGIN = 12;
const TITLE = { size: 15, y: 26 };
const TOP = 57;
/** Of the unhealthy pods' bars where restarts stand below them. */
const MIDDLE = 120;
const RESTARTS = { title: 145, top: 163 };
const BOTTOM = 188;
const DATES = 209;
const BAR = { share: 0.7, least: 4, most: 26 };

/** Times of digests as places on a line. */
interface Axis {
  readonly x: (at: number) => number;
  readonly left: number;
  readonly right: number;
  /** Of a bar. */
  readonly width: number;
}

/**
 * Unhealthy pods as bars, restarts as smaller ones below with a scale of their own, each where its time is. On a card of
 * its own colour, for pages light and dark. Undefined where there are fewer than two points, which are in order of time.
 */
export function chartOf(points: readonly ChartPoint[], about: ChartAbout): Drawing | undefined {
  const now = points.at(-1);
  if (!now || points.length < 2) return undefined;
  const hasRestarts = points.some(({ restarts }) => restarts !== undefined);
  const axis = axisOf(points);
  return {
    width: WIDTH,
    height: HEIGHT,
    scale: SCALE,
    shapes: [
      ...card(),
      title(about.title),
      ...unwellPanel(points, now, axis, hasRestarts ? MIDDLE : BOTTOM),
      ...(hasRestarts ? restartPanel(points, now, axis) : []),
      ...dates(points, about.timeZone, axis),
    ],
  };
}

function card(): readonly Box[] {
  const outer = { kind: 'box', x: 0, y: 0, width: WIDTH, height: HEIGHT, radius: 8 } as const;
  const inner = { kind: 'box', x: 1, y: 1, width: WIDTH - 2, height: HEIGHT - 2, radius: 7 } as const;
  return [
    { ...outer, color: COLORS.border },
    { ...inner, color: COLORS.card },
  ];
}

function title(text: string): Label {
  const { size, y } = TITLE;
  const most = WIDTH - 2 * MARGIN;
  const shown = plainTitle(text);
  return {
    kind: 'label',
    x: MARGIN,
    align: 'left',
    y,
    text: shown,
    size,
    color: COLORS.text,
    bold: true,
    most,
  };
}

function axisOf(points: readonly ChartPoint[]): Axis {
  const rooms = [unwellBars(points, () => 0), restartBars(points, () => 0)].map(sideRoom);
  const left = MARGIN + Math.max(...rooms.map((room) => room.left));
  const right = WIDTH - MARGIN - Math.max(...rooms.map((room) => room.right));
  const times = points.map(({ at }) => at);
  const first = times[0] ?? 0;
  const span = Math.max(1, (times.at(-1) ?? 0) - first);
  const closest = Math.min(...times.slice(1).map((at, index) => at - (times[index] ?? 0)));
  const wanted = (closest / span) * (right - left) * BAR.share;
  const width = Math.min(BAR.most, Math.max(BAR.least, wanted));
  return { left, right, width, x: (at) => left + width / 2 + ((at - first) / span) * (right - left - width) };
}

function unwellPanel(
  points: readonly ChartPoint[],
  now: ChartPoint,
  { x, left, right, width }: Axis,
  bottom: number,
): readonly Shape[] {
  const peak = peakOf(points, now);
  const shown = peak.unwell > now.unwell ? { peak: { x: x(peak.at), value: peak.unwell } } : {};
  const newest = { x: x(now.at), value: now.unwell };
  const place: Place = { left, right, top: TOP, bottom };
  return panel(unwellBars(points, x), place, { width, color: COLORS.unwell, newest, ...shown });
}

function restartPanel(
  points: readonly ChartPoint[],
  now: ChartPoint,
  { x, left, right, width }: Axis,
): readonly Shape[] {
  const heading: Label = {
    kind: 'label',
    x: MARGIN,
    align: 'left',
    y: RESTARTS.title,
    text: 'Restarts since the digest before',
    size: TEXT_SIZE,
    color: COLORS.text,
  };
  const place: Place = { left, right, top: RESTARTS.top, bottom: BOTTOM };
  const [newest] = restartBars([now], x);
  const look = { width, color: COLORS.restarts, ...(newest ? { newest } : {}) };
  return [heading, ...panel(restartBars(points, x), place, look)];
}

function unwellBars(points: readonly ChartPoint[], x: (at: number) => number): readonly Bar[] {
  return points.map(({ at, unwell }) => ({ x: x(at), value: unwell }));
}

function restartBars(points: readonly ChartPoint[], x: (at: number) => number): readonly Bar[] {
  return points.flatMap(({ at, restarts }) =>
    restarts === undefined ? [] : [{ x: x(at), value: restarts }],
  );
}

/** At most four, of which none touches another; what is written already is not said again. */
function dates(points: readonly ChartPoint[], timeZone: string, { x }: Axis): readonly Label[] {
  const format = dateFormat(points, timeZone);
  const shown: Label[] = [];
  for (const { at } of datedPoints(points)) {
    const label = dateLabel(format(at), x(at));
    if (shown.every((other) => isApart(label, other) && label.text !== other.text)) shown.push(label);
  }
  return shown;
}

function dateLabel(text: string, x: number): Label {
  const half = textWidth(text) / 2;
  const within = Math.min(Math.max(x, MARGIN + half), WIDTH - MARGIN - half);
  return {
    kind: 'label',
    x: snap(within),
    align: 'middle',
    y: DATES,
    text,
    size: TEXT_SIZE,
    color: COLORS.faint,
  };
}

function isApart(one: Label, other: Label): boolean {
  return Math.abs(one.x - other.x) > (textWidth(one.text) + textWidth(other.text)) / 2 + TEXT_SIZE / 2;
}
