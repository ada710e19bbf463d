import type { ReadFlags } from './command-flags.ts';
import type { Word } from './command-words.ts';
import type { ParsedCommand, ScheduleCommand } from './parsed-command.ts';
import { isConversation } from './plain-words.ts';
import { inNamespaces, namesIn, namespacesOf } from './typed-namespaces.ts';
import { type Flag, verbOf } from './verbs.ts';

type Act = ScheduleCommand['act'];

interface ActShape {
  /** What it is called, the first word being how we call it. */
  readonly words: readonly string[];
  readonly flags: readonly Flag[];
  readonly usage: string;
}

const SHAPES: Readonly<Record<Act, ActShape>> = {
  subscribe: {
    words: ['subscribe', 'schedule'],
    flags: ['namespace', 'all-namespaces', 'cluster', 'tz'],
    usage: '/pod digest subscribe "weekdays 09:00" [-n shop,pay | -A] [--tz Europe/Zurich] [--cluster name]',
  },
  list: {
    words: ['list', 'ls', 'schedules', 'subscriptions'],
    flags: [],
    usage: '/pod digest list',
  },
  pause: { words: ['pause'], flags: [], usage: '/pod digest pause <id>' },
  resume: { words: ['resume', 'unpause'], flags: [], usage: '/pod digest resume <id>' },
  remove: {
    words: ['remove', 'unsubscribe', 'delete', 'rm'],
    flags: [],
    usage: '/pod digest remove <id>',
  },
};

/** Everything that stands after `/pod digest` and is about schedules. */
export const SCHEDULE_WORDS: readonly string[] = Object.values(SHAPES).flatMap(({ words }) => words);

/** Longer than any time that is told in words, or in cron's. */
const MOST_WHEN = 200;
const MOST_ID = 100;
const LONE_DASH = /^[-\u2010-\u2015\u2212]$/;

/** What a word after `digest` asks to be done about schedules; undefined for any other word. */
export function actOf(word: string): Act | undefined {
  const lower = word.toLowerCase();
  return (Object.keys(SHAPES) as Act[]).find((act) => SHAPES[act].words.includes(lower));
}

export function scheduleUsage(act: Act): string {
  return SHAPES[act].usage;
}

/** In `digest subscribe mon - fri 09:00` a dash says something; anywhere else one alone is dropped. */
export function withDashes(words: readonly Word[]): readonly Word[] {
  const [verb, act] = words;
  if (verbOf(verb?.text ?? '') !== 'digest' || actOf(act?.text ?? '') !== 'subscribe') return words;
  return words.map((word) => (LONE_DASH.test(word.text) ? { text: '-', quoted: true } : word));
}

/** Reads what stands after `digest subscribe` and its like. */
export function scheduleCommand(act: Act, words: readonly string[], flags: ReadFlags): ParsedCommand {
  const { flags: known, usage } = SHAPES[act];
  const problem = (message: string): ParsedCommand => ({ kind: 'problem', message, usage });
  const strange = flags.given.find((flag) => !known.includes(flag));
  if (flags.problem !== undefined) return problem(flags.problem);
  if (strange !== undefined) return problem(`"digest ${act}" has no flag --${strange}.`);
  const command =
    act === 'subscribe' ? subscription(words, flags) : act === 'list' ? listing(words) : of(act, words);
  return typeof command === 'string' ? problem(command) : { kind: 'schedule', command };
}

function subscription(words: readonly string[], { values }: ReadFlags): ScheduleCommand | string {
  const { timeZone, cluster, allNamespaces } = values;
  // "weekdays 09:00" shop
  const [first = '', second, ...more] = words;
  const placed = /\s/.test(first) && second !== undefined && more.length === 0;
  const names = placed ? namesIn(second) : [];
  const when = (placed ? [first] : words).join(' ');
  if (when === '') return '"digest subscribe" needs a time, such as "weekdays 09:00" or "every 4 hours".';
  if (when.length > MOST_WHEN) return 'That is too long to be a time.';
  const flagged = namespacesOf(values);
  if (names.length > 0 && flagged.length > 0) return 'Name the namespaces once, with -n.';
  if (allNamespaces && names.length + flagged.length > 0) return 'Give either namespaces or -A, not both.';
  return {
    act: 'subscribe',
    when,
    ...(timeZone === undefined ? {} : { timeZone }),
    ask: {
      verb: 'digest',
      ...(cluster === undefined ? {} : { cluster }),
      ...inNamespaces([...names, ...flagged]),
      ...(allNamespaces ? { allNamespaces } : {}),
    },
  };
}

function listing(words: readonly string[]): ScheduleCommand | string {
  if (words.every(isConversation)) return { act: 'list' };
  return '"digest list" shows all that are posted in this channel.';
}

function of(act: 'pause' | 'resume' | 'remove', words: readonly string[]): ScheduleCommand | string {
  const [id = '', ...more] = words
    .map((word) => word.replace(/[?!.,;:]+$/, ''))
    .filter((word) => word !== '');
  if (id === '')
    return `"digest ${act}" needs the id of one: /pod digest list shows them. ${inNamespace(act)}`;
  if (more.length > 0) return `"digest ${act}" takes one id at a time.`;
  if (id.length > MOST_ID) return 'That is too long to be an id: /pod digest list shows them.';
  return { act, id };
}

/** What else a word may have meant. */
export function inNamespace(name: string): string {
  return `For a digest of the namespace ${name}: /pod digest -n ${name}`;
}
