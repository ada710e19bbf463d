import type { Ask, Asker, AskJob, Reply } from '../asks.ts';
import type { Incident } from '../incidents/incident.ts';
import type { Logger } from '../ports.ts';

/** One request, in one line: who asked what, where, and what came of it. Nothing that the cluster said is in it. */
export interface AuditLine {
  readonly id: string;
  readonly user: string;
  /** Empty in App Home. */
  readonly channel: string;
  readonly team?: string;
  readonly verb: string;
  readonly cluster?: string;
  /** `shop`; of a digest also `shop,pay`, and `*` for all. */
  readonly namespace?: string;
  readonly target?: string;
  readonly selector?: string;
  readonly container?: string;
  /** The id of the incident whose button was clicked. */
  readonly incident?: string;
  /** The id of a digest, or of the subscription that it comes from. */
  readonly digest?: string;
  readonly outcome: 'answered' | 'unresolved' | 'failed' | 'refused';
  /** The report's verdict, the error's code. */
  readonly verdict?: string;
  /** `crashloop/configuration-missing`. */
  readonly cause?: string;
  /** From the request's arrival to the answer in Slack. */
  readonly durationMs: number;
}

interface Requested {
  readonly id: string;
  readonly ask: Partial<Ask>;
  readonly asker: Asker;
  readonly askedAt: number;
}

export type Audit = (line: AuditLine) => void;

/** Audit lines among the log's, kept apart by their event. */
export function auditTo(logger: Logger): Audit {
  return (line) => logger.info('audit', { ...line });
}

/** The line of a request that was answered. */
export function auditOfReply(job: AskJob, reply: Reply, now: number): AuditLine {
  return { ...auditBase(job, now), ...outcomeOf(reply) };
}

/** The line of a request that never reached the queue. */
export function auditOfTurnedAway(
  request: Requested,
  now: number,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
): AuditLine {
  return { ...auditBase(request, now), ...came };
}

/** The line of a click on an incident's button: `verb` is what was to be done. */
export function auditOfAct(
  act: Pick<AuditLine, 'id' | 'verb'> & { readonly asker: Asker; readonly askedAt: number },
  incident: Pick<Incident, 'id' | 'subject'>,
  now: number,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
): AuditLine {
  const { cluster, namespace, kind, name } = incident.subject;
  const ask = {
    cluster,
    ...(namespace === undefined ? {} : { namespace }),
    target: `${kind.toLowerCase()}/${name}`,
  };
  return { ...auditBase({ ...act, ask }, now), verb: act.verb, incident: incident.id, ...came };
}

/** The line of what is done about digests: `verb` is `digest pause` or the like. */
export function auditOfDigestAct(
  act: Pick<AuditLine, 'id' | 'verb' | 'digest'> & { readonly asker: Asker; readonly askedAt: number },
  ask: Partial<Ask>,
  now: number,
  came: Pick<AuditLine, 'outcome' | 'verdict'>,
): AuditLine {
  const { verb, digest } = act;
  return { ...auditBase({ ...act, ask }, now), verb, ...present({ digest }), ...came };
}

function auditBase(request: Requested, now: number): Omit<AuditLine, 'outcome'> {
  const { verb = 'why', cluster, namespaces, allNamespaces, target, selector, container } = request.ask;
  const namespace = allNamespaces ? '*' : (request.ask.namespace ?? namespaces?.join());
  const { user, channel, team } = request.asker;
  return {
    id: request.id,
    user,
    channel,
    ...present({ team }),
    verb,
    ...present({ cluster, namespace, target, selector, container }),
    durationMs: Math.max(0, Math.round(now - request.askedAt)),
  };
}

function outcomeOf(reply: Reply): Pick<AuditLine, 'outcome' | 'verdict' | 'cause'> {
  if (reply.kind === 'failed') return { outcome: 'failed', verdict: reply.code };
  if (reply.kind === 'unresolved') return { outcome: 'unresolved', verdict: reply.code };
  if (reply.kind !== 'report') return { outcome: 'answered' };
  const [first] = reply.report.findings;
  const cause = first === undefined ? {} : { cause: `${first.playbook}/${first.cause}` };
  return { outcome: 'answered', verdict: reply.report.verdict, ...cause };
}

function present<T extends object>(fields: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;
}
