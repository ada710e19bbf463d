import { flagOf, type TypedFlag, type Word } from './command-words.ts';
import type { Flag } from './verbs.ts';

/** What flags say, before it is known which verb they belong to. */
export interface FlagValues {
  readonly namespace?: string;
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
};
const SWITCHES: readonly Flag[] = ['previous', 'unhealthy'];
const EVERYWHERE: readonly string[] = ['A', 'all-namespaces'];
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
      const read = readFlag(flag, input[index + 1]);
      if (typeof read === 'string') return { words, values, given, wantsHelp, problem: read };
      values = { ...values, ...read.values };
      given.push(read.flag);
      if (read.tookNext) index++;
    }
  }
  return { words, values, given, wantsHelp };
}

interface OneFlag {
  readonly flag: Flag;
  readonly values: FlagValues;
  readonly tookNext: boolean;
}

function readFlag(typed: TypedFlag, next: Word | undefined): OneFlag | string {
  if (EVERYWHERE.includes(typed.name))
    return 'Name one namespace with -n; where else a name exists is said in the answer.';
  const { flag, attached } = named(typed);
  if (flag === undefined) return `There is no flag ${dashed(typed.name)}.`;
  if (SWITCHES.includes(flag)) return switched(flag, typed.value);
  const own = typed.value ?? attached;
  const value = own ?? (next !== undefined && flagOf(next) === undefined ? next.text : undefined);
  if (value === undefined || value === '') return `${dashed(typed.name)} needs a value.`;
  if (value.length > (MOST_CHARACTERS[flag] ?? 253)) return `The value of ${dashed(typed.name)} is too long.`;
  const values = valued(flag, value);
  return typeof values === 'string' ? values : { flag, values, tookNext: own === undefined };
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
  return { flag, values: { [flag]: value?.toLowerCase() !== 'false' }, tookNext: false };
}

function valued(flag: Flag, value: string): FlagValues | string {
  if (flag === 'tail') return tailOf(value);
  if (flag === 'since') return sinceOf(value);
  return { [flag]: value };
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
