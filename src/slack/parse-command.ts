import type { Verb } from '../asks.ts';
import { editDistance, nearNames } from '../diagnosis/near-names.ts';
import { plainText } from '../slack-text/plain-text.ts';
import { type ReadFlags, readFlags } from './command-flags.ts';
import { type Word, wordsOf } from './command-words.ts';
import { digestCommand } from './digest-command.ts';
import { withoutEmoji } from './emoji.ts';
import { isHidden, kindWord } from './kind-words.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { isConversation, plainWords } from './plain-words.ts';
import { withDashes } from './schedule-command.ts';
import { isThanks } from './thanks.ts';
import { verbAsk } from './verb-ask.ts';
import { usageOf, VERB_SHAPES, verbOf } from './verbs.ts';

/** Far more than a command needs; Slack lets 40,000 through. */
const MOST_CHARACTERS = 2_000;
const GENERAL_USAGE = '/pod why <target> [-n namespace]';
const HELP_WORDS = ['help', '?', 'commands'];
/** Said before the command by habit. */
const PREFIXES = ['/pod', 'kubectl', 'k', 'podwhy'];

/** Reads what stands after `/pod`, as Slack sends it. Never throws. */
export function parseCommand(slackText: string): ParsedCommand {
  const flags = flagsOf(typedWords(slackText));
  const exact = parseExact(flags);
  return exact.kind === 'problem' ? (parsePlain(flags) ?? exact) : exact;
}

/**
 * Reads what was said to the bot in a message. What can't be made out is answered with help; a problem is only named
 * where it is clear that a command was meant. Never throws.
 */
export function parseMention(slackText: string): ParsedCommand {
  const typed = typedWords(slackText);
  if (isThanks(typed) || isThanks(withoutEmoji(typed))) return { kind: 'thanks' };
  const flags = flagsOf(typed);
  const plain = parsePlain(flags);
  if (plain !== undefined) return plain;
  const exact = parseExact(flags);
  const [first = '', ...rest] = flags.words;
  const commanded = verbOf(first) !== undefined;
  const subject = commanded ? rest : flags.words;
  if (exact.kind === 'ask') {
    return subject.length > 0 && subject.every(isConversation) ? { kind: 'help' } : exact;
  }
  const meant =
    commanded &&
    (flags.given.length > 0 ||
      flags.problem !== undefined ||
      rest.length === 0 ||
      first.toLowerCase() === 'digest');
  return exact.kind === 'problem' && !meant && !isHidden(subject) ? { kind: 'help' } : exact;
}

function typedWords(slackText: string): readonly Word[] {
  return wordsOf(plainText(slackText.slice(0, MOST_CHARACTERS)));
}

function flagsOf(typed: readonly Word[]): ReadFlags {
  const words = withoutEmoji(typed);
  const prefixed = PREFIXES.includes(words[0]?.text.toLowerCase() ?? '');
  return readFlags(withDashes(prefixed ? words.slice(1) : words));
}

function parsePlain(flags: ReadFlags): ParsedCommand | undefined {
  if (flags.problem !== undefined || flags.wantsHelp) return undefined;
  const meant = plainWords(flags.words, flags.values);
  if (meant === undefined) return undefined;
  const parsed = verbCommand(meant.verb, meant.words, { ...flags, values: meant.values });
  return parsed.kind === 'problem' ? undefined : parsed;
}

function parseExact(flags: ReadFlags): ParsedCommand {
  const [first, ...rest] = flags.words;
  if (first !== undefined && HELP_WORDS.includes(first.toLowerCase())) return help(rest[0]);
  if (flags.wantsHelp) return help(first);
  if (first === undefined) {
    const empty = flags.given.length === 0 && flags.problem === undefined;
    return empty ? { kind: 'help' } : verbAsk('why', [], flags);
  }
  const verb = verbOf(first);
  return verb === undefined ? withoutVerb(first, flags) : verbCommand(verb, rest, flags);
}

function verbCommand(verb: Verb, words: readonly string[], flags: ReadFlags): ParsedCommand {
  return verb === 'digest' ? digestCommand(words, flags) : verbAsk(verb, words, flags);
}

function help(about: string | undefined): ParsedCommand {
  const verb = about === undefined ? undefined : verbOf(about);
  return { kind: 'help', ...(verb === undefined ? {} : { verb }) };
}

/** `/pod web`, `/pod deploy web`: why. Anything longer was meant to begin with a verb. */
function withoutVerb(first: string, flags: ReadFlags): ParsedCommand {
  const alone = flags.words.length === 1;
  const meant = nearNames(first.slice(0, 60), [...Object.keys(VERB_SHAPES), 'help'], 1)[0];
  const isTarget = alone ? !isMisspelt(first, meant) : kindWord(first) !== undefined || isHidden(flags.words);
  if (isTarget) return verbAsk('why', flags.words, flags);
  const shown = first.slice(0, 60);
  const guess = meant === undefined ? '' : ` Did you mean "${meant}"?`;
  const named = alone ? ` To ask about something of that name: /pod why ${shown}` : '';
  return {
    kind: 'problem',
    message: `There is no command "${shown}".${guess}${named}`,
    usage: meant === undefined || meant === 'help' ? GENERAL_USAGE : usageOf(meant as Verb),
  };
}

/** A word alone may be a pod's name: only what is all but a verb that needs no target is taken for that. */
function isMisspelt(word: string, meant: string | undefined): boolean {
  if (meant === undefined || !['help', 'list', 'nodes', 'digest'].includes(meant)) return false;
  return editDistance(word.toLowerCase(), meant) === 1;
}
