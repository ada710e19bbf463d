import type { Ask, Reply } from '../../asks.ts';
import { BotError } from '../../errors.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { AlertSubject, InboxItem } from '../../incidents/alert-news.ts';
import { newsIn } from '../../incidents/apply-news.ts';
import type { Look } from '../../incidents/incident.ts';
import { looksOf } from '../../incidents/looks-of.ts';
import { templateOf } from '../../incidents/template-of.ts';
import type { Cluster } from '../../ports.ts';
import { explain } from '../explain-target.ts';
import { sessionOf } from '../session-of.ts';
import type { AlertDeps } from './alert-deps.ts';
import { tellIfAway } from './cluster-away.ts';
import { targetText } from './subject-kinds.ts';

/** One cause of a subject's trouble, and the answer that tells of it. */
export interface Seen {
  readonly look: Look;
  readonly reply: Reply;
}

/** Milliseconds for one diagnosis. */
const WITHIN_MS = 60_000;

/**
 * Looks at a subject: what the cluster says, cause by cause.
 * @throws BotError where the cluster did not answer: to be tried again.
 */
export async function seeSubject(
  subject: AlertSubject,
  items: readonly InboxItem[],
  held: HeldWork,
  deps: AlertDeps,
): Promise<readonly [Seen, ...Seen[]]> {
  const cluster = deps.clusterNamed(subject.cluster);
  const ask = askOf(subject);
  if (!cluster) return [unanswered(ask, unknownCluster(subject.cluster, deps))];
  if (subject.kind === 'Cluster') return [await seeCluster(ask, cluster)];
  const [question] = newsIn(items).flatMap((news) => news.question ?? []);
  if (subject.namespace === undefined && subject.kind !== 'Node') return [asked(ask, question)];
  const leave = await held.enter(subject.cluster);
  try {
    return await diagnose(ask, cluster, held, deps);
  } catch (error) {
    held.signal.throwIfAborted();
    if (!(error instanceof BotError)) throw error;
    if (!error.retryable) return [unanswered(ask, error)];
    await tellIfAway(subject.cluster, newsIn(items), deps);
    throw error;
  } finally {
    leave();
  }
}

function askOf(subject: AlertSubject): Ask {
  const { cluster, namespace } = subject;
  return {
    verb: 'why',
    cluster,
    ...(namespace === undefined ? {} : { namespace }),
    target: targetText(subject),
  };
}

async function diagnose(
  ask: Ask,
  cluster: Cluster,
  held: HeldWork,
  { clock, logs, playbooks, observer }: AlertDeps,
): Promise<readonly [Seen, ...Seen[]]> {
  const signal = AbortSignal.any([held.signal, AbortSignal.timeout(WITHIN_MS)]);
  const { reply, snapshot } = await explain(ask, {
    cluster: sessionOf({ cluster, signal, logs }),
    playbooks: await playbooks(),
    clock,
    signal,
    askedAt: clock.now(),
    ...(observer ? { observer } : {}),
    progress: (step) => observer?.onStep(step),
  }).catch((error) => {
    throw signal.aborted && !held.signal.aborted ? tookTooLong(ask) : error;
  });
  if (reply.kind === 'unresolved') {
    const look = { ...BLANK, cause: reply.code, title: reply.message };
    return [{ look, reply: insideOf(ask.namespace, reply) }];
  }
  if (reply.kind !== 'report') return [{ look: { ...BLANK, cause: 'unanswered', title: '' }, reply }];
  const templates = new Map(
    snapshot?.pods.map((pod) => [pod.metadata?.name ?? '', templateOf(pod)] as const) ?? [],
  );
  const [first, ...rest] = looksOf(reply.report, templates).map(({ look, report }) => ({
    look,
    reply: { ...reply, report },
  }));
  return first ? [first, ...rest] : [{ look: { ...BLANK, cause: 'unexplained', title: '' }, reply }];
}

/** Whoever is told of an alert may not know what there is in other namespaces; and the alert names the one it means. */
function insideOf(namespace: string | undefined, reply: Extract<Reply, { kind: 'unresolved' }>): Reply {
  return { ...reply, near: reply.near.filter((one) => one.namespace === (namespace ?? '')), elsewhere: [] };
}

const BLANK = { template: '', verdict: 'unknown', unwell: [], pods: 0 } as const;

/** Whether it answers at all: one that refuses has answered. */
async function seeCluster(ask: Ask, cluster: Cluster): Promise<Seen> {
  const read = await cluster.session().read({ section: 'namespaces' });
  const away = read.status === 'unavailable' && (read.reason === 'timeout' || read.reason === 'failed');
  if (away) return unanswered(ask, new BotError('cluster-unreachable', read.message));
  const reply: Reply = { kind: 'failed', ask, code: 'cluster-unreachable', message: 'It answers again.' };
  return { look: { ...BLANK, cause: 'none', title: 'it answers', verdict: 'healthy' }, reply };
}

function unanswered(ask: Ask, { code, userMessage: message }: BotError): Seen {
  return {
    look: { ...BLANK, cause: 'unanswered', title: message },
    reply: { kind: 'failed', ask, code, message },
  };
}

function asked(ask: Ask, question = 'Which namespace?'): Seen {
  const message = `${question} Ask with /pod why ${ask.target} -n and its namespace.`;
  return {
    look: { ...BLANK, cause: 'question', title: question },
    reply: { kind: 'failed', ask, code: 'target-invalid', message },
  };
}

function unknownCluster(name: string, { clusterNames }: AlertDeps): BotError {
  return new BotError(
    'context-unknown',
    `The alert is of the cluster "${name}", which I don't know: I know ${clusterNames.join(', ')}. ` +
      'Name its context under alerts.clusters in the configuration.',
  );
}

function tookTooLong({ cluster }: Ask): BotError {
  return new BotError('timeout', `Cluster ${cluster} did not answer within ${WITHIN_MS / 1000} s.`);
}
