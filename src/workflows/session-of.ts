import type { Cluster } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { untilAborted } from './until-aborted.ts';
import { withoutLogs } from './without-logs.ts';

/** The cluster for one answer: with counts of its own, until the signal aborts, without logs where they are kept out. */
export function sessionOf({
  cluster,
  signal,
  logs,
}: Pick<AnswerDeps, 'cluster' | 'signal' | 'logs'>): Cluster {
  const session = untilAborted(cluster.session(), signal);
  return logs === false ? withoutLogs(session) : session;
}
