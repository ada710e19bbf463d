import { type Cut, cutRange, type Key } from './key.ts';
import { REDACTED } from './marker.ts';
import { isSentence, lineAround } from './prose.ts';
import { bareEnd, isHarmless, looksRandom, readValue, type Value } from './value.ts';

const SCHEME =
  /^(Bearer|Basic|Token|Digest|Negotiate|NTLM|ApiKey|Api-Key|Key|GoogleLogin|Hawk|SharedKey|SharedAccessSignature|Splunk|OAuth|GenieKey|DPoP|AWS4-HMAC-SHA256|AWS)[ \t]+(?=\S)/i;
// Schemes whose credential is a list of parameters.
const LISTS = /^(?:Digest|Hawk|OAuth|AWS4|SharedA|GoogleLogin)/i;
const OTHER_SCHEME = /^([A-Za-z][\w-]{1,30})[ \t](\S{6,})/;
const REST_OF_HEADER = /[^\r\n"'`]*/y;
const LIST = /\[(?!redacted\])(?:[^[\]\n]|\[redacted\]){1,4000}\]/y;
const LONGEST_LOOK = 500;

/** Hides the credential of an Authorization header and all of a Cookie header. */
export function headerCut(text: string, key: Key, at: number): Cut | undefined {
  LIST.lastIndex = at;
  if (LIST.test(text)) return cutRange(at, LIST.lastIndex, REDACTED);
  const value = readValue(text, at);
  const look = lookAt(text, value);
  if (key.kind === 'cookie') {
    return look.includes('=') ? cutRange(value.start, headerEnd(text, value), REDACTED) : undefined;
  }
  const scheme = SCHEME.exec(look)?.[0] ?? otherScheme(look);
  const credential = look.slice((scheme ?? '').length);
  if (isHarmless(credential.replace(/\s.*$/s, ''))) return undefined;
  const { before, rest } = lineAround(text, key.start, value.start);
  if (scheme === undefined && isSentence('noun', before, rest)) return undefined;
  const start = value.start + look.length - credential.length;
  const end = value.quoted || LISTS.test(look) ? headerEnd(text, value) : bareEnd(text, start);
  return cutRange(start, end, REDACTED);
}

/** As much of the header's value as it takes to judge it. */
function lookAt(text: string, { start, end, quoted }: Value): string {
  const look = text.slice(start, Math.min(quoted ? end : text.length, start + LONGEST_LOOK));
  return quoted ? look : look.replace(/[\r\n"'`].*$/s, '');
}

/** A header goes on to the end of its line or of the string it stands in. */
function headerEnd(text: string, { start, end, quoted }: Value): number {
  if (quoted) return end;
  REST_OF_HEADER.lastIndex = start;
  REST_OF_HEADER.test(text);
  return REST_OF_HEADER.lastIndex;
}

/** `Custom 8f14e45fce`: a word and then something random. */
function otherScheme(look: string): string | undefined {
  const [, scheme = '', credential = ''] = OTHER_SCHEME.exec(look) ?? [];
  return looksRandom(credential) ? look.slice(0, scheme.length + 1) : undefined;
}
