import type { Reply } from '../../asks.ts';
import type { Incident, IncidentPlace } from '../../incidents/incident.ts';
import type { Say } from '../say.ts';
import type { AlertDeps } from './alert-deps.ts';
import { cardShape, digest, replyShape } from './shapes.ts';

/** An incident with a place in Slack. */
export type Placed = Incident & { readonly place: IncidentPlace };

export interface Showing {
  /** The answer that tells of it; undefined where nothing was seen of it any more: the proof that there was stays. */
  readonly reply: Reply | undefined;
  /** Its first message may have been posted by who held the work before. */
  readonly begun: boolean;
  /** A person asked: what is shown is shown anew. */
  readonly anew: boolean;
  readonly say: Say;
}

/**
 * Brings Slack in line with an incident: its message, the answer in the thread, what there is to say. Each step is stored
 * once it is done, so that whoever goes on after a crash repeats none.
 * @throws BotError slack-unavailable: to be tried again. slack-not-in-channel, slack-rejected.
 */
export async function showIncident(incident: Placed, showing: Showing, deps: AlertDeps): Promise<Incident> {
  const carded = await showCard(incident, showing, deps);
  const answered = await showReport(carded, showing, deps);
  return sayPending(answered, showing, deps);
}

async function showCard(incident: Placed, showing: Showing, deps: AlertDeps): Promise<Placed> {
  const { say, reply, begun, anew } = showing;
  const { place, id } = incident;
  const shown = shapeOf(incident, reply, deps.clock.now());
  if (incident.shown === shown && place.ts !== undefined && !anew) return incident;
  if (place.ts !== undefined && isSilent(incident, reply)) return incident;
  const isFull = place.threadTs !== undefined && reply !== undefined;
  const message = isFull ? deps.render.full(incident, reply) : deps.render.card(incident);
  if (place.ts !== undefined) {
    await say.edit({ channel: place.channel, ts: place.ts }, message);
    return put({ ...incident, shown }, deps);
  }
  const since = incident.openedAt;
  const { ts } = await say.post(placeOf(place), message, { mark: id, begun, since });
  const now = deps.clock.now();
  return put({ ...incident, place: { ...place, ts }, shown, answeredAt: incident.answeredAt ?? now }, deps);
}

/** As it is stored before it is shown: without a word on what is shown, where that is to be another thing. */
export function unshown(incident: Placed, reply: Reply | undefined, now: number): Placed {
  const { shown, shownReport, ...rest } = incident;
  const stays = shown === shapeOf(incident, reply, now) || isSilent(incident, reply);
  const reportStays = !reply || shownReport === replyShape(reply);
  return {
    ...rest,
    ...(stays && shown !== undefined ? { shown } : {}),
    ...(reportStays && shownReport !== undefined ? { shownReport } : {}),
  };
}

/** Whether what is shown is what was asked for last: one that was not shown wholly may be there or not. */
export function isHalfShown({ place, shown, shownReport }: Placed): boolean {
  return shown === undefined || (place.threadTs === undefined && shownReport === undefined);
}

/** Its answer is part of its message, and nothing new was seen. */
function isSilent({ place, state }: Placed, reply: Reply | undefined): boolean {
  return place.threadTs !== undefined && reply === undefined && state === 'open';
}

/** Under another app's message the answer is part of the card. */
function shapeOf(incident: Placed, reply: Reply | undefined, now: number): string {
  const card = cardShape(incident, now);
  return incident.place.threadTs === undefined || !reply ? card : digest([card, replyShape(reply)]);
}

async function showReport(
  incident: Placed,
  { reply, begun, anew, say }: Showing,
  deps: AlertDeps,
): Promise<Placed> {
  const { place, id } = incident;
  if (place.threadTs !== undefined || place.ts === undefined || !reply) return incident;
  const shownReport = replyShape(reply);
  if (incident.shownReport === shownReport && place.reportTs !== undefined && !anew) return incident;
  const message = deps.render.report(reply);
  if (place.reportTs !== undefined) {
    await say.edit({ channel: place.channel, ts: place.reportTs }, message);
    return put({ ...incident, shownReport }, deps);
  }
  const to = { channel: place.channel, threadTs: place.ts };
  const once = { mark: `${id}-answer`, begun, since: incident.openedAt };
  const { ts: reportTs } = await say.post(to, message, once);
  return put({ ...incident, place: { ...place, reportTs }, shownReport }, deps);
}

async function sayPending(incident: Placed, { say }: Showing, deps: AlertDeps): Promise<Incident> {
  let now = incident;
  for (const one of incident.pending ?? []) {
    const { place } = now;
    const threadTs = place.threadTs ?? place.ts;
    if (threadTs === undefined) return now;
    const rest = now.pending?.slice(1) ?? [];
    if (!one.begun) now = await put({ ...now, pending: [{ ...one, begun: true }, ...rest] }, deps);
    const once = { mark: one.mark, begun: one.begun ?? false, since: now.openedAt };
    await say.post({ channel: place.channel, threadTs }, deps.render.note(one.note, now), once);
    now = await put({ ...now, pending: rest }, deps);
  }
  return now;
}

function placeOf({ channel, threadTs }: IncidentPlace): { channel: string; threadTs?: string } {
  return { channel, ...(threadTs === undefined ? {} : { threadTs }) };
}

async function put(incident: Placed, { incidents }: AlertDeps): Promise<Placed> {
  await incidents.put(incident);
  return incident;
}
