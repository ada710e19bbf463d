import { describe, expect, it } from 'vitest';
import { chartOf } from '../../src/digests/chart.ts';
import { COLORS, textWidth } from '../../src/digests/chart-panel.ts';
import type { ChartPoint } from '../../src/digests/chart-points.ts';
import type { Box, Drawing, Label } from '../../src/digests/drawing.ts';
import { SPIKE, weekdays } from '../support/made-points.ts';

const PHONE = 360;

function drawn(points: readonly ChartPoint[], title = 'Unhealthy pods, shop'): Drawing {
  const drawing = chartOf(points, { title, timeZone: 'UTC' });
  if (!drawing) throw new Error('nothing was drawn');
  return drawing;
}

function labels({ shapes }: Drawing): readonly Label[] {
  return shapes.filter((shape) => shape.kind === 'label');
}

function bars({ shapes }: Drawing, color: string): readonly Box[] {
  return shapes.filter((shape) => shape.kind === 'box').filter((box) => box.color === color);
}

/** Of the text, as wide as it may be. */
function extent({ x, align, text }: Label): readonly [left: number, right: number] {
  const width = textWidth(text);
  const left = { left: x, middle: x - width / 2, right: x - width }[align];
  return [left, left + width];
}

const THIRTY_ZEROS = weekdays(Array.from({ length: 30 }, () => [0, 0]));
const LARGE = weekdays([
  [12_345, 1_234_567],
  [99_999, 2_000_000],
  [12_345, 1_234_567],
]);

describe('chartOf', () => {
  it('draws nothing of fewer than two digests', () => {
    const about = { title: 'x', timeZone: 'UTC' };
    expect([chartOf([], about), chartOf(SPIKE.slice(0, 1), about)]).toEqual([undefined, undefined]);
  });

  it('writes the title, round numbers, the highest and the newest value, and four dates', () => {
    expect(labels(drawn(SPIKE)).map(({ text }) => text)).toEqual([
      'Unhealthy pods, shop',
      ...['0', '6', '12', '12', '3'],
      'Restarts since the digest before',
      ...['0', '100', '41'],
      ...['3 Nov', '20 Nov', '9 Nov', '13 Nov'],
    ]);
  });

  it('makes bars as high as their values are, in each panel by its own scale', () => {
    const heights = (color: string) => bars(drawn(SPIKE), color).map(({ height }) => height);
    const unwell = heights(COLORS.unwell);
    expect(unwell).toHaveLength(12);
    expect(unwell.map((height) => Math.round((height / Math.max(...unwell)) * 12))).toEqual(
      SPIKE.map((point) => point.unwell).filter((value) => value > 0),
    );
    const restarts = heights(COLORS.restarts);
    expect(restarts).toHaveLength(12);
    expect(restarts[4]).toBeGreaterThan((restarts[3] ?? 0) * 10);
  });

  it('shows one of ten thousand', () => {
    const [small] = bars(drawn(weekdays([[1], [10_000]])), COLORS.unwell);
    expect(small?.height).toBe(1);
  });

  it('leaves a weekend the room of its days', () => {
    const [thursday, friday, monday] = bars(
      drawn(weekdays([[1], [1], [1], [1], [1], [1], [1]])),
      COLORS.unwell,
    );
    const day = (friday?.x ?? 0) - (thursday?.x ?? 0);
    expect((monday?.x ?? 0) - (friday?.x ?? 0)).toBeGreaterThan(day * 2.9);
  });

  it('tells a digest that found nothing from one that was not taken', () => {
    const drawing = drawn(THIRTY_ZEROS);
    expect(bars(drawing, COLORS.unwell)).toEqual([]);
    const marks = bars(drawing, COLORS.baseline).filter(({ width }) => width === 1);
    expect(marks).toHaveLength(60);
    expect(labels(drawing).filter(({ text }) => text === '0')).toHaveLength(4);
  });

  it('gives restarts no room where no digest knows of any, and no number where the newest does not', () => {
    const none = labels(drawn(weekdays([[1], [2]]))).map(({ text }) => text);
    expect(none).not.toContain('Restarts since the digest before');
    const restarts = labels(drawn(weekdays([[1, 7], [2]]))).filter(({ color }) => color === COLORS.restarts);
    expect(restarts).toEqual([]);
  });

  it.each([
    ['two', SPIKE.slice(-2)],
    ['weekdays', SPIKE],
    ['zeros', THIRTY_ZEROS],
    ['large numbers', LARGE],
    ['years', weekdays(Array.from({ length: 30 }, (_, day) => [day]))],
    [
      'a long gap',
      SPIKE.slice(0, 4).map((point, index) => ({ ...point, at: (index && index + 100) * 86_400_000 })),
    ],
    ['minutes', SPIKE.map((point, minute) => ({ ...point, at: minute * 60_000 }))],
  ])('keeps labels on the card and dates apart: %s', (_, points) => {
    const drawing = drawn(points);
    for (const label of labels(drawing).slice(1)) {
      const [left, right] = extent(label);
      expect(left).toBeGreaterThanOrEqual(8);
      expect(right).toBeLessThanOrEqual(drawing.width - 8);
    }
    const lowest = Math.max(...labels(drawing).map(({ y }) => y));
    const dates = labels(drawing)
      .filter(({ y }) => y === lowest)
      .map(extent)
      .toSorted(([one], [other]) => one - other);
    expect(dates.length).toBeGreaterThanOrEqual(1);
    expect(dates.length).toBeLessThanOrEqual(4);
    for (const [index, [left]] of dates.entries()) expect(left).toBeGreaterThan(dates[index - 1]?.[1] ?? 0);
  });

  it('says a date once', () => {
    const twice = SPIKE.slice(0, 4).map((point, index) => ({ ...point, at: index * 12 * 3_600_000 }));
    expect(
      labels(drawn(twice))
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['1 Jan', '2 Jan']);
  });

  it('is written in letters that a phone shows in 12 pixels', () => {
    const drawing = drawn(SPIKE);
    const sizes = labels(drawing).map(({ size }) => (size * PHONE) / drawing.width);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(12);
  });

  it('is written in colors that stand out from the card by 4.5 to 1', () => {
    const drawing = drawn(SPIKE);
    for (const { color } of labels(drawing)) expect(contrast(color, COLORS.card)).toBeGreaterThanOrEqual(4.5);
    for (const color of [COLORS.unwell, COLORS.restarts]) {
      expect(contrast(color, COLORS.card)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('has a card of its own below everything', () => {
    const { shapes, width, height } = drawn(SPIKE);
    expect(shapes[0]).toMatchObject({ kind: 'box', x: 0, y: 0, width, height, color: COLORS.border });
    expect(shapes[1]).toMatchObject({ kind: 'box', color: COLORS.card });
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
