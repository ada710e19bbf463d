import type { SecretKind } from './secret-name.ts';
import { looksRandom } from './value.ts';

const PLAIN = /^[A-Za-z][a-z]*(?:[-_'’][A-Za-z]+)*$|^[A-Z]{2,24}$/;
// `x509: …`, `oauth2/google: …`, `ENOENT: …`: an error behind an error
const ERROR_PREFIX = /^[\w./-]{1,60}:$/;
const STATUS = new Set(
  `expired invalid missing required incorrect wrong not unauthorized forbidden denied rejected refused unknown unexpected
  mismatch malformed revoked failed failure ok okay present absent found set unchanged changed updated created deleted
  rotated loaded verified valid accepted disabled enabled hidden masked timeout error optional default string integer
  number boolean object array int type file value text bytes password token secret key name is was are must and or has
  cannot can should to in for with when while instead if the a an of from on at by does did be been flag option field
  parameter argument requires too short long weak unable could only no this that least provided specified supplied given defined authentication authorization`.split(
    /\s+/,
  ),
);

/**
 * Whether `name: words` in a text is a sentence (`failed to fetch token: serviceaccounts "x" is forbidden`) rather than
 * a pair. `before` is what stands before the name, `rest` what follows the colon on its line.
 */
export function isSentence(kind: SecretKind, before: string, rest: string): boolean {
  const words = rest.trim().split(/\s+/);
  const first = words.slice(0, 1).join('');
  const others = words.slice(1);
  const word = first.replace(/[.,;!?)\]}]+$/, '');
  if (STATUS.has(word.toLowerCase())) return true;
  if (
    ERROR_PREFIX.test(first) &&
    others.length > 0 &&
    (!looksRandom(first.slice(0, -1)) || first.length < 12)
  )
    return true;
  if (/^\d{3}$/.test(word) && others.length > 0) return true;
  if (!PLAIN.test(word)) return false;
  if (kind !== 'password')
    return followsWord(before) || (others.length > 0 && !others.slice(0, 1).some(isPair));
  return others.some((other) => STATUS.has(other.toLowerCase().replace(/[.,;:!?)]+$/, '')));
}

/** `fetch token:`, not `user=app, token:` or the start of a line. */
export function followsWord(before: string): boolean {
  return /(?:^|[\s"'(])[A-Za-z][a-z-]+ $/.test(before);
}

function isPair(word: string): boolean {
  return /^[\w.-]{1,40}[=:]/.test(word);
}

/** Whether the word behind a flag speaks about it (`--token is required`, pflag's `--token string`). */
export function isFlagProse(word: string): boolean {
  return (
    STATUS.has(word.toLowerCase().replace(/[.,;:!?)]+$/, '')) ||
    /^(?:[A-Z]{3,}(?:_[A-Z]+)*|stringArray|strings)$/.test(word)
  );
}

/** A Kubernetes object's name with its namespace: `secret=shop/db-creds`. */
export function isNamespacedName(value: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,252}\/[a-z0-9][a-z0-9.-]{0,252}$/.test(value);
}

const LONGEST_LOOK = 400;

/** What stands on the line before a place and from another one on, as far as a judgement needs it. */
export function lineAround(
  text: string,
  start: number,
  valueStart: number,
): { readonly before: string; readonly rest: string } {
  const before = text.slice(Math.max(0, start - 60), start).replace(/^.*\n/s, '');
  const rest = text.slice(valueStart, valueStart + LONGEST_LOOK).replace(/\n.*$/s, '');
  return { before, rest };
}

/** Words of letters alone to the end of the line: `passphrase: correct horse battery staple`. */
export function isPassphrase(before: string, rest: string): boolean {
  return /^[\s-]*$/.test(before) && /^[A-Za-z]{1,40}(?: [A-Za-z]{1,40}){1,12}\s*$/.test(rest);
}
