import type { Confidence } from '../finding.ts';
import type { Block } from './blocks.ts';
import { aftermathOf, type Course } from './course.ts';
import type { Level } from './level.ts';
import type { Match } from './match.ts';
import {
  isCaughtPanic,
  isConsequence,
  isHarmless,
  isOneRequest,
  isOneSession,
  isRetry,
  isSpared,
  isTelemetry,
} from './noise.ts';
import { WEIGHT } from './signature.ts';

/** A block that the tables know. */
export interface Candidate {
  readonly block: Block;
  /** Its index among the blocks. */
  readonly at: number;
  readonly match: Match;
  readonly matches: readonly Match[];
  readonly level: Level;
}

/** A candidate with its weight against the others. */
export interface Rated extends Candidate {
  readonly score: number;
  readonly confidence: Confidence;
}

const LEVEL: Readonly<Record<Level, number>> = {
  fatal: 15,
  error: 5,
  none: 5,
  warning: -15,
  info: -30,
  debug: -45,
};
const DYING =
  /^(?:Exception in thread |panic: |fatal error: |Unhandled exception|Traceback \(most)|\b[Uu]n(?:caught|handled)\b|panicked at |\bUncaught /;
/** The last words of a program that prints its reason and ends. */
const LAST_WORDS = 10;
/** An error right ahead of the end led to it: it counts as much as the fatal line that reports the end. */
const LED_TO_END = 10;
/** What a candidate is to the rest of the log. */
export interface Standing {
  /** It says the same all the time. */
  readonly steady: boolean;
  /** It says why what is reported right after it fails. */
  readonly precursor: boolean;
}
/** What a line that ends with a colon says stands elsewhere. */
const OPEN_ENDED = 8;
/** How much less a block counts that the program outlived; less when it looked like its end. */
const OUTLIVED = {
  ended: { dying: 0, living: 0 },
  'to-its-end': { dying: 0, living: 0 },
  working: { dying: 10, living: 20 },
  long: { dying: 15, living: 30 },
  recovered: { dying: 20, living: 45 },
} as const;

/** A stack trace has the level of the message that it stands under. */
export function levelOfBlock(block: Block): Level {
  return block.pieces.find(({ level }) => level !== 'none')?.level ?? 'none';
}

/** Rates a block: what its line says, how grave the program finds it, and whether the program went on after it. */
export function rate(
  candidate: Candidate,
  course: Course,
  { steady, precursor }: Standing,
  blocks: readonly Block[],
): Rated {
  const { block, match } = candidate;
  const level = precursor ? 'error' : candidate.level;
  const session = block.pieces.some(isOneSession);
  const caught = block.pieces.some(isCaughtPanic);
  const dying =
    (level === 'fatal' && !session) ||
    (level === 'none' &&
      !caught &&
      (match.signature.dying || block.pieces.some(({ text }) => DYING.test(text))));
  const { kind, worked } = aftermathOf(candidate.at, course);
  const mild = level === 'warning' || level === 'info' || level === 'debug';
  const doubt =
    OUTLIVED[kind][dying ? 'dying' : 'living'] +
    ((caught || block.pieces.some(isOneRequest)) && !dying ? 20 : 0) +
    (session ? 60 : 0) +
    (candidate.at > course.signalled ? 40 : 0) +
    (steady && !dying ? 15 : 0) +
    (isSpared(match.piece) && !dying ? 25 : 0) +
    (!dying && match.signature.cause.startsWith('dependency-') && block.said.some(isTelemetry) ? 45 : 0) +
    (match.signature.weight <= WEIGHT.vague && isConsequence(match.piece) ? 20 : 0);
  const tint =
    LEVEL[level] +
    (dying && level === 'none' ? 12 : 0) +
    (level === 'error' && kind === 'ended' && match.signature.weight <= WEIGHT.generic ? LED_TO_END : 0) +
    (level === 'none' && match.signature.weight <= WEIGHT.hint && isLast(candidate.at, blocks)
      ? LAST_WORDS
      : 0) -
    // among warnings the latest tells most
    (mild && kind === 'to-its-end' ? worked : 0) -
    (isRetry(match.piece.text) && !dying ? 5 : 0) -
    (match.signature.weight <= WEIGHT.generic && match.piece.text.endsWith(':') ? OPEN_ENDED : 0) -
    (match.signature.weight <= WEIGHT.generic && isHarmless(match.piece.text) ? 100 : 0);
  const { confidence, weight } = match.signature;
  return {
    ...candidate,
    score: weight + tint - doubt,
    confidence: doubt > 0 || mild ? weaker(confidence) : confidence,
  };
}

function isLast(at: number, blocks: readonly Block[]): boolean {
  return blocks.slice(at + 1, at + 3).every(({ said }) => said.length === 0);
}

function weaker(confidence: Confidence): Confidence {
  return confidence === 'certain' ? 'likely' : 'possible';
}
