import { headOf, tailOf } from '../limits.ts';
import { type Block, context, preformatted, rich } from './block-kit.ts';
import type { Part } from './fit-blocks.ts';
import { type RenderedFile, type RenderOptions, textFile } from './rendered.ts';

/** Characters of a long text that stand in the message; the whole of it goes into the thread. */
const INLINE_CHARACTERS = 2500;

/** Said of what the message doesn't hold. */
export const IN_FILE = 'all of it is in the file in this thread';
/** A message that one person sees has no thread to put a file into. */
export const NO_FILE = 'all of it comes as a file where podwhy is a member of the channel';

interface LongText {
  readonly lines: readonly string[];
  /** `web-1.log`. */
  readonly fileName: string;
  readonly title: string;
  /** Which end of it tells more. */
  readonly keep: 'start' | 'end';
  /** Characters of a long one that stand in the message. */
  readonly excerpt?: number;
  /** What the file holds more than the message, e.g. the time of each line. */
  readonly fileLines?: readonly string[];
}

interface LongTextParts {
  readonly parts: readonly Part[];
  readonly files: readonly RenderedFile[];
}

/** A text in a box; a long one as an excerpt, and as a file for the thread. */
export function longText(text: LongText, { ephemeral = false }: RenderOptions): LongTextParts {
  const { lines, keep, fileLines = lines, excerpt: most = INLINE_CHARACTERS } = text;
  const whole = lines.join('\n');
  if (whole.length <= INLINE_CHARACTERS)
    return { parts: [{ importance: 1, variants: [[rich(preformatted(whole))]] }], files: [] };
  const excerpt = (room: number): readonly Block[] => {
    const shown = keep === 'end' ? tailOf(lines, room) : headOf(lines, room);
    const which = keep === 'end' ? 'The last' : 'The first';
    const note = `${which} ${shown.length} of ${lines.length} lines; ${ephemeral ? NO_FILE : IN_FILE}.`;
    return [rich(preformatted(shown.join('\n'))), context(note)];
  };
  return {
    parts: [{ importance: 1, variants: [excerpt(most), excerpt(Math.min(most, 800))] }],
    files: ephemeral ? [] : [textFile(text.fileName, text.title, fileLines.join('\n'))],
  };
}
