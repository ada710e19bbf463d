import type { Ask, Reply } from '../asks.ts';
import { toReport } from '../diagnosis/report.ts';
import type { Read, SectionName, Snapshot } from '../diagnosis/snapshot.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { diagnoseTarget } from './diagnose-target.ts';
import { queryOf } from './query-of.ts';
import { unresolvedReply } from './unresolved-reply.ts';

/** A reply, and what a report was judged from. */
export interface Explained {
  readonly reply: Reply;
  readonly snapshot?: Snapshot;
}

/** Why a target is as it is. */
export async function explain(ask: Ask, deps: AnswerDeps): Promise<Explained> {
  const { cluster, playbooks, clock, progress, observer } = deps;
  const startedAt = clock.now();
  progress(`finding ${ask.target ?? ask.selector ?? 'the target'}`);
  const outcome = await diagnoseTarget(cluster, queryOf(ask), {
    playbooks,
    ...(ask.container === undefined ? {} : { container: ask.container }),
    onProgress: (reads) => progress(`reading ${inWords(reads)}`),
  });
  if (outcome.status !== 'diagnosed') return { reply: await unresolvedReply(ask, outcome, cluster) };
  progress('judging');
  const { requests, roundTrips } = cluster.cost();
  const cost = { requests, roundTrips, durationMs: clock.now() - startedAt };
  const report = toReport(outcome.diagnosis, playbooks, { cluster: ask.cluster, cost });
  const { snapshot } = outcome;
  observer?.onExplained({ report, snapshot });
  return { reply: { kind: 'report', ask, report }, snapshot };
}

/** Sections whose names people don't know. */
const WORDS: Readonly<Partial<Record<SectionName, string>>> = {
  log: 'logs',
  'node-pods': 'pods of nodes',
  'replica-sets': 'revisions',
  claim: 'volume claims',
  volume: 'volumes',
  'persistent-volumes': 'volumes',
  names: 'names',
  'pod-metrics': 'use',
};

/** `events, logs, node` */
function inWords(reads: readonly Read[]): string {
  const words = reads.map(({ section }) => WORDS[section] ?? section.replaceAll('-', ' '));
  return [...new Set(words)].join(', ');
}
