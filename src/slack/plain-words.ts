import type { Verb } from '../asks.ts';
import type { FlagValues } from './command-flags.ts';
import { kindWord } from './kind-words.ts';
import { VERB_SHAPES, verbOf } from './verbs.ts';

/** A command that words amount to. */
export interface MeantCommand {
  readonly verb: Verb;
  readonly words: readonly string[];
  readonly values: FlagValues;
}

const OPENERS = set(
  'a hey hi hello please pls ok okay so can could would you me us show give tell get fetch let lets see check look into at the print',
);
const FILLERS = set(
  "is are was were does do did has have isn't aren't doesn't don't won't can't cannot not the my our a an of for with to about at " +
    'from please pls thanks thx still so always again right now today just suddenly it on',
);
const TROUBLES = set(
  'fail failing failed fails failure crash crashing crashed crashes crashloop crashlooping broken down unhealthy restart restarting ' +
    'restarted restarts restarted pending stuck slow running run runs start starting started starts up dying died dead keep keeps red ' +
    'evicted unavailable wrong ready coming scheduled unschedulable killed oom oomkilled error erroring errors sick bad trouble loop ' +
    'crashloopbackoff imagepullbackoff errimagepull healthy fine alive okay ok working stopped terminating hanging flapping',
);
/** Words that a person says to a bot and that are no pod of theirs. */
const CHAT = set(
  'i you he she we they it this that these those there here everything everyone anything anyone something someone nothing all any ' +
    'hello hi hey thanks thank thx cheers cool nice great lol yes no ok okay bye good morning who when where how what why me us them ' +
    'him her my your our not and or but if then than test ping stop please',
);
const UNWELL = set('unhealthy failing broken crashing pending bad red sick');
/** Of a place, after "what is". */
const UNWELL_THERE = set('unhealthy failing broken crashing pending red down wrong unwell unavailable');
/** Longer than that, it is a conversation. */
const MOST_WORDS = 25;

/** `why is checkout failing?`, `logs of web-1 in shop please`: undefined where it isn't clear what is meant. */
export function plainWords(input: readonly string[], values: FlagValues = {}): MeantCommand | undefined {
  const words = input.map((word) => word.replace(/[?!.,;:]+$/, '')).filter((word) => word !== '');
  if (words.length > MOST_WORDS) return undefined;
  const start = words.findIndex((word) => !OPENERS.has(word.toLowerCase()));
  const found = start < 0 ? undefined : verbAt(words.slice(start).map((word) => word.toLowerCase()));
  if (found === undefined) return undefined;
  const meant = readRest(found.verb, words.slice(start + found.length), { ...found.values, ...values });
  return found.unnamed && meant !== undefined && meant.words.length > 0 ? undefined : meant;
}

/** Whether a word alone can be something to look at. */
export function isConversation(word: string): boolean {
  return CHAT.has(word.toLowerCase()) || !isName(word);
}

interface FoundVerb {
  readonly verb: Verb;
  /** Words that say it. */
  readonly length: number;
  readonly values?: FlagValues;
  /** Only a place may follow. */
  readonly unnamed?: boolean;
}

function verbAt(words: readonly string[]): FoundVerb | undefined {
  const [first = '', second = ''] = words;
  if (first === 'previous' && verbOf(second) === 'logs')
    return { verb: 'logs', length: 2, values: { previous: true } };
  const verb = verbOf(first);
  if (verb !== undefined) return { verb, length: 1 };
  if (UNWELL.has(first) && kindWord(second) === 'pod')
    return { verb: 'list', length: 2, values: { unhealthy: true } };
  // "what's wrong with web", "what happened to web", "what is going on with web"
  if (!/^what('?s)?$/.test(first)) return undefined;
  const link = words.findIndex((word) => word === 'with' || word === 'to');
  if (link >= 1 && link <= 4) return { verb: 'why', length: link + 1 };
  // "what is broken in shop", "what's failing"
  const is = first === 'what' ? (['is', 'are'].includes(second) ? 2 : 0) : 1;
  const now = ['currently', 'now', 'all'].includes(words[is] ?? '') ? 1 : 0;
  if (is === 0 || !UNWELL_THERE.has(words[is + now] ?? '')) return undefined;
  return { verb: 'digest', length: is + now + 1, unnamed: true };
}

interface Reading {
  readonly verb: Verb;
  readonly kind?: string;
  readonly name?: string;
  readonly values: FlagValues;
}

function readRest(verb: Verb, words: readonly string[], values: FlagValues): MeantCommand | undefined {
  let reading: Reading = { verb, values };
  for (let index = 0; index < words.length; ) {
    const step = readWord(reading, words.slice(index, index + 4));
    if (step === undefined) return undefined;
    reading = step.reading;
    index += step.took;
  }
  const { kind, name } = reading;
  const { takes } = VERB_SHAPES[verb];
  if (takes === 'nothing' && name !== undefined) return undefined;
  if (takes === 'target' && name === undefined && reading.values.selector === undefined) return undefined;
  const target = name === undefined ? [] : kind === undefined ? [name] : [kind, name];
  return {
    verb,
    words: takes === 'namespace' ? (name === undefined ? [] : [name]) : target,
    values: reading.values,
  };
}

type Step = { reading: Reading; took: number } | undefined;

function readWord(reading: Reading, words: readonly string[]): Step {
  const [word = '', next = ''] = words;
  const lower = word.toLowerCase();
  const { verb, name } = reading;
  const everywhere = verb === 'digest' ? everywhereIn(words) : 0;
  if (everywhere > 0) return valued(reading, { allNamespaces: true }, everywhere);
  if (lower === 'in' || (name !== undefined && lower === 'from')) return readPlace(reading, words);
  const isPlace = name !== undefined && VERB_SHAPES[verb].takes === 'namespace';
  if (lower === 'namespace' || lower === 'ns')
    return isPlace ? { reading, took: 1 } : within(reading, next, 2);
  if (lower === 'cluster') return isName(next) ? valued(reading, { cluster: next }, 2) : undefined;
  if (lower === 'container') return isName(next) ? valued(reading, { container: next }, 2) : undefined;
  if (verb === 'logs' && lower === 'previous') return valued(reading, { previous: true }, 1);
  if (verb === 'list' && UNWELL.has(lower)) return valued(reading, { unhealthy: true }, 1);
  if (FILLERS.has(lower) || TROUBLES.has(lower)) return { reading, took: 1 };
  const kind = kindWord(word);
  if (kind !== undefined) return readKind(reading, kind, next);
  if (name === undefined && !isConversation(word)) return { reading: { ...reading, name: word }, took: 1 };
  return undefined;
}

/** `everywhere`, `of everything`, `in all namespaces`: how many words say it. */
function everywhereIn(words: readonly string[]): number {
  const [first = '', ...rest] = words.map((word) => word.toLowerCase());
  if (['in', 'of', 'for', 'across'].includes(first)) {
    const more = everywhereIn(rest);
    return more === 0 ? 0 : more + 1;
  }
  if (first === 'everywhere' || first === 'everything') return 1;
  const [namespaces] = rest[0] === 'the' ? rest.slice(1) : rest;
  return first === 'all' && namespaces === 'namespaces' ? (rest[0] === 'the' ? 3 : 2) : 0;
}

/** `pod web-1`, `the checkout deployment`; "the checkout pod" is seldom a pod of that very name. */
function readKind(reading: Reading, kind: string, next: string): Step {
  if (reading.name === undefined && VERB_SHAPES[reading.verb].takes === 'target') {
    const named = isName(next) && !FILLERS.has(next.toLowerCase()) && !TROUBLES.has(next.toLowerCase());
    return named && next !== 'in' ? { reading: { ...reading, kind }, took: 1 } : { reading, took: 1 };
  }
  if (kind === 'pod' || reading.kind !== undefined) return { reading, took: 1 };
  return { reading: { ...reading, kind }, took: 1 };
}

/** `in shop`, `in the shop namespace`, `in namespace shop`, `in cluster prod`, `in CrashLoopBackOff`. */
function readPlace(reading: Reading, words: readonly string[]): Step {
  const skip = ['the', 'a', 'our', 'my'].includes(words[1]?.toLowerCase() ?? '') ? 2 : 1;
  const place = words[skip] ?? '';
  const after = words[skip + 1]?.toLowerCase();
  const lower = place.toLowerCase();
  if (lower === 'namespace' || lower === 'ns' || lower === 'cluster') return { reading, took: skip };
  if (TROUBLES.has(lower)) return { reading, took: skip + 1 };
  if (after === 'cluster') return isName(place) ? valued(reading, { cluster: place }, skip + 2) : undefined;
  return within(reading, place, after === 'namespace' || after === 'ns' ? skip + 2 : skip + 1);
}

function within(reading: Reading, namespace: string, took: number): Step {
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace) || CHAT.has(namespace)) return undefined;
  return valued(reading, { namespace }, took);
}

function valued(reading: Reading, values: FlagValues, took: number): Step {
  return { reading: { ...reading, values: { ...reading.values, ...values } }, took };
}

function isName(word: string): boolean {
  return /^[a-z0-9][-a-z0-9._/]{0,252}$/i.test(word) && /[a-z0-9]$/i.test(word);
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
