import type { Verb } from '../../asks.ts';
import { VERB_SHAPES } from '../verbs.ts';

export interface CommandHelp {
  readonly verb: Verb | 'help';
  /** `/pod logs <target> [-c container]`. */
  readonly usage: string;
  /** What one gets, in a few words. */
  readonly summary: string;
  readonly examples: readonly string[];
}

const ABOUT: Readonly<Record<Verb, Omit<CommandHelp, 'verb' | 'usage'>>> = {
  why: {
    summary: 'why it is unwell: the cause, the proof, the fix',
    examples: ['/pod why web', '/pod why deploy/web -n shop', '/pod why shop/web -c sidecar'],
  },
  logs: {
    summary: 'the end of a log',
    examples: ['/pod logs web', '/pod logs web --previous', '/pod logs web -c sidecar --since 10m'],
  },
  events: { summary: 'what happened to it, newest last', examples: ['/pod events web'] },
  describe: { summary: 'a pod in detail', examples: ['/pod describe web-5d6f'] },
  list: {
    summary: 'the pods of a namespace, the unwell first',
    examples: ['/pod list shop', '/pod list --unhealthy'],
  },
  top: { summary: 'CPU and memory in use', examples: ['/pod top shop'] },
  nodes: { summary: 'the nodes and what troubles them', examples: ['/pod nodes --cluster prod'] },
  watch: {
    summary: 'why, kept up to date for up to 15 minutes',
    examples: ['/pod watch web'],
  },
  yaml: { summary: 'an object as the cluster has it, without secrets', examples: ['/pod yaml deploy/web'] },
};

/** Every command, for the help, the README and the app's manifest. */
export const COMMANDS: readonly CommandHelp[] = [
  ...(Object.keys(ABOUT) as readonly Verb[]).map((verb) => ({
    verb,
    usage: `/pod ${verb} ${VERB_SHAPES[verb].words}`.trimEnd(),
    ...ABOUT[verb],
  })),
  {
    verb: 'help',
    usage: '/pod help [command]',
    summary: 'these commands, or one with examples',
    examples: ['/pod help logs'],
  },
];
