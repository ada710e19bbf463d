import { describe, expect, it } from 'vitest';
import { drawChart } from '../../src/chart/draw-chart.ts';
import { paintApart } from '../../src/chart/paint-apart.ts';
import { chartOf } from '../../src/digests/chart.ts';
import { COLORS } from '../../src/digests/chart-panel.ts';
import type { Box, Drawing, Label } from '../../src/digests/drawing.ts';
import { SPIKE, weekdays } from '../support/made-points.ts';
import { type Pixels, readPng } from '../support/png.ts';

const about = { title: 'Unhealthy pods, shop', timeZone: 'Europe/Berlin' };

const fail = (problem: string) => {
  throw new Error(problem);
};

async function pictureOf(points: typeof SPIKE, title = about.title): Promise<Pixels> {
  const chart = await drawChart(points, { ...about, title }, fail);
  return readPng(chart?.png ?? new Uint8Array());
}

function drawing(): Drawing {
  const made = chartOf(SPIKE, about);
  if (!made) throw new Error('nothing was drawn');
  return made;
}

/** How many pixels around a label's place are not the same in both. */
function differing(label: Label, one: Pixels, other: Pixels, scale: number): number {
  const width = label.text.length * label.size * 0.5;
  const left = label.x - { left: 0, middle: width / 2, right: width }[label.align];
  let count = 0;
  for (let y = Math.floor((label.y - label.size) * scale); y < label.y * scale; y++) {
    for (let x = Math.floor(left * scale); x < (left + width) * scale; x++) {
      if (one.at(x, y) !== other.at(x, y)) count += 1;
    }
  }
  return count;
}

describe('drawChart', () => {
  it('makes a PNG with words for who does not see it', async () => {
    const chart = await drawChart(SPIKE, about, fail);
    const { width, height } = readPng(chart?.png ?? new Uint8Array());
    expect([width, height]).toEqual([1200, 654]);
    expect(chart?.altText).toContain('3 now, 12 at the most (10 Nov)');
  });

  it('draws bars where the drawing has them, on a card with transparent corners', async () => {
    const made = drawing();
    const picture = readPng(await paintApart(made));
    const middle = ({ x, y, width, height }: Box) =>
      picture.at(Math.floor((x + width / 2) * made.scale), Math.floor((y + height / 2) * made.scale));
    const boxes = made.shapes.filter((shape) => shape.kind === 'box');
    const colored = boxes.filter(({ color }) => color === COLORS.unwell || color === COLORS.restarts);
    expect(colored.map(middle)).toEqual(colored.map(({ color }) => color));
    expect(picture.at(0, 0)).toBe('transparent');
    expect(picture.at(600, 15)).toBe(COLORS.card);
  });

  it('writes every label, without any font of the machine', async () => {
    const made = drawing();
    const shapes = made.shapes.filter(({ kind }) => kind === 'box');
    const [written, bare] = [await paintApart(made), await paintApart({ ...made, shapes })].map(readPng);
    if (!written || !bare) throw new Error('nothing was painted');
    for (const label of made.shapes.filter((shape) => shape.kind === 'label')) {
      const least = label.text.length * label.size * made.scale * 0.5;
      expect(differing(label, written, bare, made.scale), label.text).toBeGreaterThan(least);
    }
  });

  it.each([
    ['large numbers', weekdays([[88_888, 8_888_888], [99_999], [88_888, 888_888]]), about.title],
    ['a long title', SPIKE, 'WWWWWWWWWW '.repeat(20)],
  ])('keeps the edge of the card free: %s', async (_, points, title) => {
    const picture = await pictureOf(points, title);
    const edge = [1_170, 1_180, 1_190].flatMap((x) =>
      Array.from({ length: picture.height - 60 }, (_unused, y) => picture.at(x, y + 30)),
    );
    expect([...new Set(edge)]).toEqual([COLORS.card]);
  });

  it('writes a question mark for what the font does not have', async () => {
    const [known, unknown] = [
      await drawChart(SPIKE, { ...about, title: '?? <b>&amp; ?' }, fail),
      await drawChart(SPIKE, { ...about, title: '汉字 <b>&amp; 🎉' }, fail),
    ];
    expect(Buffer.compare(known?.png ?? Buffer.of(0), unknown?.png ?? Buffer.of(1))).toBe(0);
  });

  it('draws several that are asked for at once', async () => {
    const charts = await Promise.all(
      ['one', 'two', 'three'].map((title) => drawChart(SPIKE, { ...about, title }, fail)),
    );
    expect(new Set(charts.map((chart) => Buffer.from(chart?.png ?? []).toString('base64'))).size).toBe(3);
  });

  it('draws nothing of a single digest, which is no problem', async () => {
    expect(await drawChart(SPIKE.slice(0, 1), about, fail)).toBeUndefined();
  });

  it('paints the next one after one that could not be painted', async () => {
    const problems: string[] = [];
    const tooLarge = paintApart({ width: 1e9, height: 1e9, scale: 1, shapes: [] });
    await tooLarge.catch((error) => problems.push(String(error)));
    expect(problems).toEqual([expect.stringMatching(/Error/)]);
    expect((await pictureOf(SPIKE)).width).toBe(1200);
  });
});
