import type { Ask, Reply, RunResult, Verb } from '../asks.ts';
import { BotError, type ErrorCode } from '../errors.ts';
import type { FoundTarget } from '../ports.ts';
import { subjectOf } from './alerts/subject-of.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { describePod } from './describe-pod.ts';
import { answerDigest } from './digests/answer-digest.ts';
import { explain } from './explain-target.ts';
import { listNodes } from './list-nodes.ts';
import { listPods } from './list-pods.ts';
import { queryOf } from './query-of.ts';
import { sessionOf } from './session-of.ts';
import { showEvents } from './show-events.ts';
import { showLogs } from './show-logs.ts';
import { showUse } from './show-use.ts';
import { showYaml } from './show-yaml.ts';
import { unresolvedReply } from './unresolved-reply.ts';
import { watchTarget } from './watch-target.ts';

/** Errors that the asker can mend: answered, never tried again. */
const USER_ERRORS: ReadonlySet<ErrorCode> = new Set([
  'target-invalid',
  'target-unsupported',
  'usage',
  'denied',
]);

type OfTarget = (found: FoundTarget, ask: Ask, deps: AnswerDeps) => Promise<Reply>;

/** What is shown of a target once it is found. */
const SHOW: Readonly<Partial<Record<Verb, OfTarget>>> = {
  logs: showLogs,
  events: showEvents,
  describe: describePod,
  yaml: showYaml,
};

/**
 * Answers an ask once. A name that fits nothing or too much, and what the asker got wrong, are replies.
 * @throws BotError where the cluster could not be asked: the caller decides whether to try again. The signal's reason
 * once it aborts.
 */
export async function answerAsk(ask: Ask, deps: AnswerDeps): Promise<RunResult> {
  try {
    return await answer(ask, { ...deps, cluster: sessionOf(deps) });
  } catch (error) {
    if (!(error instanceof BotError) || !USER_ERRORS.has(error.code)) throw error;
    return { reply: { kind: 'failed', ask, code: error.code, message: error.userMessage } };
  }
}

async function answer(ask: Ask, deps: AnswerDeps): Promise<RunResult> {
  switch (ask.verb) {
    case 'why':
      return why(ask, deps);
    case 'watch':
      return watchTarget(ask, deps);
    case 'list':
      return { reply: await listPods(ask, deps) };
    case 'top':
      return { reply: await showUse(ask, deps) };
    case 'nodes':
      return { reply: await listNodes(ask, deps) };
    case 'digest':
      return { reply: await digest(ask, deps) };
    default:
      return { reply: await show(ask, deps) };
  }
}

async function why(ask: Ask, deps: AnswerDeps): Promise<RunResult> {
  const { reply, snapshot } = await explain(ask, deps);
  return { reply, ...(snapshot ? { subject: subjectOf(ask.cluster, snapshot) } : {}) };
}

async function digest(ask: Ask, deps: AnswerDeps): Promise<Reply> {
  if (!deps.digests) throw new BotError('usage', 'There are no digests here.');
  return answerDigest(ask, deps, deps.digests);
}

async function show(ask: Ask, deps: AnswerDeps): Promise<Reply> {
  const showTarget = SHOW[ask.verb];
  if (!showTarget) throw new BotError('usage', `There is no "${ask.verb}". Ask \`/pod help\`.`);
  if (ask.verb === 'logs' && deps.logs === false) {
    throw new BotError('denied', 'Logs are switched off here (LOGS=off). Read them with `kubectl logs`.');
  }
  deps.progress(`finding ${ask.target ?? ask.selector ?? 'the target'}`);
  const resolution = await deps.cluster.resolve(queryOf(ask));
  if (resolution.status !== 'found') return unresolvedReply(ask, resolution, deps.cluster);
  return showTarget(resolution, ask, deps);
}
