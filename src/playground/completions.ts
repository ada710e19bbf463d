import type { AskableName } from './askable-names.ts';
import type { Completions } from './contract.ts';

/** A command that can be typed. */
export interface Command {
  readonly verb: string;
  /** `/pod logs <target> [-c container]` */
  readonly usage: string;
  readonly summary: string;
}

type Lines = Completions['lines'];

const MOST = 12;

/** What could stand at the end of the text, whole lines: a verb first, then a name, or a namespace after `-n`. */
export function completionsOf(
  text: string,
  commands: readonly Command[],
  names: readonly AskableName[],
): Completions {
  return { lines: linesFor(text, commands, names) };
}

function linesFor(text: string, commands: readonly Command[], names: readonly AskableName[]): Lines {
  const typed = /^\/pod +(\S*)( +)?(.*)$/.exec(text);
  if (!typed) return text !== '' && '/pod'.startsWith(text.trimEnd()) ? verbs('', commands) : [];
  const [, verb = '', space, rest = ''] = typed;
  if (space === undefined) return verbs(verb, commands);
  const command = commands.find((one) => one.verb === verb.toLowerCase());
  if (command === undefined) return [];
  const before = `/pod ${verb}${space}`;
  const namespaces = names.filter(({ is }) => is === 'namespace');
  const [, upToFlag, namespace = ''] = /^(.*-n +)(\S*)$/.exec(rest) ?? [];
  if (upToFlag !== undefined) return fitting(before + upToFlag, namespace, namespaces);
  if (rest.includes(' ')) return [];
  if (command.usage.includes('[namespace]')) return fitting(before, rest, namespaces);
  const workloads = names.filter(({ is }) => is === 'workload');
  return command.usage.includes('<target>') ? fitting(before, rest, workloads) : [];
}

function verbs(typed: string, commands: readonly Command[]): Lines {
  return commands
    .filter(({ verb }) => verb.startsWith(typed.toLowerCase()))
    .map(({ verb, summary }) => ({ text: `/pod ${verb} `, about: summary }));
}

/** Words of which a part begins with what was typed before those that have it elsewhere. */
function fitting(before: string, typed: string, names: readonly AskableName[]): Lines {
  const lower = typed.toLowerCase();
  const begins = ({ word }: AskableName) => word.split('/').some((part) => part.startsWith(lower));
  const found = names.filter(({ word }) => word.includes(lower) && word !== typed);
  return [...found.filter(begins), ...found.filter((one) => !begins(one))]
    .slice(0, MOST)
    .map(({ word, about }) => ({ text: before + word, about }));
}
