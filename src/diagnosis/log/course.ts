import type { Block } from './blocks.ts';
import { isFinished, isProgress, isRecovery, isShutdown, isSignalled } from './noise.ts';
import type { Piece } from './pieces.ts';

/** So many lines of ordinary work after an error mean that it was survived. */
const MUCH_WORK = 5;
const LONG_RUN = 20;
const END_WITHIN = 4;
const RECOVERY_WITHIN = 200;

/** What goes on in the log, counted once so that every candidate is judged in constant time. */
export interface Course {
  /** Number of blocks of ordinary work up to and including each. */
  readonly work: readonly number[];
  /** Index of the next block from each on that says that something works (again). */
  readonly recovery: readonly number[];
  /** Index of the next block from each on that speaks of the end: a shutdown, a fatal line. */
  readonly end: readonly number[];
  /** Index of the last block that tells of a signal to end, behind all when none does. */
  readonly signalled: number;
}

/** `known` are the blocks that may be the reason themselves: they are no work. */
export function courseOf(blocks: readonly Block[], known: ReadonlySet<number>, failed: boolean): Course {
  const isGood = (piece: Piece) => isRecovery(piece) || (!failed && isFinished(piece));
  const work: number[] = [];
  let count = 0;
  for (const [at, { pieces }] of blocks.entries()) {
    if (!known.has(at) && pieces.slice(0, 1).some(isProgress) && !isWrapped(blocks, at)) count++;
    work.push(count);
  }
  const signalled = blocks.findLastIndex(({ pieces }) => pieces.some(isSignalled));
  return {
    work,
    signalled: signalled < 0 ? blocks.length : signalled,
    recovery: nextIndex(blocks, ({ pieces }, at) => !known.has(at) && pieces.some(isGood)),
    end: nextIndex(blocks, ({ pieces }) =>
      pieces.some((piece) => piece.level === 'fatal' || isShutdown(piece)),
    ),
  };
}

const LEAST_WRAPPED = 30;

/** A sentence over several lines explains something: that is no work. */
function isWrapped(blocks: readonly Block[], at: number): boolean {
  const [before, here, after] = [at - 1, at, at + 1].map((index) => blocks[index]?.pieces.at(-1)?.line ?? '');
  return goesOn(here as string, after as string) || goesOn(before as string, here as string);
}

function goesOn(line: string, next: string): boolean {
  return (
    line.length >= LEAST_WRAPPED && /^[A-Za-z'"`].*[\w,)'"`]$/.test(line) && /^[a-z`'"][\w.,]* \w/.test(next)
  );
}

function nextIndex(blocks: readonly Block[], fits: (block: Block, at: number) => boolean): readonly number[] {
  const next: number[] = new Array(blocks.length + 1).fill(Number.POSITIVE_INFINITY);
  for (const [back, block] of [...blocks].reverse().entries()) {
    const at = blocks.length - 1 - back;
    next[at] = fits(block, at) ? at : (next[at + 1] as number);
  }
  return next;
}

/**
 * How the program went on after a block: `ended` when its end is spoken of right after, `to-its-end` when hardly
 * anything follows, `working` and `long` when it went on, `recovered` when something is said to work again.
 */
export function aftermathOf(
  at: number,
  course: Course,
): { readonly kind: 'to-its-end' | 'ended' | 'working' | 'long' | 'recovered'; readonly worked: number } {
  const worked = (course.work.at(-1) as number) - (course.work[at] as number);
  // what follows the beginning of a shutdown is its chatter, however much there is of it
  const end = course.end[at + 1] as number;
  const recovery = course.recovery[at + 1] as number;
  const soon = end - at <= END_WITHIN || course.work[end] === course.work[at];
  if (soon && end <= recovery) return { kind: 'ended', worked: 0 };
  if (recovery - at <= RECOVERY_WITHIN) return { kind: 'recovered', worked };
  if (worked >= LONG_RUN) return { kind: 'long', worked };
  return { kind: worked >= MUCH_WORK ? 'working' : 'to-its-end', worked };
}
