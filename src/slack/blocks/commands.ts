import type { Verb } from '../../asks.ts';
import { VERB_SHAPES } from '../verbs.ts';

export interface CommandHelp {
  readonly verb: Verb | 'help';
  /** `/pod logs <target> [-c container]`. */
  readonly usage: string;
  /** What one gets, in a few words. */
  readonly summary: string;
  readonly examples: readonly string[];
  /** What the examples leave open. */
  readonly more?: string;
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
  digest: {
    summary: 'what is broken in a namespace or a cluster, and what is new',
    examples: [
      '/pod digest shop',
      '/pod digest -n shop,pay --cluster prod',
      '/pod digest -A',
      '/pod digest subscribe "weekdays 09:00" -n shop --tz Europe/Zurich',
      '/pod digest subscribe every 4 hours -A',
      '/pod digest list',
      '/pod digest pause shop-9k2f',
      '/pod digest resume shop-9k2f',
      '/pod digest remove shop-9k2f',
    ],
    more:
      '“subscribe” has a digest posted in the channel at set times, in plain words or in cron’s way ("0 9 * * 1-5"), by the clocks ' +
      'of --tz; “list” shows which are. A namespace that is called like one of these words is asked for with -n.',
  },
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
