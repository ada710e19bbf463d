import type { Block } from './blocks.ts';
import { ownFrames } from './frames.ts';
import type { Piece } from './pieces.ts';

const OWN_FRAMES = 3;
const HEAD = 3;
const AROUND = 3;
const MOST = 12;

/**
 * The decisive line with what belongs to it, in the log's order: how the trace begins, the root of its chain, a few of
 * the program's own frames, the lines that named what it doesn't name itself.
 */
export function excerptOf(
  decisive: Piece,
  block: Block,
  from: readonly Piece[],
  before: Block | undefined,
): readonly string[] {
  const at = block.said.indexOf(decisive);
  const chosen = new Map<number, string>([[decisive.index, decisive.line]]);
  const frames = ownFrames(block);
  const wanted = [
    ...from,
    ...block.said.slice(0, HEAD),
    ...block.said.slice(Math.max(0, at - 1), at + AROUND),
    ...frames.slice(0, OWN_FRAMES).map(({ piece }) => piece),
    // what the program was about often names the file or the job
    ...(before?.said ?? []).slice(-1),
  ];
  for (const piece of wanted) {
    if (chosen.size < MOST) chosen.set(piece.index, piece.line);
  }
  return [...chosen].sort(([a], [b]) => a - b).map(([, line]) => line);
}
