import type { Course } from './course.ts';
import { isRetry } from './noise.ts';
import type { Candidate } from './score.ts';
import { WEIGHT } from './signature.ts';

/** So many blocks after a warning the failure that it led to is reported. */
const WITHIN = 3;

/**
 * Indices of the blocks that say at a mild level why the next ones fail: a library warns that the connection was
 * refused, then the framework reports at ERROR only that a bean could not be made.
 */
export function precursorsOf(found: readonly Candidate[], course: Course): ReadonlySet<number> {
  const precursors = found.filter((one, n) => tells(one) && isFollowed(one, found.slice(n + 1), course));
  return new Set(precursors.map(({ at }) => at));
}

/** A reason of its own; what is tried again isn't why the program ends. */
function tells({ level, match }: Candidate): boolean {
  const { weight, cause } = match.signature;
  const isReason = weight >= WEIGHT.vague && cause !== 'application-error';
  return level === 'warning' && isReason && !isRetry(match.piece.text);
}

/** The next failure, with no ordinary work in between, says only that something failed. */
function isFollowed({ at }: Candidate, next: readonly Candidate[], { work }: Course): boolean {
  const first = next.find(({ level }) => level === 'error' || level === 'fatal' || level === 'none');
  if (!first || first.at - at > WITHIN || first.match.signature.weight > WEIGHT.exception) return false;
  return work[first.at - 1] === work[at];
}
