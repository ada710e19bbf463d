import type { AlertNews, InboxItem } from '../../incidents/alert-news.ts';
import { hasAlert, newsIn } from '../../incidents/apply-news.ts';
import type { Incident, IncidentPlace } from '../../incidents/incident.ts';
import type { Settled } from '../../incidents/settled.ts';
import { isCalm } from '../../incidents/storm-calm.ts';
import type { AlertDeps, Destination } from './alert-deps.ts';

interface About {
  readonly items: readonly InboxItem[];
  /** All of the subject's. */
  readonly settled: readonly Settled[];
  readonly event: Settled['event'];
}

/**
 * An incident with the place where it is told: under the message that told of its alert, where a route leads, in a storm's
 * summary; without one while it is held back. Undefined where there is nowhere to tell it.
 */
export async function findPlace(
  incident: Incident,
  about: About,
  deps: AlertDeps,
): Promise<Incident | undefined> {
  const { place, storm, heldUntil } = incident;
  if (place) return withMention(incident, place, deps);
  if (storm && isOpened(incident, about)) return inStormsThread(incident, storm, deps);
  // A summary that nobody reads any more is no place to say that it is there again.
  const isAgain = about.event === 'reopened' && storm && !(await rages(storm.channel, deps));
  if (storm && !isAgain) return incident;
  // What is over without ever having been told is told only where it was held back until now.
  const isNew = about.event === 'opened';
  if (incident.state === 'closed' && isNew) return undefined;
  const to = route(incident, about, deps);
  if (!to.channel) {
    deps.count({ name: 'dropped', reason: 'no-route' });
    deps.logger.warn('alerts.no-route', {
      subject: incident.subject.kind,
      namespace: incident.subject.namespace,
    });
    return undefined;
  }
  if ((isNew || isAgain) && to.heldUntil !== undefined) {
    deps.count({ name: 'incident', event: 'held' });
    return { ...incident, heldUntil: to.heldUntil };
  }
  // Something critical has joined it where its hour has not come and it no longer has to wait.
  if (heldUntil !== undefined && heldUntil > deps.clock.now() && to.heldUntil !== undefined) return incident;
  const { heldUntil: _, storm: __, ...told } = incident;
  const mention = to.mention === undefined ? {} : { mention: to.mention };
  return inChannel({ ...told, ...mention }, { ...to, channel: to.channel }, deps);
}

/** Who is to know of what has become critical: once, and not under another app's message, which told whom it would. */
function withMention(incident: Incident, place: IncidentPlace, deps: AlertDeps): Incident {
  if (incident.mention !== undefined || incident.state !== 'open' || place.threadTs !== undefined)
    return incident;
  const { mention } = routed(incident, deps);
  return mention === undefined ? incident : { ...incident, mention };
}

async function inChannel(
  incident: Incident,
  { channel, threadTs }: IncidentPlace,
  deps: AlertDeps,
): Promise<Incident> {
  const { incidents, stormAt, later, count } = deps;
  const isRaging = await rages(channel, deps);
  const shown = await incidents.countShown(channel, incident.id);
  if (!isRaging && shown <= stormAt)
    return { ...incident, place: { channel, ...(threadTs === undefined ? {} : { threadTs }) } };
  const mention = incident.mention === undefined ? {} : { mention: incident.mention };
  const { id } = await incidents.joinStorm(channel, incident.id, mention);
  count({ name: 'incident', event: 'in-storm' });
  await later.tellStorm(channel);
  return { ...incident, storm: { channel, id } };
}

async function rages(channel: string, { incidents, clock }: AlertDeps): Promise<boolean> {
  const storm = await incidents.storm(channel);
  return storm !== undefined && !isCalm(storm, clock.now());
}

/** Somebody wants a thread for one incident of a storm. */
async function inStormsThread(
  incident: Incident,
  { channel, id }: { readonly channel: string; readonly id: string },
  { incidents }: AlertDeps,
): Promise<Incident> {
  const storm = await incidents.storm(channel);
  if (storm?.id !== id || storm.ts === undefined) return { ...incident, place: { channel } };
  return { ...incident, place: { channel, threadTs: storm.ts } };
}

function isOpened({ id }: Incident, { items }: About): boolean {
  return items.some((item) => item.kind === 'action' && item.action === 'open' && item.incident === id);
}

interface Routed {
  readonly channel?: string;
  readonly threadTs?: string;
  readonly mention?: string;
  readonly heldUntil?: number;
}

function route(incident: Incident, { items, settled }: About, deps: AlertDeps): Routed {
  const message = newsIn(items).flatMap((news) => (isOf(incident, news) ? (threadOf(news) ?? []) : []))[0];
  if (message) return message;
  // Where the alert came with another cause or revision, its thread is there already.
  const before = settled.flatMap(({ incident: other }) => (other.place?.threadTs ? [other.place] : []))[0];
  const firing = newsIn(items).some((news) => isOf(incident, news));
  if (before?.threadTs && !firing) return { channel: before.channel, threadTs: before.threadTs };
  return routed(incident, deps);
}

function routed({ subject, alerts }: Incident, { route, clock }: AlertDeps): Destination {
  const { cluster, namespace } = subject;
  return route({
    alerts,
    cluster,
    ...(namespace === undefined ? {} : { namespace }),
    now: clock.now(),
  });
}

function isOf(incident: Incident, { fingerprint, status }: AlertNews): boolean {
  return status === 'firing' && hasAlert(incident, fingerprint);
}

function threadOf({ origin }: AlertNews): Routed | undefined {
  if (origin.kind === 'webhook') return undefined;
  return { channel: origin.channel, threadTs: origin.threadTs ?? origin.ts };
}
