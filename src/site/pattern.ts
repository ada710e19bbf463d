import { RE2JS, RE2JSSyntaxException } from 're2js';
import { spend } from './meter.ts';

/** A regular expression that no text can make slow. */
export interface Pattern {
  /** Names of its groups. */
  readonly names: readonly string[];
  /** It fits the empty text, so it says nothing of a line. */
  readonly fitsEmpty: boolean;
  /**
   * The named groups of the first match, those that took part; undefined where nothing fits.
   * @throws Error once too much work has been done
   */
  find(text: string): Readonly<Record<string, string>> | undefined;
}

/** Why a text is no pattern, or none that may be used. */
export class PatternError extends Error {}

export const LONGEST_PATTERN = 500;
/** Instructions that a pattern may come to: each may be tried at each character. */
const LARGEST = 1_000;
/** Instructions tried at a character for one unit of work. */
const TRIED_AT_ONCE = 20;
/** What a text can name as `{name}`. */
export const PARAM = /^[A-Za-z]\w{0,40}$/;
const LONGEST_QUOTE = 40;

/**
 * Compiles a regular expression of RE2's kind (https://github.com/google/re2/wiki/Syntax).
 * @throws PatternError that says what is wrong with it
 */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_PATTERN)
    throw new PatternError(`it is longer than ${LONGEST_PATTERN} characters`);
  const compiled = compile(source);
  const size = compiled.programSize();
  if (size > LARGEST) throw new PatternError('it is too large: repeat less, or use + or *');
  const names = Object.keys(compiled.namedGroups());
  const odd = names.find((name) => !PARAM.test(name));
  if (odd !== undefined)
    throw new PatternError(`its group ${odd} is not named by a letter, then letters and digits`);
  return {
    names,
    fitsEmpty: compiled.test(''),
    find(text) {
      spend(1 + (text.length * size) / TRIED_AT_ONCE);
      const matcher = compiled.matcher(text);
      return matcher.find() ? present(matcher.getNamedGroups()) : undefined;
    },
  };
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) throw new PatternError(inWords(error));
    throw error;
  }
}

function inWords(error: RE2JSSyntaxException): string {
  const about = error.getPattern() ?? '';
  const quoted = about.length > LONGEST_QUOTE ? `${about.slice(0, LONGEST_QUOTE)}…` : about;
  // What people bring from other engines: (?=…), (?<=…) and (?<!…), \1.
  const isForeign = /^(?:\(\?<?[=!]|\\[1-9k])/.test(about);
  const why = isForeign ? '; patterns are those of RE2, which has no lookaround and no backreferences' : '';
  return `${error.getDescription()}${quoted === '' ? '' : `: "${quoted}"`}${why}`;
}

function present(groups: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  const entries = Object.entries(groups);
  return Object.fromEntries(entries.flatMap(([name, text]) => (text === null ? [] : [[name, text]])));
}
