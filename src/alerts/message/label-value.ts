import { isObjectName } from '../object-name.ts';
import { namesObject } from './label-name.ts';

export interface Pair {
  readonly name: string;
  readonly value: string;
}

const MOST_VALUE = 1_024;
/** What templates write where there is none. */
const NOTHING = /^(?:|-|n\/?a|none|null|unknown|<no value>|\[no value\])$/i;
const SEVERITY = /^(?:critical|warning|info|error|page|major|minor|emergency|notice)$/i;
/** `KubePodCrashLooping - critical`, `KubePodCrashLooping (warning)`. */
const WITH_SEVERITY = /^(.{1,300}?) {1,3}[-|(]{1,2} {0,3}([A-Za-z]{1,20})\)?$/;

/** Whether it is one of the words that severities are told in. */
export function isSeverity(word: string): boolean {
  return SEVERITY.test(word);
}

/** What a label says, where it says anything that can be: more than one pair where a value holds more. */
export function labelPairs(name: string, written: string): readonly Pair[] {
  const value = bare(written);
  if (NOTHING.test(value) || value.length > MOST_VALUE) return [];
  if (name === 'alertname') return alertPairs(value);
  if (name === 'severity') return [{ name, value: isSeverity(value) ? value.toLowerCase() : value }];
  return namesObject(name) ? objectPairs(name, value) : [{ name, value }];
}

/** Without quotes, and without the comma that leads on to the next. */
function bare(written: string): string {
  return written
    .trim()
    .replace(/[,;]$/, '')
    .replace(/^["']|["']$/g, '')
    .trim();
}

function alertPairs(value: string): readonly Pair[] {
  const [, before = value, word = ''] = WITH_SEVERITY.exec(value) ?? [];
  if (!isSeverity(word)) return [{ name: 'alertname', value }];
  return [
    { name: 'alertname', value: before },
    { name: 'severity', value: word.toLowerCase() },
  ];
}

/** `shop/web-1`, `web-1 (app)`. A sentence is no name. */
function objectPairs(name: string, value: string): readonly Pair[] {
  const [word = '', rest = ''] = value.split(/ +(?=\()/, 2);
  const [namespace, own, ...more] = word.includes('/') ? word.split('/') : [undefined, word];
  if (own === undefined || more.length > 0 || !isObjectName(own) || (rest && !rest.endsWith(')'))) return [];
  if (namespace === undefined) return [{ name, value: own }];
  if (!isObjectName(namespace) || /namespace/.test(name)) return [];
  return [
    { name: 'namespace', value: namespace },
    { name, value: own },
  ];
}
