import { REDACTED } from './marker.ts';

/** A value as it stands in a text; `start` and `end` are without its quotes. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const OPENING = /(?:[bBuUrR](?=["']))?(\\{0,7}["'`])/y;
// A judgement needs no more of a word; without a bound, words of telling names would take quadratic time.
const LONGEST_JUDGED = 200;
/** The beginning of another `key=value`. */
export const PAIR = /[\w.-]{1,40}[=:]/y;

/** Where the value really ends: a bare one was read only as far as it takes to judge it. */
export function wholeEnd(text: string, value: Value): number {
  return value.quoted ? value.end : bareEnd(text, value.end);
}

/** The value at a place: quoted (also with escaped quotes, as in JSON within JSON), in braces, or a bare word. */
export function readValue(text: string, at: number): Value {
  OPENING.lastIndex = at;
  const quote = OPENING.exec(text)?.[1];
  if (quote !== undefined) {
    const start = OPENING.lastIndex;
    return { start, end: closing(text, start, quote), quoted: true };
  }
  // ODBC: PWD={…}
  const brace = text[at] === '{' ? /\{([^{}\s"':=]{1,256})\}/y : undefined;
  if (brace) brace.lastIndex = at;
  const inBraces = brace?.exec(text)?.[1];
  if (inBraces !== undefined) return { start: at + 1, end: at + 1 + inBraces.length, quoted: true };
  return { start: at, end: bareEnd(text, at, at + LONGEST_JUDGED), quoted: false };
}

/** The closing quote with as many backslashes as the opening one, or the end of the line where the text was cut off. */
function closing(text: string, start: number, quote: string): number {
  const mark = quote.slice(-1);
  const wanted = quote.length - 1;
  let backslashes = 0;
  for (let index = start; index < text.length; index++) {
    const char = text[index];
    if (char === '\n') return index;
    if (char === mark && closes(backslashes, wanted)) return index - Math.min(backslashes, wanted);
    backslashes = char === '\\' ? backslashes + 1 : 0;
  }
  return text.length;
}

/** Fewer backslashes than wanted end the string around it; an even number of them escapes themselves, not the quote. */
function closes(backslashes: number, wanted: number): boolean {
  return backslashes <= wanted || (wanted === 0 && backslashes % 2 === 0);
}

/** A bare word ends at a blank, a quote, `;`, `&`, `|`, `<`, an escaped line end, or a comma or bracket that closes. */
export function bareEnd(text: string, from: number, limit = text.length): number {
  let index = from;
  while (index < Math.min(limit, text.length)) {
    if (text.startsWith(REDACTED, index)) index += REDACTED.length;
    else if (endsBareWord(text, index)) return index;
    else index++;
  }
  return index;
}

function endsBareWord(text: string, index: number): boolean {
  const char = text.charAt(index);
  const next = text[index + 1] ?? ' ';
  if (/[\s"'`;&|<\u0000-\u001f]/.test(char)) return true;
  if (char === '\\') return /[nrt"'`\\\s]/.test(next);
  if (char === ',') return /[\s"'\\{}[\]]/.test(next) || startsPair(text, index + 1);
  return /[)\]}]/.test(char) && /[\s,;)\]}"'`&|<\\:.]/.test(next);
}

function startsPair(text: string, at: number): boolean {
  PAIR.lastIndex = at;
  return PAIR.test(text);
}

// `VALUE` is where a fix leaves a place for one.
const NOTHING =
  /^(?:null|nil|none|true|false|undefined|yes|no|on|off|n\/a|unset|empty|nan|string|value|\(null\)|%[a-z]|%\(\w{1,60}\)s?|[*•.…-]+|\W)$/i;
const REFERENCE =
  /^(?:\$[A-Z_][A-Z0-9_]*$|\$[a-z_]{1,24}$|\$\{[^}:]{1,80}\}?$|\$\(|\$\{\{|\{\{|`|<[^>]{1,80}>$|%[A-Z_]{2,60}%$)/;
const CODE =
  /^(?:[\w.]{0,60}env(?:iron)?\b[.[(]|[A-Za-z_]\w{0,40}(?:\.[A-Za-z_]\w{0,40}){1,4}[[(]|(?:get|read|load|require)\w{0,40}\()/i;
const PLACE =
  /^(?:file:\/\/|\.{0,2}\/)(?:var|etc|run|mnt|opt|home|usr|tmp|app|data|secrets?|root|srv|vault|config|certs?|keys?|proc|dev|workspace|code|src)\/|^[a-z][a-z0-9+.-]{1,20}:\/\//;

/** What can stand behind a telling name and is no secret: nothing at all, a reference, code, a path, an address. */
export function isHarmless(value: string): boolean {
  return (
    value === '' ||
    value === REDACTED ||
    NOTHING.test(value) ||
    REFERENCE.test(value) ||
    CODE.test(value) ||
    PLACE.test(value)
  );
}

const VERSION_OR_CAMEL_CASE = /^(?:v?\d+(?:\.\w+)+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)*)$/;

/** Letters with digits or of both cases within a word: random rather than written by hand. */
export function looksRandom(value: string): boolean {
  if (value.length < 5 || VERSION_OR_CAMEL_CASE.test(value)) return false;
  return (/\d/.test(value) && /[a-z]/i.test(value)) || /[a-z][A-Z]/.test(value) || /[!@#$%^*+=~]/.test(value);
}
