import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, context, line, plain, rich } from '../../../src/slack/blocks/block-kit.ts';
import { fitBlocks, type Part, part, sizeOf } from '../../../src/slack/blocks/fit-blocks.ts';
import { MESSAGE } from '../../../src/slack/limits.ts';

function lineOf(text: string): Block {
  return rich(line(plain(text)));
}

test('room goes to what is important, and the message keeps its order', () => {
  const [a, b, c] = [lineOf('a'.repeat(3000)), lineOf('b'.repeat(3000)), lineOf('c'.repeat(3000))];
  const blocks = fitBlocks([part(1, [a]), part(3, [b], '3 more findings'), part(2, [c])]);
  expect(blocks).toEqual([a, c, context('No room here for: 3 more findings.')]);
});

test('a part shrinks before it is left out', () => {
  const short = lineOf('short');
  const parts: readonly Part[] = [
    part(0, [lineOf('x'.repeat(3000)), lineOf('x'.repeat(3000))]),
    { importance: 1, variants: [[lineOf('y'.repeat(3000))], [short]] },
  ];
  expect(fitBlocks(parts).at(-1)).toEqual(short);
});

test('blocks of more than 50 are left out and said', () => {
  const blocks = fitBlocks(
    Array.from({ length: 80 }, (_, index) => part(1, [lineOf(String(index))], 'more lines')),
  );
  expect(blocks.length).toBe(50);
  expect(blocks.at(-1)).toEqual(context('No room here for: more lines.'));
});

test('whatever the parts, the whole keeps to its capacity', () => {
  const parts = fc.array(
    fc.record({
      importance: fc.integer({ min: 0, max: 4 }),
      variants: fc.array(
        fc.array(fc.string({ maxLength: 4000, unit: 'grapheme' }).map(lineOf), { maxLength: 8 }),
      ),
      leftOut: fc.string({ maxLength: 400 }),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(parts, (some) => {
      const { blocks, characters, bytes } = sizeOf(fitBlocks(some));
      expect(blocks).toBeLessThanOrEqual(MESSAGE.blocks);
      expect(characters).toBeLessThanOrEqual(MESSAGE.characters);
      expect(bytes).toBeLessThanOrEqual(MESSAGE.bytes);
    }),
    { numRuns: 40 },
  );
});
