import type { Verb } from '../asks.ts';

export type Flag =
  | 'namespace'
  | 'cluster'
  | 'container'
  | 'previous'
  | 'tail'
  | 'since'
  | 'selector'
  | 'unhealthy'
  | 'all-namespaces'
  | 'tz';

interface VerbShape {
  /** What stands after the verb: something to look at, a namespace, or nothing. */
  readonly takes: 'target' | 'namespace' | 'nothing';
  readonly flags: readonly Flag[];
  /** What is typed after the verb, besides the namespace and the cluster. */
  readonly words: string;
  readonly also: readonly string[];
}

export const VERB_SHAPES: Readonly<Record<Verb, VerbShape>> = {
  why: shape('target', ['container', 'selector'], '<target> [-c container] [-l labels]', [
    'explain',
    'diagnose',
    'debug',
  ]),
  logs: shape(
    'target',
    ['container', 'previous', 'tail', 'since', 'selector'],
    '<target> [-c container] [--previous] [--tail 100] [--since 10m]',
    ['log'],
  ),
  events: shape('target', ['selector'], '<target>', ['event']),
  describe: shape('target', ['selector'], '<target>', ['desc']),
  list: shape('namespace', ['selector', 'unhealthy'], '[namespace] [--unhealthy]', ['ls', 'pods']),
  top: shape('namespace', ['selector'], '[namespace]', ['usage']),
  nodes: { takes: 'nothing', flags: ['cluster'], words: '', also: ['node'] },
  watch: shape('target', ['selector'], '<target>', ['follow']),
  yaml: shape('target', [], '<target>', ['yml', 'manifest']),
  digest: shape('namespace', ['all-namespaces'], '[namespace] [-n shop,pay | -A]', ['digests', 'health']),
};

function shape(
  takes: VerbShape['takes'],
  flags: readonly Flag[],
  words: string,
  also: readonly string[],
): VerbShape {
  return { takes, flags: ['namespace', 'cluster', ...flags], words, also };
}

/** The verb that a word means, in any case, or undefined. */
export function verbOf(word: string): Verb | undefined {
  const lower = word.toLowerCase();
  for (const [verb, { also }] of Object.entries(VERB_SHAPES) as [Verb, VerbShape][])
    if (verb === lower || also.includes(lower)) return verb;
  return undefined;
}

/** How a verb is typed. */
export function usageOf(verb: Verb): string {
  const { takes, words } = VERB_SHAPES[verb];
  if (takes === 'nothing') return `/pod ${verb} [--cluster name]`;
  return `/pod ${verb} ${words} ${takes === 'target' ? '[-n namespace] ' : ''}[--cluster name]`;
}
