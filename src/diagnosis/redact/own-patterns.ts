import { REDACTED } from './marker.ts';

/** Regular expressions of the user's own, as written in a configuration file. */
export interface OwnPatterns {
  readonly patterns?: readonly string[];
}

/** A pattern that is not used, and why. */
export interface PatternProblem {
  readonly pattern: string;
  readonly problem: string;
}

/** Compiles the user's patterns; one that doesn't compile, matches nothing at all or could run forever is a problem. */
export function readPatterns({ patterns = [] }: OwnPatterns): {
  readonly patterns: readonly RegExp[];
  readonly problems: readonly PatternProblem[];
} {
  const read = patterns.map(readPattern);
  return {
    patterns: read.filter((result) => result instanceof RegExp),
    problems: read.filter((result): result is PatternProblem => !(result instanceof RegExp)),
  };
}

function readPattern(pattern: string): RegExp | PatternProblem {
  const compiled = compile(pattern);
  if (!(compiled instanceof RegExp)) return compiled;
  if (compiled.test('')) return { pattern, problem: 'matches the empty text' };
  if (hasNestedQuantifier(pattern)) {
    return {
      pattern,
      problem: 'repeats a group that repeats or chooses within; its time could grow without bound',
    };
  }
  return new RegExp(pattern, 'gd');
}

function compile(pattern: string): RegExp | PatternProblem {
  try {
    return new RegExp(pattern);
  } catch (error) {
    return { pattern, problem: String(error) };
  }
}

/** `(a+)+`, `(a|ab)*`: the forms behind nearly every runaway expression. */
function hasNestedQuantifier(pattern: string): boolean {
  const plain = pattern.replace(/\\./g, 'x').replace(/\[[^\]]*\]/g, 'x');
  const open: boolean[] = [];
  for (let index = 0; index < plain.length; index++) {
    const char = plain.charAt(index);
    if (char === '(') open.push(false);
    const repeats = /[*+{]/.test(char);
    if (repeats || char === '|') open.fill(true);
    if (char === ')' && open.pop() === true && /[*+{]/.test(plain.charAt(index + 1))) return true;
  }
  return false;
}

/** Hides what the patterns find: the first group where there is one, else all of it. Never looks into a marker. */
export function hideOwn(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce(
    (left, pattern) =>
      left
        .split(REDACTED)
        .map((piece) => hideIn(piece, pattern))
        .join(REDACTED),
    text,
  );
}

function hideIn(piece: string, pattern: RegExp): string {
  let result = '';
  let done = 0;
  for (const found of piece.matchAll(pattern)) {
    const [start, end] = found.indices?.[1] ?? [found.index, found.index + found[0].length];
    if (end === start) continue;
    result += piece.slice(done, start) + REDACTED;
    done = end;
  }
  return result + piece.slice(done);
}
