import { flagOf, type TypedFlag, type Word } from './command-words.ts';
import { inNamespaces, namesIn, namespacesOf, type TypedNamespaces } from './typed-namespaces.ts';
import type { Flag } from './verbs.ts';

/** What flags say, before it is known which verb they belong to. */
export interface FlagValues extends TypedNamespaces {
  readonly allNamespaces?: boolean;
  /** Of a schedule. */
  readonly timeZone?: string;
  readonly cluster?: string;
  readonly container?: string;
  readonly selector?: string;
  readonly previous?: boolean;
  readonly unhealthy?: boolean;
  readonly tail?: number;
  readonly sinceSeconds?: number;
}

export interface ReadFlags {
  readonly words: readonly string[];
  readonly values: FlagValues;
  /** The flags that were given, as typed in their long form. */
  readonly given: readonly Flag[];
  readonly wantsHelp: boolean;
  /** One sentence about the first flag that can't be read. */
  readonly problem?: string;
}

const NAMES: Readonly<Record<string, Flag>> = {
  n: 'namespace',
  ns: 'namespace',
  namespace: 'namespace',
  cluster: 'cluster',
  context: 'cluster',
  c: 'container',
  container: 'container',
  p: 'previous',
  previous: 'previous',
  tail: 'tail',
  since: 'since',
  l: 'selector',
  selector: 'selector',
  unhealthy: 'unhealthy',
  A: 'all-namespaces',
  'all-namespaces': 'all-namespaces',
  tz: 'tz',
  timezone: 'tz',
  'time-zone': 'tz',
};
const SWITCHES: readonly Flag[] = ['previous', 'unhealthy', 'all-namespaces'];
/** Where a flag is not called as its value is. */
const KEYS: Partial<Record<Flag, keyof FlagValues>> = { 'all-namespaces': 'allNamespaces', tz: 'timeZone' };
/** A log of more lines is a file for kubectl, not an answer. */
const MOST_LINES = 5_000;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const LONGEST_SINCE = 30 * 86_400;
/** Names in Kubernetes have at most 253 characters, selectors are lists of them. */
const MOST_CHARACTERS: Partial<Record<Flag, number>> = { selector: 500 };

/** Takes the flags out of a command's words. */
export function readFlags(input: readonly Word[]): ReadFlags {
  const words: string[] = [];
  const given: Flag[] = [];
  let values: FlagValues = {};
  let wantsHelp = false;
  for (let index = 0; index < input.length; index++) {
    const word = input[index] as Word;
    const flag = flagOf(word);
    if (flag === undefined) words.push(word.text);
    else if (flag.name === 'h' || flag.name === 'help') wantsHelp = true;
    else if (flag.name !== '') {
      const read = readFlag(flag, input, index + 1);
      if (typeof read === 'string') return { words, values, given, wantsHelp, problem: read };
      values = together(values, read.values);
      given.push(read.flag);
      index += read.took;
    }
  }
  return { words, values, given, wantsHelp };
}

/** The last one counts; namespaces add up. */
function together(first: FlagValues, second: FlagValues): FlagValues {
  const { namespace: _, namespaces: __, ...rest } = { ...first, ...second };
  return { ...rest, ...inNamespaces([...namespacesOf(first), ...namespacesOf(second)]) };
}

interface OneFlag {
  readonly flag: Flag;
  readonly values: FlagValues;
  /** Words after it that belong to it. */
  readonly took: number;
}

function readFlag(typed: TypedFlag, input: readonly Word[], after: number): OneFlag | string {
  const { flag, attached } = named(typed);
  if (flag === undefined) return `There is no flag ${dashed(typed.name)}.`;
  if (SWITCHES.includes(flag)) return switched(flag, typed.value);
  const { value, took } = valueAt(flag, typed.value ?? attached, input, after);
  const pieces = flag === 'namespace' ? namesIn(value) : [value];
  if (pieces.join('') === '') return `${dashed(typed.name)} needs a value.`;
  if (pieces.some((piece) => piece.length > (MOST_CHARACTERS[flag] ?? 253)))
    return `The value of ${dashed(typed.name)} is too long.`;
  const values = valued(flag, value);
  return typeof values === 'string' ? values : { flag, values, took };
}

/** What stands after the flag, where nothing is attached to it; `-n shop, pay` goes on after a comma. */
function valueAt(
  flag: Flag,
  own: string | undefined,
  input: readonly Word[],
  after: number,
): { value: string; took: number } {
  let value = own;
  for (let took = 0; ; took++) {
    const next = input[after + took];
    const goesOn = flag === 'namespace' && (value?.endsWith(',') || next?.text.startsWith(','));
    if (next === undefined || flagOf(next) !== undefined || (value !== undefined && !goesOn))
      return { value: value ?? '', took };
    value = `${value ?? ''}${next.text}`;
  }
}

/** `nshop` after a dash is kubectl's `-n shop`, where no flag is called that. */
function named({ name, short: oneDash }: TypedFlag): { flag?: Flag; attached?: string } {
  const flag = Object.hasOwn(NAMES, name) ? NAMES[name] : NAMES[longName(name)];
  if (flag !== undefined) return { flag };
  const letter = oneDash ? /^[ncl]/.exec(name)?.[0] : undefined;
  const short = letter === undefined ? undefined : NAMES[letter];
  return short === undefined ? {} : { flag: short, attached: name.slice(1) };
}

/** Phones begin a word with a capital: `-Previous`. One letter is taken as it stands: `-A` is not `-a`. */
function longName(name: string): string {
  const lower = name.toLowerCase();
  return name.length > 1 && Object.hasOwn(NAMES, lower) ? lower : '';
}

function switched(flag: Flag, value: string | undefined): OneFlag {
  return { flag, values: { [KEYS[flag] ?? flag]: value?.toLowerCase() !== 'false' }, took: 0 };
}

function valued(flag: Flag, value: string): FlagValues | string {
  if (flag === 'tail') return tailOf(value);
  if (flag === 'since') return sinceOf(value);
  if (flag === 'namespace') return inNamespaces(namesIn(value));
  return { [KEYS[flag] ?? flag]: value };
}

function tailOf(value: string): FlagValues | string {
  const lines = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (lines >= 1 && lines <= MOST_LINES) return { tail: lines };
  return `--tail takes a number of lines from 1 to ${MOST_LINES}, not "${value}".`;
}

/** `90s`, `10m`, `1h30m`, `2d`. */
function sinceOf(value: string): FlagValues | string {
  const parts = /^(\d{1,6}[smhd]){1,4}$/i.test(value) ? (value.toLowerCase().match(/\d+[smhd]/g) ?? []) : [];
  const seconds = parts.reduce(
    (sum, part) => sum + Number(part.slice(0, -1)) * (SECONDS[part.slice(-1)] ?? 0),
    0,
  );
  if (seconds >= 1 && seconds <= LONGEST_SINCE) return { sinceSeconds: seconds };
  return `--since takes a time back from now such as 30s, 10m, 1h30m or 2d (30 days at most), not "${value}".`;
}

function dashed(name: string): string {
  const shown = name.slice(0, 40);
  return shown.length === 1 ? `-${shown}` : `--${shown}`;
}
