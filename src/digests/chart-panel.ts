import { shortNumber, ticksFor } from './chart-scale.ts';
import type { Box, Label, Shape } from './drawing.ts';

/** Dark enough on the card to be read: 4.5 to 1 or more. */
export const COLORS = {
  card: '#f6f7f9',
  border: '#c3c8d0',
  grid: '#dde1e7',
  baseline: '#6e7781',
  text: '#1f2328',
  faint: '#57606a',
  unwell: '#bc3b0a',
  restarts: '#1f5fbf',
} as const;

/** Of a card of 400 units: 12 pixels where a phone shows it 360 wide. */
export const TEXT_SIZE = 13.5;

/** Half the height of a digit: what stands beside a line has its middle on it. */
const HALF_DIGIT = TEXT_SIZE * 0.36;
const GAP = 6;
/** From a line to the label above it. */
const ABOVE = 4;

/** Where a panel's bars stand. */
export interface Place {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** One bar; `x` is its middle. */
export interface Bar {
  readonly x: number;
  readonly value: number;
}

/** How bars look; the values of two of them are written: at the highest, and beside that of the newest digest. */
interface Look {
  readonly width: number;
  readonly color: string;
  readonly peak?: Bar;
  readonly newest?: Bar;
}

/** A row of bars above a line, each as high as its value, with a scale of its own. */
export function panel(bars: readonly Bar[], place: Place, look: Look): readonly Shape[] {
  const ticks = ticksIn(bars, place);
  const heightOf = heights(ticks.at(-1) ?? 0, place);
  const { peak, newest } = look;
  return [
    ...ticks.flatMap((value) => tick(value, heightOf(value), place)),
    ...bars.flatMap(({ x, value }) => (value > 0 ? [column(x, heightOf(value), place.bottom, look)] : [])),
    line(place, place.bottom, COLORS.baseline),
    ...bars.map(({ x }) => mark(x, place.bottom)),
    ...(peak ? peakLabel(peak, heightOf(peak.value), place) : []),
    ...(newest ? [newestLabel(newest, heightOf(newest.value), place, look.color)] : []),
  ];
}

/** How much room a scale's numbers, and the newest one, need at the sides. */
export function sideRoom(bars: readonly Bar[]): { readonly left: number; readonly right: number } {
  const texts = ticksFor(highest(bars)).map(shortNumber);
  const last = shortNumber(bars.at(-1)?.value ?? 0);
  return { left: Math.max(...texts.map(textWidth)) + GAP, right: textWidth(last) + GAP };
}

/** At least as much as the text takes in Inter, of which no digit or small letter but m and w is wider. */
export function textWidth(text: string): number {
  return text.length * TEXT_SIZE * 0.66;
}

/** To whole pixels, so that edges are sharp. */
export function snap(length: number): number {
  return Math.round(length * 3) / 3;
}

function highest(bars: readonly Bar[]): number {
  return Math.max(0, ...bars.map(({ value }) => value));
}

/** A low panel has no room for a number halfway. */
function ticksIn(bars: readonly Bar[], { top, bottom }: Place): readonly number[] {
  const ticks = ticksFor(highest(bars));
  return bottom - top < TEXT_SIZE * 3 ? [...new Set([0, ticks.at(-1) ?? 0])] : ticks;
}

function heights(most: number, { top, bottom }: Place): (value: number) => number {
  return (value) => (most === 0 ? bottom : bottom - (value / most) * (bottom - top));
}

function tick(value: number, y: number, place: Place): readonly Shape[] {
  const label: Label = {
    kind: 'label',
    x: snap(place.left - GAP),
    align: 'right',
    y: snap(y + HALF_DIGIT),
    text: shortNumber(value),
    size: TEXT_SIZE,
    color: COLORS.faint,
  };
  return value === 0 ? [label] : [line(place, y, COLORS.grid), label];
}

function line({ left, right }: Place, y: number, color: string): Box {
  return { kind: 'box', x: snap(left), y: snap(y), width: snap(right - left), height: 1, color };
}

/** Even one of a thousand is seen. */
function column(x: number, top: number, bottom: number, { width, color }: Look): Box {
  const height = Math.max(1, snap(bottom - top));
  return { kind: 'box', x: snap(x - width / 2), y: snap(bottom - height), width: snap(width), height, color };
}

/** Where there was a digest, also where its bar has no height. */
function mark(x: number, bottom: number): Box {
  return { kind: 'box', x: snap(x - 0.5), y: snap(bottom + 1), width: 1, height: 3, color: COLORS.baseline };
}

/** On a piece of card, so that no line goes through it. */
function peakLabel({ x, value }: Bar, top: number, { left, right }: Place): readonly Shape[] {
  const text = shortNumber(value);
  const width = textWidth(text);
  const middle = Math.min(Math.max(x, left + width / 2), right - width / 2);
  const y = snap(top - ABOVE);
  const look = { size: TEXT_SIZE, color: COLORS.text };
  return [
    {
      kind: 'box',
      x: snap(middle - width / 2),
      y: snap(y - TEXT_SIZE),
      width: snap(width),
      height: TEXT_SIZE,
      color: COLORS.card,
    },
    { kind: 'label', x: snap(middle), align: 'middle', y, text, ...look },
  ];
}

function newestLabel({ value }: Bar, top: number, { right }: Place, color: string): Label {
  return {
    kind: 'label',
    x: snap(right + GAP),
    align: 'left',
    y: snap(top + HALF_DIGIT),
    text: shortNumber(value),
    size: TEXT_SIZE,
    color,
    bold: true,
  };
}
