import type { Verb } from '../asks.ts';
import type { FlagValues, ReadFlags } from './command-flags.ts';
import { isHidden, kindWord } from './kind-words.ts';
import type { ParsedCommand } from './parsed-command.ts';
import { inNamespaces, namesIn, namespacesOf } from './typed-namespaces.ts';
import { type Flag, usageOf, VERB_SHAPES } from './verbs.ts';

const MOST_TARGET = 400;

/** The ask that a verb, the words after it and the flags make, or what is wrong with them. */
export function verbAsk(verb: Verb, words: readonly string[], flags: ReadFlags): ParsedCommand {
  const problem =
    flags.problem ??
    misplaced(verb, flags.given) ??
    misnamed(verb, words, flags.values) ??
    scattered(verb, placesOf(verb, words, flags.values), flags.values);
  if (problem !== undefined) return { kind: 'problem', message: problem, usage: usageOf(verb) };
  const { namespace: _, namespaces: __, ...values } = flags.values;
  const places = inNamespaces(placesOf(verb, words, flags.values));
  const named = VERB_SHAPES[verb].takes === 'target' && words.length > 0;
  return { kind: 'ask', ask: { verb, ...(named ? { target: words.join('/') } : {}), ...values, ...places } };
}

/** The namespaces that are named, by flags or as what stands after the verb. */
function placesOf(verb: Verb, words: readonly string[], values: FlagValues): readonly string[] {
  const first = VERB_SHAPES[verb].takes === 'namespace' ? namesIn(words[0] ?? '') : [];
  return [...new Set([...namespacesOf(values), ...first])];
}

function misplaced(verb: Verb, given: readonly Flag[]): string | undefined {
  const flag = given.find((one) => !VERB_SHAPES[verb].flags.includes(one));
  if (flag === 'all-namespaces') return inAllNamespaces(verb);
  return flag === undefined ? undefined : `"${verb}" has no flag --${flag}.`;
}

/** What does work in place of -A. */
function inAllNamespaces(verb: Verb): string {
  const { takes } = VERB_SHAPES[verb];
  if (takes === 'nothing') return `"${verb}" is about the whole cluster already: leave out -A.`;
  const everywhere = 'What is broken in all of them says /pod digest -A.';
  if (takes === 'namespace')
    return `"${verb}" shows one namespace at a time: name it, as in /pod ${verb} -n shop. ${everywhere}`;
  return `"${verb}" looks into one namespace: name it with -n. If the name is only in another, the answer says where. ${everywhere}`;
}

function misnamed(verb: Verb, words: readonly string[], values: FlagValues): string | undefined {
  const { takes } = VERB_SHAPES[verb];
  if (takes === 'target' && isHidden(words)) return hidden(verb);
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
  const flagged = namespacesOf(values);
  if (namespace === undefined || flagged.length === 0 || namespace === flagged.join(',')) return undefined;
  return `The namespace is named twice: "${namespace}" and "${flagged.join(',').slice(0, 100)}".`;
}

function hidden(verb: Verb): string {
  const next =
    verb === 'why' || verb === 'watch'
      ? 'Ask about the pod that needs one: what it lacks is in the answer.'
      : `"${verb}" is for pods and workloads, as in /pod ${verb} deploy/web.`;
  return `Secrets are never shown, nor the values of ConfigMaps. ${next}`;
}

function mistargeted(verb: Verb, words: readonly string[], values: FlagValues): string | undefined {
  const named = words.length > 0;
  if (named && values.selector !== undefined) return 'Give either a name or labels (-l), not both.';
  if (named || values.selector !== undefined) return undefined;
  return `"${verb}" needs a pod or a workload to look at.`;
}

/** Only a digest is of several namespaces, or of all. */
function scattered(verb: Verb, places: readonly string[], { allNamespaces }: FlagValues): string | undefined {
  if (verb === 'digest')
    return allNamespaces && places.length > 0 ? 'Give either namespaces or -A, not both.' : undefined;
  if (places.length < 2) return undefined;
  const shown = places.slice(0, 3).map((name) => `"${name.slice(0, 60)}"`);
  return `"${verb}" looks into one namespace at a time, not into ${shown.join(' and ')}.`;
}
