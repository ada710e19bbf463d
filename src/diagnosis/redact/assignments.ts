import { headerCut } from './headers.ts';
import { type Cut, cutRange, type Key } from './key.ts';
import { REDACTED } from './marker.ts';
import { followsWord, isFlagProse, isNamespacedName, isPassphrase, isSentence, lineAround } from './prose.ts';
import { secretKind } from './secret-name.ts';
import { bareEnd, isHarmless, looksRandom, readValue, type Value, wholeEnd } from './value.ts';

// What may stand between a name and its value: the name's closing quote or bracket, blanks and a sign.
const SIGN = /((?:\\{0,7}["'`])?\]?)([ \t]{0,8})(=>|:=|::|:-|={1,3}|:|>)([ \t]{0,40})/y;
const FLAG_GAP = /\\{0,3}["'],\s{0,40}(?=\\{0,3}["'])|[ \t]{1,8}/y;
const LIST = /\[(?!redacted\])(?:[^[\]\n]|\[redacted\]){1,4000}\]/y;
const IMAGE_TAG_OR_PORT = /^(?:v?\d+(?:\.\w+)+[\w.-]*|latest|\d{1,5}:?|\d{1,5}:\d{1,5}:?)$/;
// Digits with letters of one case, or with both cases where dashes and dots are allowed as well.
const RANDOM = [
  /^(?=\D{0,60}\d)(?=[^a-zA-Z]{0,60}[A-Za-z])[A-Za-z0-9+/=_]{20,}$/,
  /^(?=[^a-z]{0,60}[a-z])(?=[^A-Z]{0,60}[A-Z])(?=\D{0,60}\d)[\w+/=.-]{20,}$/,
];
// `secret: shop-tls` in a manifest names an object; letters and dashes only.
const OBJECT_NAME = /^[a-z]+(?:-[a-z]+)+$/;
const IDENTIFIERS = /^[A-Za-z_]+(?:\.[A-Za-z_]+)*$/;

/** Hides the values of telling names: `key=value`, JSON, YAML, logfmt, headers, XML, flags, lists of name and value. */
export function redactAssignments(text: string): string {
  const names = /[\w.-]+/g;
  let result = '';
  let done = 0;
  let last: readonly [string, string, number] = ['', '', 0];
  for (let found = names.exec(text); found; found = names.exec(text)) {
    const key = keyOf(text, found[0], found.index, last);
    const cut = key && cutOf(text, key);
    last = [last[1], found[0], found.index + found[0].length];
    if (!cut) continue;
    result += text.slice(done, cut.start) + cut.shown;
    done = cut.end;
    names.lastIndex = cut.end;
  }
  return result + text.slice(done);
}

/** The name as a telling key; `last` are the two words before it and where they end. */
function keyOf(
  text: string,
  name: string,
  start: number,
  [beforePrevious, previous, previousEnd]: readonly [string, string, number],
): Key | undefined {
  const lower = name.toLowerCase();
  const key = { name, start, end: start + name.length };
  // {"name": "DB_PASSWORD", "value": "…"}
  if (lower === 'value' && /^(?:name|key)$/i.test(beforePrevious) && secretKind(previous)) {
    return { ...key, kind: 'strong' };
  }
  // `api key: …`
  if (lower === 'key' && start - previousEnd === 1 && text[previousEnd] === ' ') {
    const kind = secretKind(`${previous}_key`);
    return kind && { ...key, kind: 'noun' };
  }
  const kind = secretKind(name);
  return kind && { ...key, kind };
}

function cutOf(text: string, key: Key): Cut | undefined {
  SIGN.lastIndex = key.end;
  const sign = SIGN.exec(text);
  if (!sign) return key.name.startsWith('-') ? flagCut(text, key) : randomCut(text, key);
  const at = SIGN.lastIndex;
  const [, closing = '', blanks = '', mark = '', space = ''] = sign;
  if (mark === '::' || (mark === '>' && !isElement(text, key, at))) return undefined;
  if (key.kind === 'authorization' || key.kind === 'cookie') return headerCut(text, key, at);
  const block = mark === ':' ? blockCut(text, key, at) : undefined;
  if (block) return block;
  LIST.lastIndex = at;
  if (closing !== '' && key.name !== 'secrets' && LIST.test(text))
    return cutRange(at, LIST.lastIndex, `["${REDACTED}"]`);
  const value = readValue(text, at);
  const shown = text.slice(value.start, value.end);
  if (isHarmless(shown)) return undefined;
  if (mark === ':' && closing === '' && isSpoken(text, key, value, space)) return undefined;
  if (mark === ':' && closing !== '' && blanks !== '' && isQuotedName(text, value)) return undefined;
  if (mark.startsWith('=') && blanks !== '' && !value.quoted && IDENTIFIERS.test(shown)) return undefined;
  return isHidden(key, shown)
    ? cutRange(value.start, hiddenEnd(text, key, value, mark), REDACTED)
    : undefined;
}

// Far enough for any secret that stands in an element.
const LONGEST_ELEMENT = 4000;

/** `<password>…</`, not the placeholder `<password>` of a command. */
function isElement(text: string, key: Key, at: number): boolean {
  return text[key.start - 1] === '<' && text.slice(at, at + LONGEST_ELEMENT).includes('</');
}

/** The end of a hidden value: of the word, or of the line where YAML holds a passphrase of several. */
function hiddenEnd(text: string, key: Key, value: Value, mark: string): number {
  if (key.kind === 'password' && mark === ':' && !value.quoted) {
    const { before, rest } = lineAround(text, key.start, value.start);
    if (isPassphrase(before, rest)) return value.start + rest.trimEnd().length;
  }
  return wholeEnd(text, value);
}

/** A name in quotes, then a sentence: `volume "db-password" : secret "db-password" not found`. */
function isQuotedName(text: string, value: Value): boolean {
  return !value.quoted && /^ ["'\w]/.test(text.slice(value.end, value.end + 2));
}

/** Whether a `name: value` without quotes is a sentence, an image's tag or a port. */
function isSpoken(text: string, key: Key, value: Value, space: string): boolean {
  const shown = text.slice(value.start, value.end);
  // A path, `/etc/passwd: …`
  if (text[key.start - 1] === '/') return true;
  if (space === '' && !value.quoted) return IMAGE_TAG_OR_PORT.test(shown);
  const { before, rest } = lineAround(text, key.start, value.start);
  if (/non-existent (?:secret|config) $/.test(before)) return true;
  if (/^secret$/i.test(key.name) && OBJECT_NAME.test(shown)) return true;
  if (!value.quoted) return isSentence(key.kind, before, rest);
  return key.kind === 'noun' && followsWord(before) && (!looksRandom(shown) || isNamespacedName(shown));
}

function isHidden(key: Key, shown: string): boolean {
  // The shell's own PWD
  if (/^(?:OLD)?PWD$/.test(key.name)) return !/^(?:\/|[A-Z]:\\)/.test(shown);
  if (key.kind === 'weak') return looksRandom(shown) && !/[\s=]/.test(shown.replace(/=+$/, ''));
  return !/^secret$/i.test(key.name) || !isNamespacedName(shown);
}

/** `--password x`, also in a JSON list of arguments. */
function flagCut(text: string, key: Key): Cut | undefined {
  FLAG_GAP.lastIndex = key.end;
  if (!FLAG_GAP.test(text)) return undefined;
  const value = readValue(text, FLAG_GAP.lastIndex);
  const shown = text.slice(value.start, value.end);
  if (isHarmless(shown) || shown.startsWith('-') || (!value.quoted && isFlagProse(shown))) return undefined;
  return cutRange(value.start, wholeEnd(text, value), REDACTED);
}

/** `token 8f14e45fceea167a5a36dedd4bea2543`: a long random word right behind a telling one. */
function randomCut(text: string, key: Key): Cut | undefined {
  if (/^secrets?$/i.test(key.name) || text[key.end] !== ' ') return undefined;
  const start = key.end + 1;
  const end = bareEnd(text, start);
  const word = text.slice(start, end);
  const random = RANDOM.some((form) => form.test(word));
  return random ? cutRange(start, end, REDACTED) : undefined;
}

/** YAML's `password: |` with its lines further in. */
function blockCut(text: string, key: Key, at: number): Cut | undefined {
  const opening = /[|>][+-]?[ \t]{0,8}\r?\n/y;
  opening.lastIndex = at;
  if (!opening.test(text)) return undefined;
  const depth = indentAt(text, text.lastIndexOf('\n', key.start - 1) + 1);
  const first = opening.lastIndex;
  let end = first;
  while (end < text.length && indentAt(text, end) > depth) {
    const next = text.indexOf('\n', end);
    end = next === -1 ? text.length : next + 1;
  }
  if (end === first) return undefined;
  const indent = text.slice(first, first + indentAt(text, first));
  return cutRange(first, end, `${indent}${REDACTED}${text[end - 1] === '\n' ? '\n' : ''}`);
}

function indentAt(text: string, start: number): number {
  const indent = /[ \t]*/y;
  indent.lastIndex = start;
  indent.test(text);
  return indent.lastIndex - start;
}
