import { isFrame } from './blocks.ts';
import { isAftermath, isConsequence, isShutdown } from './noise.ts';
import { readPieces } from './pieces.ts';

/** The last line that says more than that the program ends, of a log that tells no reason in words that are known. */
export function lastWords(lines: readonly string[]): string | undefined {
  const pieces = readPieces(lines.map((text) => ({ text }))).filter(({ text }) => text.trim() !== '');
  const noise = [isFrame, isShutdown, isConsequence, isAftermath];
  const telling = pieces.findLast((piece) => !noise.some((is) => is(piece)));
  return (telling ?? pieces.at(-1))?.line;
}
