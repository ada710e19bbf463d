import type { IncidentLink, Reply, ReplyTo, RunResult } from '../asks.ts';
import type { IncidentStore } from '../incident-ports.ts';
import type { AlertSubject } from '../incidents/alert-news.ts';
import type { Incident } from '../incidents/incident.ts';
import type { MessageRef, Messenger } from '../ports.ts';

export interface LinkDeps {
  readonly incidents: Pick<IncidentStore, 'of' | 'storm'>;
  readonly messenger: Pick<Messenger, 'permalink'>;
}

/** A message that tells of an incident. */
interface Told extends MessageRef {
  readonly threadTs: string;
  readonly inStorm?: true;
}

/** A report that names the incident of what it is about, where that is told of somewhere and not closed. */
export async function linkIncident(result: RunResult, deps: LinkDeps): Promise<RunResult> {
  const { reply, subject } = result;
  if (reply.kind !== 'report' || !subject) return result;
  const causes = reply.report.findings.map(({ playbook, cause }) => `${playbook}/${cause}`);
  const incident = await incidentOf(subject, causes, deps);
  return incident ? { ...result, reply: { ...reply, incident } } : result;
}

/** Where the open incident of a subject is told, the one with one of these causes before others. */
export async function incidentOf(
  subject: AlertSubject,
  causes: readonly string[],
  deps: LinkDeps,
): Promise<IncidentLink | undefined> {
  const known = await deps.incidents.of(subject);
  for (const incident of nearestFirst(known, new Set(causes))) {
    const told = await whereTold(incident, deps);
    if (!told) continue;
    const { channel, ts, ...at } = told;
    const url = await deps.messenger.permalink({ channel, ts });
    return url === undefined ? undefined : { openedAt: incident.openedAt, channel, url, ...at };
  }
  return undefined;
}

/** Those with one of the causes before others; the newest first, as the store has them. */
function nearestFirst(known: readonly Incident[], causes: ReadonlySet<string>): readonly Incident[] {
  const open = known.filter(({ state }) => state !== 'closed');
  return [...open].sort((a, b) => Number(causes.has(b.cause)) - Number(causes.has(a.cause)));
}

/** Undefined while it is held back, and while its message is on its way. */
async function whereTold({ place, storm }: Incident, { incidents }: LinkDeps): Promise<Told | undefined> {
  if (place?.ts !== undefined)
    return { channel: place.channel, ts: place.ts, threadTs: place.threadTs ?? place.ts };
  if (place || !storm) return undefined;
  const known = await incidents.storm(storm.channel);
  if (known?.id !== storm.id || known.ts === undefined) return undefined;
  return { channel: storm.channel, ts: known.ts, threadTs: known.ts, inStorm: true };
}

/** In the incident's own thread an answer need not say where that is. */
export function withoutOwnThread(reply: Reply, to: ReplyTo): Reply {
  if (reply.kind !== 'report' || !reply.incident || !isIn(reply.incident, to)) return reply;
  const { incident: _, ...rest } = reply;
  return rest;
}

function isIn({ channel, threadTs }: IncidentLink, to: ReplyTo): boolean {
  return to.kind === 'message' && to.channel === channel && (to.threadTs ?? to.ts) === threadTs;
}
