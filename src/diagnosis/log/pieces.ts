import type { LogLine } from '../snapshot.ts';
import { readJson } from './json-record.ts';
import { type Level, splitLevel } from './level.ts';
import { readKlog, readLogfmt } from './structured.ts';

/** One text to judge: a line, or one of the several texts of a structured line. */
export interface Piece {
  /** Index among the lines that were given. */
  readonly index: number;
  /** The line as it was, without colours and cut. */
  readonly line: string;
  /** The message without time, level and logger. */
  readonly text: string;
  /** What rows may match besides: the whole line where it is plain text. */
  readonly whole: string;
  /** The whole in lower case. */
  readonly lower: string;
  readonly level: Level;
  /** Number of texts of the same line before this one. */
  readonly part: number;
}

/** Longer lines are cut before they are judged, longer logs before they are read: both are bounded work. */
const LONGEST_LINE = 4000;
/** A structured line is only whole with its stack in it. */
const LONGEST_RECORD = 32_000;
const LONGEST_LOG = 1_500_000;
const MOST_LINES = 10_000;

/** The log's lines as texts with a level; blank ones are kept, they part stack traces. */
export function readPieces(lines: readonly LogLine[]): readonly Piece[] {
  const start = firstWithin(lines);
  const texts = lines.slice(start).map(({ text }) => clean(text));
  const ungroup = texts.some((text) => GROUP.test(text)) ? withoutMargin : (text: string) => text;
  const pieces = texts.flatMap((text, offset) => piecesOf(text, start + offset, ungroup));
  return pieces.map((piece, at) => underHeader(pieces[at - 1], piece));
}

const GROUP = /^ {2}\+ Exception Group Traceback /;

/** Python draws the errors of a group as a tree (https://docs.python.org/3/library/exceptions.html#exception-groups). */
function withoutMargin(text: string): string {
  return text.replace(/^ {2,}(?:\+ (?=Exception Group )|(?:\| ?|\+[-+]{2,}[-+ \d.]*)+)/, '');
}

/** Loggers that write a header of its own (.NET's) give what stands below its level. */
function underHeader(above: Piece | undefined, piece: Piece): Piece {
  if (above?.text !== '' || above.level === 'none') return piece;
  if (piece.level !== 'none' || !/^\s+\S/.test(piece.text)) return piece;
  return { ...piece, level: above.level, text: piece.text.trim() };
}

/** The end of a log says why it ended, so what is too much is left out at the start. */
function firstWithin(lines: readonly LogLine[]): number {
  let budget = LONGEST_LOG;
  let index = lines.length;
  while (index > 0 && budget > 0 && lines.length - index < MOST_LINES) {
    index--;
    budget -= Math.min((lines[index] as LogLine).text.length, LONGEST_RECORD);
  }
  return index;
}

/** Without colours and control characters, cut. */
function clean(text: string): string {
  return text
    .slice(0, LONGEST_RECORD)
    .replace(/\x1b\[[0-9;?]{0,20}[A-Za-z]/g, '')
    .replace(/[\x00-\x08\x0b-\x1f\x7f]/g, '')
    .trimEnd();
}

/** What the container's runtime answers instead of a log that it no longer has. */
const NO_LOG = /^(?:unable to retrieve container logs for |failed to try resolving symlinks in path )/;

function piecesOf(record: string, index: number, ungroup: (text: string) => string): readonly Piece[] {
  const line = record.slice(0, LONGEST_LINE);
  if (NO_LOG.test(line)) return [piece(index, line, '', 'none', 0, '')];
  const said = readJson(record) ?? readKlog(line) ?? readLogfmt(line);
  if (said) {
    return said.texts
      .map((text) => text.slice(0, LONGEST_LINE))
      .map((text, part) => piece(index, line, text, said.level, part, text));
  }
  // an indented line goes on with what the line above said, a line of a table of `Key : value` too
  if (/^\s(?!\s*\d{4}-\d\d-\d\d)|^Message {2,8}: /.test(line)) {
    return [piece(index, line, ungroup(line), 'none', 0)];
  }
  const { level, message } = splitLevel(line);
  return [piece(index, line, message, level, 0)];
}

function piece(index: number, line: string, text: string, level: Level, part: number, whole = line): Piece {
  return { index, line, text, whole, lower: whole.toLowerCase(), level, part };
}
