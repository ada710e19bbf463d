import { isLabelAnywhere, labelName } from './label-name.ts';
import { labelPairs, type Pair } from './label-value.ts';

/** A pair, as it was written. */
export interface WrittenPair {
  readonly key: string;
  readonly value: string;
}

const BULLET = /^[\s•◦▪·‣>-]{1,20}/;
/** As Go prints labels. */
const GO_MAP = /\bmap\[([^\][]{1,1000})\]/g;
/** `name="value"`. */
const QUOTED = /(?<![\w.])([a-zA-Z_][\w.]{0,100})\s?=\s?"([^"\\]{0,300})"/g;
/** `"name": "value"`. */
const JSON_PAIR = /"([a-zA-Z_][\w.]{0,100})"\s?:\s?"([^"\\]{0,300})"/g;
/** What a query selects is not what an alert is about. */
const SELECTOR = /[\w:]\{[^{}]{0,1000}\}/g;
/** Alertmanager's and Grafana's own list. */
const LISTED = /^([a-zA-Z_][\w.]{0,100}) = (?!map\[|\{)(.*)$/;
const UNQUOTED = /(?<![\w.?&/-])([a-zA-Z_][\w.]{0,100})=([^\s,;|"'(){}=~]{1,300})/g;
const SAID = /^([A-Za-z_][\w .-]{0,40}?)\s{0,3}[:=]\s{0,3}(\S.*)$/;
/** Between pairs on one line. */
const BETWEEN = /\s{1,3}[|•·]\s{1,3}|,\s{1,3}(?=[A-Za-z_][\w -]{0,40}[:=])|\s{4,}/;

/** The pairs on a line: any where it is in a list of labels or written as labels are, the known ones elsewhere. */
export function readPairs(line: string, inList: boolean): readonly WrittenPair[] {
  const text = line.replace(BULLET, '');
  const asLabels = ofLabels(text);
  if (asLabels.length > 0) return asLabels.filter(({ key }) => labelName(key) !== undefined);
  return text.split(BETWEEN).flatMap((part) => said(part.replace(BULLET, ''), inList));
}

/** What pairs mean. */
export function toLabels({ key, value }: WrittenPair): readonly Pair[] {
  const name = labelName(key);
  return name === undefined ? [] : labelPairs(name, value);
}

function ofLabels(text: string): readonly WrittenPair[] {
  const [, key, value] = LISTED.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return [{ key, value }];
  const own = text.replace(SELECTOR, ' ');
  const maps = [...own.matchAll(GO_MAP)].flatMap(([, inside = '']) => ofMap(inside));
  const quoted = [...own.matchAll(QUOTED), ...own.matchAll(JSON_PAIR)].map(([, name = '', value = '']) => ({
    key: name,
    value,
  }));
  return [...maps, ...quoted];
}

/** A value with a space in it can't be told from the next name: only what has a colon is one. */
function ofMap(inside: string): readonly WrittenPair[] {
  return inside.split(' ').flatMap((part) => {
    const colon = part.indexOf(':');
    return colon > 0 ? [{ key: part.slice(0, colon), value: part.slice(colon + 1) }] : [];
  });
}

function said(part: string, inList: boolean): readonly WrittenPair[] {
  const unquoted = [...part.matchAll(UNQUOTED)].map(([, key = '', value = '']) => ({ key, value }));
  if (unquoted.length > 0) return unquoted.filter(({ key }) => allowed(key, inList));
  const [, key = '', value = ''] = SAID.exec(part) ?? [];
  return allowed(key.replace(/^_|_$/g, ''), inList) ? [{ key: key.replace(/^_|_$/g, ''), value }] : [];
}

function allowed(key: string, inList: boolean): boolean {
  const name = labelName(key);
  return name !== undefined && (inList || isLabelAnywhere(name));
}
