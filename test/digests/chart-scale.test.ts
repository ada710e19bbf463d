import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortNumber, ticksFor } from '../../src/digests/chart-scale.ts';

describe('ticksFor', () => {
  it.each([
    [0, [0]],
    [1, [0, 1]],
    [3, [0, 3]],
    [7, [0, 4, 8]],
    [9, [0, 5, 10]],
    [12, [0, 6, 12]],
    [13, [0, 15]],
    [88, [0, 50, 100]],
    [12_345, [0, 7_500, 15_000]],
  ])('is round for %i', (most, ticks) => {
    expect(ticksFor(most)).toEqual(ticks);
  });

  it('is of whole numbers that end at or above the highest value, not far from it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (most) => {
        const ticks = ticksFor(most);
        const top = ticks.at(-1) ?? 0;
        return ticks.every(Number.isInteger) && ticks[0] === 0 && top >= most && top <= most * 1.5;
      }),
    );
  });
});

describe('shortNumber', () => {
  it.each([
    [0, '0'],
    [12_345, '12,345'],
    [123_456, '123.5K'],
    [1_234_567, '1.2M'],
  ])('writes %i as %s', (value, text) => {
    expect(shortNumber(value)).toBe(text);
  });
});
