/** How a text is to come out. */
export interface SanitizeOptions {
  /** The most UTF-16 units; a longer text is cut and ends in `…`. */
  readonly maxLength?: number;
  /** Whether line ends and tabs stay; else each run of them becomes a blank. */
  readonly multiline?: boolean;
}

// OSC, DCS, SOS, PM and APC carry a string up to BEL or ST; one without its end is taken to the end of its line.
const STRINGS =
  /(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c\n\r]*(?:\u0007|\u001b\\|\u009c)?/g;
// CSI sequences, also cut off; then any other escape sequence (ECMA-48: intermediates, then one final byte).
const CSI = /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?/g;
const ESCAPES = /\u001b[ -/]*[0-~]?/g;
// C0 but for tab and line feed, DEL and C1.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
// Bidirectional overrides and isolates (Trojan Source, CVE-2021-42574), zero-width and other invisible characters, tags.
const INVISIBLE =
  /\u00ad|\u034f|\u061c|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180f]|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|\u3164|\ufeff|\uffa0|[\ufff9-\ufffb]|[\u{1d173}-\u{1d17a}]|[\u{e0000}-\u{e0fff}]/gu;
const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text that changes nothing on a terminal but what it shows: no escape sequences, controls or invisible tricks. */
export function sanitize(
  text: string,
  { maxLength = Number.POSITIVE_INFINITY, multiline = false }: SanitizeOptions = {},
): string {
  const plain = text
    .replace(STRINGS, '')
    .replace(CSI, '')
    .replace(ESCAPES, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(LONE_SURROGATES, '\ufffd');
  return bound(multiline ? plain : plain.replace(/[\n\t]+/g, ' '), maxLength);
}

function bound(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (!(maxLength >= 1)) return '';
  const end = Math.floor(maxLength) - 1;
  // A pair of surrogates stays whole.
  const cut = /[\ud800-\udbff]/.test(text[end - 1] ?? '') ? end - 1 : end;
  return `${text.slice(0, cut)}…`;
}

const DEEPEST = 100;

/**
 * Applies a cleaner to every string of JSON-like data, keys included, and returns new data. What lies deeper than 100
 * levels is left out (null): so cycles, which JSON can't have, end too.
 */
export function cleanDeep<T>(value: T, clean: (text: string) => string): T {
  return cleanAt(value, clean, 0) as T;
}

function cleanAt(value: unknown, clean: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return clean(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return null;
  if (Array.isArray(value)) return value.map((item) => cleanAt(item, clean, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [clean(key), cleanAt(item, clean, depth + 1)]),
  );
}
