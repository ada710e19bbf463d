import type { Verb } from '../asks.ts';
import type { FlagValues, ReadFlags } from './command-flags.ts';
import { kindWord } from './kind-words.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { type Flag, usageOf, VERB_SHAPES } from './verbs.ts';

const MOST_TARGET = 400;

/** The ask that a verb, the words after it and the flags make, or what is wrong with them. */
export function verbAsk(verb: Verb, words: readonly string[], flags: ReadFlags): ParsedCommand {
  const problem = flags.problem ?? misplaced(verb, flags.given) ?? misnamed(verb, words, flags.values);
  if (problem !== undefined) return { kind: 'problem', message: problem, usage: usageOf(verb) };
  const { values } = flags;
  if (VERB_SHAPES[verb].takes === 'target') {
    const target = words.length === 0 ? {} : { target: words.join('/') };
    return { kind: 'ask', ask: { verb, ...target, ...values } };
  }
  const namespace = values.namespace ?? words[0];
  return { kind: 'ask', ask: { verb, ...values, ...(namespace === undefined ? {} : { namespace }) } };
}

function misplaced(verb: Verb, given: readonly Flag[]): string | undefined {
  const flag = given.find((one) => !VERB_SHAPES[verb].flags.includes(one));
  return flag === undefined ? undefined : `"${verb}" has no flag --${flag}.`;
}

function misnamed(verb: Verb, words: readonly string[], values: FlagValues): string | undefined {
  const { takes } = VERB_SHAPES[verb];
  const most = takes === 'nothing' ? 0 : takes === 'target' && kindWord(words[0] ?? '') ? 2 : 1;
  if (words.length > most) {
    const shown = words
      .slice(most, most + 3)
      .join(' ')
      .slice(0, 100);
    return `"${verb}" does not know what to do with "${shown}".`;
  }
  if (words.join('/').length > MOST_TARGET) return 'That name is too long to be one of Kubernetes.';
  if (takes === 'target') return mistargeted(verb, words, values);
  const [namespace] = words;
  if (namespace === undefined || (values.namespace ?? namespace) === namespace) return undefined;
  return `The namespace is named twice: "${namespace}" and "${values.namespace}".`;
}

function mistargeted(verb: Verb, words: readonly string[], values: FlagValues): string | undefined {
  const named = words.length > 0;
  if (named && values.selector !== undefined) return 'Give either a name or labels (-l), not both.';
  if (named || values.selector !== undefined) return undefined;
  return `"${verb}" needs a pod or a workload to look at.`;
}
