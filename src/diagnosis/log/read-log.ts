import type { Confidence, Params } from '../finding.ts';
import type { LogLine } from '../snapshot.ts';
import { type Block, groupBlocks } from './blocks.ts';
import { courseOf } from './course.ts';
import { enrich } from './enrich.ts';
import { excerptOf } from './excerpt.ts';
import { ownFrames } from './frames.ts';
import { chooseMatch, type Match, matchBlock } from './match.ts';
import { migrationBefore } from './migration.ts';
import { type Piece, readPieces } from './pieces.ts';
import { levelOfBlock, type Rated, rate } from './score.ts';
import { shapeOf } from './shape.ts';
import { type LogCause, WEIGHT } from './signature.ts';

export type { LogCause } from './signature.ts';

/** A line of a container's log that says why it died, with what it names. */
export interface LogReading {
  readonly cause: LogCause;
  readonly confidence: Confidence;
  /** The decisive line, without colours, cut at 4,000 characters. */
  readonly line: string;
  /** Its index in the given lines. */
  readonly index: number;
  /** The decisive line with what belongs to it, at most 12 lines in the log's order. */
  readonly excerpt: readonly string[];
  /** How many lines of the log have the same shape (ids, numbers, times blanked). */
  readonly count: number;
  /** Id of the row that matched. */
  readonly signature: string;
  /** What it names: host, port (a number), reason, path, variable, … and always message. */
  readonly params: Params;
}

export interface LogContext {
  /** How the run ended; absent while it is running. */
  readonly exitCode?: number;
}

const MOST_READINGS = 10;
/** Below it a line says too little to speak of; after a failure even a hint is worth showing. */
const LEAST_SCORE = 24;
const LEAST_SCORE_MILD = 5;
const LEAST_SCORE_FAILED = -10;
const STEADY_COUNT = 10;

/** The best reading, or undefined when the log says nothing telling. */
export function readLog(lines: readonly LogLine[], context: LogContext = {}): LogReading | undefined {
  return readLogAll(lines, context)[0];
}

/** All readings, the most telling first, one for each shape of line, at most ten. */
export function readLogAll(lines: readonly LogLine[], context: LogContext = {}): readonly LogReading[] {
  const pieces = readPieces(lines);
  const blocks = groupBlocks(pieces);
  const counts = countShapes(pieces);
  const ranked = ratedOf(blocks, counts)
    .filter((rated) => rated.score >= leastScore(rated, context))
    .sort((a, b) => b.score - a.score || a.at - b.at);
  const shapes = new Set<string>();
  const distinct = ranked.filter(({ match }) => {
    const shape = `${match.piece.part} ${shapeOf(match.piece.line)}`;
    return !shapes.has(shape) && shapes.add(shape);
  });
  return distinct.slice(0, MOST_READINGS).map((rated) => toReading(rated, blocks, counts));
}

/** A run that ended well or by SIGKILL or SIGTERM: its log need not know of a reason. */
const NO_OWN_FAULT: readonly number[] = [0, 137, 143];

function leastScore({ level, match }: Rated, { exitCode }: LogContext): number {
  if (exitCode === undefined || NO_OWN_FAULT.includes(exitCode)) {
    return match.signature.weight > WEIGHT.hint ? LEAST_SCORE : Number.POSITIVE_INFINITY;
  }
  return level === 'warning' || level === 'info' || level === 'debug' ? LEAST_SCORE_MILD : LEAST_SCORE_FAILED;
}

function ratedOf(blocks: readonly Block[], counts: ReadonlyMap<string, number>): readonly Rated[] {
  const found = blocks.flatMap((block, at) => {
    const matches = matchBlock(block);
    const match = chooseMatch(block, matches);
    return match ? [{ block, at, match, matches, level: levelOfBlock(block) }] : [];
  });
  const known = found.filter(({ level, match }) => level !== 'info' && match.signature.weight > WEIGHT.hint);
  const course = courseOf(blocks, new Set(known.map(({ at }) => at)));
  return found.map((candidate) => {
    const count = counts.get(shapeOf(candidate.match.piece.line)) as number;
    return rate(candidate, course, count >= STEADY_COUNT && count * 2 > blocks.length, blocks);
  });
}

function countShapes(pieces: readonly Piece[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { line, part } of pieces) {
    if (part === 0) counts.set(shapeOf(line), (counts.get(shapeOf(line)) ?? 0) + 1);
  }
  return counts;
}

function toReading(rated: Rated, blocks: readonly Block[], counts: ReadonlyMap<string, number>): LogReading {
  const { block, match, confidence } = rated;
  const { params, from } = enrich(rated, blocks);
  const [frame] = ownFrames(block);
  const migration = migrationBefore(rated, blocks);
  return {
    cause: migration ? 'migration-failed' : match.signature.cause,
    confidence,
    line: match.piece.line,
    index: match.piece.index,
    excerpt: excerptOf(match.piece, block, from),
    count: counts.get(shapeOf(match.piece.line)) as number,
    signature: match.signature.id,
    params: {
      message: messageOf(match),
      ...(placeOf(match, block) ?? frame?.params),
      ...migration,
      ...params,
    },
  };
}

const PLACE =
  /(?<file>(?:\/|\.\/|\b)[\w./@-]{0,200}\.[A-Za-z]\w{0,9})["']?(?:,? (?:on |at )?line |:|\()(?<row>\d{1,9})\b/;
/** YAML's parsers name the place on the line below. */
const PLACE_WITHIN = 3;
const ROW = /\b(?:row|line|record) #?(?<row>\d{1,12})\b/i;

/** Where in its input or its own files a program says that something is wrong. */
function placeOf({ piece, signature }: Match, block: Block): Params | undefined {
  // elsewhere `db.internal:5432` is an endpoint and `line 3` the shell's
  if (signature.cause !== 'application-error' && signature.cause !== 'configuration-missing')
    return undefined;
  const at = block.said.indexOf(piece);
  const texts = block.said.slice(at, at + PLACE_WITHIN).map(({ text }) => text);
  const place = texts.map((text) => PLACE.exec(text)).find((found) => found !== null);
  const { file, row } = (place ?? ROW.exec(piece.text))?.groups ?? {};
  return row === undefined ? undefined : { ...(file === undefined ? {} : { file }), row: Number(row) };
}

function messageOf({ piece }: Match): string {
  return piece.text.trim().slice(0, 300);
}
