import { counted } from '../../diagnosis/counted.ts';
import type { Gap } from '../../diagnosis/diagnosis.ts';
import { type Block, bold, bullets, line, plain, rich } from './block-kit.ts';
import type { Part } from './fit-blocks.ts';

const MOST_GAPS = 5;

/** What could not be read, and why: it weakens the answer and is said. */
export function gapsPart(gaps: readonly Gap[] | undefined, importance = 4): readonly Part[] {
  if (gaps === undefined || gaps.length === 0) return [];
  const blocks = (count: number): readonly Block[] => {
    const items = gaps
      .slice(0, count)
      .map(({ what, reason, message }) =>
        line(plain(`${what}: ${reason}`, 200), plain(` (${message})`, 300)),
      );
    const rest = gaps.length - items.length;
    const more = rest > 0 ? [line(plain(`and ${rest} more`))] : [];
    return [rich(line(bold('Not seen')), bullets([...items, ...more]))];
  };
  return [{ importance, variants: [blocks(MOST_GAPS), blocks(1)], leftOut: counted(gaps.length, 'gap') }];
}
