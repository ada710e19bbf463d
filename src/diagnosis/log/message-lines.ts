import type { Piece } from './pieces.ts';

const FURTHEST = 8;
const HEAD = /(?:^|[\s.$])\w{1,80}(?:Exception|Error)(?:: |$)/;
const FRAME = /^\s+at \S|^Caused by: /;

/** Whether a plain line stands between an exception and its first frame: its message has several lines. */
export function isWithinMessage(pieces: readonly Piece[], at: number): boolean {
  if (!isPlain(pieces[at])) return false;
  const below = pieces.slice(at + 1, at + 1 + FURTHEST);
  const frame = below.findIndex(({ text }) => FRAME.test(text));
  if (frame < 0 || !below.slice(0, frame).every(isPlain)) return false;
  const above = pieces.slice(Math.max(0, at - FURTHEST), at).reverse();
  const head = above.findIndex(({ text }) => HEAD.test(text));
  return head >= 0 && above.slice(0, head).every((piece) => isPlain(piece) && !FRAME.test(piece.text));
}

/** Neither a logger nor a clock wrote anything before it. */
function isPlain(piece: Piece | undefined): boolean {
  return piece?.level === 'none' && piece.part === 0 && piece.text === piece.line;
}
