import type { Confidence, Params } from '../finding.ts';
import type { LogLine } from '../snapshot.ts';
import { type Block, groupBlocks } from './blocks.ts';
import { courseOf } from './course.ts';
import { endpointOf } from './endpoint.ts';
import { enrich } from './enrich.ts';
import { excerptOf } from './excerpt.ts';
import { ownFrames } from './frames.ts';
import { chooseMatch, type Match, matchBlock } from './match.ts';
import { migrationBefore } from './migration.ts';
import { isAftermath, isConsequence } from './noise.ts';
import { readPieces } from './pieces.ts';
import { precursorsOf } from './precursor.ts';
import { countShapes, type Repeats, timeOf } from './repeats.ts';
import { type Candidate, levelOfBlock, type Rated, rate } from './score.ts';
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
  /** When the first of these lines was written, to the second; absent when nothing tells. */
  readonly since?: string;
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

/** Several playbooks read the same log, and again in each pass: the lines are the same object, the reading is kept. */
const READ = new WeakMap<readonly LogLine[], Map<number | undefined, readonly LogReading[]>>();

/** All readings, the most telling first, one for each shape of line, at most ten. */
export function readLogAll(lines: readonly LogLine[], context: LogContext = {}): readonly LogReading[] {
  const kept = READ.get(lines) ?? new Map<number | undefined, readonly LogReading[]>();
  const readings = kept.get(context.exitCode) ?? readAnew(lines, context);
  READ.set(lines, kept.set(context.exitCode, readings));
  return readings;
}

function readAnew(lines: readonly LogLine[], context: LogContext): readonly LogReading[] {
  const pieces = readPieces(lines);
  const blocks = groupBlocks(pieces);
  const log: Log = { lines, blocks, shapes: countShapes(pieces) };
  const isFailure = !hasNoOwnFault(context);
  const ranked = ratedOf(log, isFailure)
    .filter((rated) => rated.score >= leastScore(rated, isFailure))
    .sort((a, b) => b.score - a.score || a.at - b.at);
  const shapes = new Set<string>();
  const distinct = ranked.filter(({ match }) => {
    const shape = `${match.piece.part} ${shapeOf(match.piece.line)}`;
    return !shapes.has(shape) && shapes.add(shape);
  });
  return distinct.slice(0, MOST_READINGS).map((rated) => toReading(rated, log));
}

/** A run that ended well or by SIGKILL or SIGTERM: its log need not know of a reason. */
const NO_OWN_FAULT: readonly number[] = [0, 137, 143];

function hasNoOwnFault({ exitCode }: LogContext): boolean {
  return exitCode === undefined || NO_OWN_FAULT.includes(exitCode);
}

function leastScore({ level, match }: Rated, isFailure: boolean): number {
  if (!isFailure) {
    return match.signature.weight > WEIGHT.hint ? LEAST_SCORE : Number.POSITIVE_INFINITY;
  }
  return level === 'warning' || level === 'info' || level === 'debug' ? LEAST_SCORE_MILD : LEAST_SCORE_FAILED;
}

function ratedOf({ blocks, shapes }: Log, isFailure: boolean): readonly Rated[] {
  const found = blocks.flatMap((block, at) => {
    const matches = matchBlock(block);
    const match = chooseMatch(block, matches);
    return match && !tellsOnlyTheEnd(match)
      ? [{ block, at, match, matches, level: levelOfBlock(block) }]
      : [];
  });
  const known = found.filter(({ level, match }) => level !== 'info' && match.signature.weight > WEIGHT.hint);
  const course = courseOf(blocks, new Set(known.map(({ at }) => at)), isFailure);
  const precursors = precursorsOf(found, course);
  return found.map((candidate) => {
    const { count } = repeatsOf(candidate, shapes);
    const steady = count >= STEADY_COUNT && count * 2 > blocks.length;
    return rate(candidate, course, { steady, precursor: precursors.has(candidate.at) }, blocks);
  });
}

/** A line that no row of its own knows and that says no more than that it ends: the line before it is the reason. */
function tellsOnlyTheEnd({ piece, signature }: Match): boolean {
  return isAftermath(piece) || (signature.weight <= WEIGHT.hint && isConsequence(piece));
}

/** What the log is read from, at hand. */
interface Log {
  readonly lines: readonly LogLine[];
  readonly blocks: readonly Block[];
  readonly shapes: ReadonlyMap<string, Repeats>;
}

function repeatsOf({ match }: Candidate, shapes: ReadonlyMap<string, Repeats>): Repeats {
  return shapes.get(shapeOf(match.piece.line)) as Repeats;
}

function toReading(rated: Rated, { lines, blocks, shapes }: Log): LogReading {
  const { count, first } = repeatsOf(rated, shapes);
  const since = timeOf(lines[first] as LogLine);
  const { block, match, confidence } = rated;
  const { params, from } = enrich(rated, blocks);
  const [frame] = ownFrames(block);
  const migration = migrationBefore(rated, blocks);
  return {
    cause: migration ? 'migration-failed' : match.signature.cause,
    confidence,
    line: match.piece.line,
    index: match.piece.index,
    excerpt: excerptOf(match.piece, block, from, blocks[rated.at - 1]),
    count,
    ...(since === undefined ? {} : { since }),
    signature: match.signature.id,
    params: {
      message: messageOf(match, block),
      ...(placeOf(match, block) ?? frame?.params),
      ...migration,
      ...params,
    },
  };
}

const PLACE =
  /(?<file>(?:\/|\.\/|\b)[\w./@-]{0,200}(?:\.[A-Za-z]\w{0,9}|\b[A-Z]\w{1,30}file))["']?(?:,? (?:on |at )?line |:|\()(?<row>\d{1,9})\b/;
/** YAML's parsers name the place on the line below. */
const PLACE_WITHIN = 3;
const ROW = /\b(?:row|line|record) #?(?<row>\d{1,12})\b/i;

/** Compilers and clients of databases begin the line with it. */
const LEADING_PLACE = /^(?:[\w-]{1,20}: ?)?(?<file>\/[\w./@-]{1,200}\.[A-Za-z]\w{0,9}):(?<row>\d{1,9}):/;

/** Where in its input or its own files a program says that something is wrong. */
function placeOf({ piece, signature }: Match, block: Block): Params | undefined {
  // elsewhere `db.internal:5432` is an endpoint and `line 3` the shell's
  if (signature.cause !== 'application-error' && signature.cause !== 'configuration-missing')
    return undefined;
  const at = block.said.indexOf(piece);
  const texts = block.said.slice(at, at + PLACE_WITHIN).map(({ text }) => text);
  const place = texts.map((text) => PLACE.exec(text)).find((found) => found && !isEndpoint(found[0]));
  const { file, row } = (place ?? LEADING_PLACE.exec(piece.line) ?? ROW.exec(piece.text))?.groups ?? {};
  return row === undefined ? undefined : { ...(file === undefined ? {} : { file }), row: Number(row) };
}

function isEndpoint(text: string): boolean {
  return text.startsWith('//') || endpointOf(text) !== undefined;
}

/** With the line below where the message ends with a colon. */
function messageOf({ piece }: Match, { said }: Block): string {
  const next = piece.text.endsWith(':') ? said[said.indexOf(piece) + 1] : undefined;
  return [piece, ...(next ? [next] : [])]
    .map(({ text }) => text.trim())
    .join(' ')
    .slice(0, 300);
}
