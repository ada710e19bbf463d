import { editDistance, nearNames } from '../diagnosis/near-names.ts';
import type { ReadFlags } from './command-flags.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { actOf, inNamespace, SCHEDULE_WORDS, scheduleCommand, scheduleUsage } from './schedule-command.ts';
import { verbAsk } from './verb-ask.ts';

/** Reads what stands after `digest`: where to look, or what is to be done about schedules. */
export function digestCommand(words: readonly string[], flags: ReadFlags): ParsedCommand {
  const [first = '', ...rest] = words;
  if (first.toLowerCase() === 'help' && rest.length === 0) return { kind: 'help', verb: 'digest' };
  const act = actOf(first);
  if (act !== undefined) return scheduleCommand(act, rest, flags);
  // "shop, pay" are namespaces as "shop,pay" are.
  const places =
    words.length < 2
      ? words
      : words
          .join(' ')
          .replaceAll(/\s*,\s*/g, ',')
          .split(' ');
  const meant = meantWord(first, places.length === 1);
  return meant === undefined ? verbAsk('digest', places, flags) : misspelt(first.slice(0, 60), meant);
}

/** A word alone may be a namespace's name: only what is all but one of ours is taken for that. */
function meantWord(word: string, alone: boolean): string | undefined {
  if (word === '') return undefined;
  const [near] = nearNames(word.slice(0, 60).toLowerCase(), SCHEDULE_WORDS, 1);
  if (near === undefined || !alone) return near;
  return near.length > 3 && editDistance(word.toLowerCase(), near) === 1 ? near : undefined;
}

function misspelt(word: string, meant: string): ParsedCommand {
  return {
    kind: 'problem',
    message: `There is no command "digest ${word}". Did you mean "${meant}"? ${inNamespace(word)}`,
    usage: scheduleUsage(actOf(meant) ?? 'subscribe'),
  };
}
