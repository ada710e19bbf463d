import { BotError } from '../../errors.ts';
import type { HeldWork } from '../../incident-ports.ts';
import type { AlertNews, AlertSubject, InboxItem } from '../../incidents/alert-news.ts';
import { newsIn } from '../../incidents/apply-news.ts';
import type { Incident, Look } from '../../incidents/incident.ts';
import { settle } from '../../incidents/settle.ts';
import type { Settled } from '../../incidents/settled.ts';
import { sayFor } from '../say.ts';
import type { AlertDeps } from './alert-deps.ts';
import { hasWaited, tellIfBack } from './cluster-away.ts';
import { findPlace } from './find-place.ts';
import { schedule } from './schedule.ts';
import { type Seen, seeSubject } from './see-subject.ts';
import { cardShape, digest } from './shapes.ts';
import { isHalfShown, type Placed, type Showing, showIncident, unshown } from './show-incident.ts';

/** So soon after a look, the same news are no reason for another. */
const FRESH_MS = 20_000;

/**
 * Follows up on everything that waits for a subject: looks at it once, brings its incidents in line, and Slack in line with
 * those. Doing it twice is doing it once.
 * @throws BotError where the cluster or Slack does not answer: to be tried again.
 */
export async function lookAtSubject(
  subject: AlertSubject,
  items: readonly InboxItem[],
  held: HeldWork,
  deps: AlertDeps,
): Promise<void> {
  const known = await deps.incidents.of(subject);
  countKnown(known, items, deps);
  if (isForNothing(known, items, deps.clock.now())) return;
  const seen = await seeSubject(subject, items, held, deps);
  const now = deps.clock.now();
  if (subject.kind !== 'Cluster' && newsIn(items).some((one) => hasWaited(one, now)))
    await tellIfBack(subject.cluster, deps);
  const [first, ...rest] = seen.map(({ look }) => look) as [Look, ...Look[]];
  const looks = [first, ...rest] as const;
  const settled = settle({ subject, incidents: known, looks, items, now, newId: digest });
  await held.permit();
  // An incident that is over may have left its alerts to another: that one comes first, or a crash would lose them.
  for (const one of settled.toSorted((a, b) => Number(isClosed(a)) - Number(isClosed(b)))) {
    const before = known.find(({ id }) => id === one.incident.id);
    await follow(one, before, { seen, items, held, settled }, deps);
  }
}

function isClosed({ incident }: Settled): boolean {
  return incident.state === 'closed';
}

/** Nothing in the inbox asks for a look: all is known since a moment ago, or what it is about is over. */
function isForNothing(known: readonly Incident[], items: readonly InboxItem[], now: number): boolean {
  if (known.some(isUnfinished)) return false;
  const open = known.filter(({ state }) => state !== 'closed');
  return items.every((item) => {
    if (item.kind === 'look' && item.why !== 'quiet-over')
      return !open.some(({ id }) => id === item.incident);
    if (item.kind !== 'alert') return !known.some(({ id }) => id === item.incident);
    if (item.news.status === 'resolved')
      return !open.some(({ alerts }) =>
        alerts.some(
          ({ fingerprint, status }) => fingerprint === item.news.fingerprint && status === 'firing',
        ),
      );
    return open.some((incident) => isKnown(incident, item.news) && now - incident.lookedAt < FRESH_MS);
  });
}

function isKnown(incident: Incident, { fingerprint }: AlertNews): boolean {
  return incident.alerts.some((alert) => alert.fingerprint === fingerprint && alert.status === 'firing');
}

/** Whoever held the work before did not come to its end. */
function isUnfinished(incident: Incident): boolean {
  const { pending = [] } = incident;
  return pending.length > 0 || (isPlaced(incident) && isHalfShown(incident));
}

function isPlaced(incident: Incident): incident is Placed {
  return incident.place !== undefined;
}

function countKnown(known: readonly Incident[], items: readonly InboxItem[], { count }: AlertDeps): void {
  for (const news of newsIn(items))
    if (news.status === 'firing' && known.some((one) => one.state !== 'closed' && isKnown(one, news)))
      count({ name: 'deduplicated' });
}

interface Followed {
  readonly seen: readonly [Seen, ...Seen[]];
  readonly items: readonly InboxItem[];
  readonly held: HeldWork;
  readonly settled: readonly Settled[];
}

async function follow(
  { incident, event, look, notes }: Settled,
  before: Incident | undefined,
  { seen, items, held, settled }: Followed,
  deps: AlertDeps,
): Promise<void> {
  if (isAtRest(incident, before, items)) return;
  const begun = before !== undefined && isPlaced(before) && isHalfShown(before);
  const now = deps.clock.now();
  // Its first message tells how it is: what was before that is nobody's news.
  const news = before?.place
    ? notes.map((note, index) => ({ note, mark: markOf(incident, index, now) }))
    : [];
  const pending = [...(incident.pending ?? []), ...news];
  const noted: Incident = pending.length > 0 ? { ...incident, pending } : incident;
  const found = await findPlace(noted, { items, settled, event }, deps);
  if (!found) return;
  const placed = noted.place && found.mention !== noted.mention ? withCall(found, now) : found;
  // First what is to come of it: whoever goes on after a crash does not see that it has changed once it is stored.
  await schedule(placed, { isFresh: isFresh(event, notes), items }, deps);
  if (placed.storm && before && cardShape(placed, now) !== cardShape(before, now))
    await deps.later.tellStorm(placed.storm.channel);
  // What was proven stays, until there is something else to say.
  const about = look ?? (isAnswered(before) && !isAskedFor(incident, items) ? undefined : 0);
  const reply = about === undefined ? undefined : seen[about]?.reply;
  await deps.incidents.put(isPlaced(placed) ? unshown(placed, reply, now) : placed);
  if (event) deps.count({ name: 'incident', event });
  await show(placed, { reply, begun, items, held }, deps);
}

function isAnswered(incident: Incident | undefined): boolean {
  const { ts, threadTs, reportTs } = incident?.place ?? {};
  return reportTs !== undefined || (ts !== undefined && threadTs !== undefined);
}

/** Closed as it was before, and told: to store it again would keep it for ever. */
function isAtRest(incident: Incident, before: Incident | undefined, items: readonly InboxItem[]): boolean {
  if (incident.state !== 'closed' || before?.state !== 'closed') return false;
  const released = before.heldUntil !== undefined && incident.heldUntil === undefined;
  return !released && !isUnfinished(incident) && !isAskedFor(incident, items);
}

/** Incidents may share a thread: no two of them have a mark in common. */
function markOf({ id }: Incident, index: number, now: number): string {
  return `${id}-note-${now}-${index}`;
}

/** Its first message is there already: somebody has to be told. */
function withCall(incident: Incident, now: number): Incident {
  const call = { note: { kind: 'critical' }, mark: `${incident.id}-call-${now}` } as const;
  return { ...incident, pending: [...(incident.pending ?? []), call] };
}

async function show(
  incident: Incident,
  { reply, begun, items, held }: Pick<Followed, 'items' | 'held'> & Pick<Showing, 'reply' | 'begun'>,
  deps: AlertDeps,
): Promise<void> {
  const { place, answeredAt } = incident;
  if (!place) return;
  const say = sayFor(held, deps);
  const anew = isAskedFor(incident, items);
  try {
    const shown = await showIncident({ ...incident, place }, { reply, begun, anew, say }, deps);
    if (answeredAt === undefined && shown.answeredAt !== undefined)
      deps.count({ name: 'answered', ms: shown.answeredAt - shown.openedAt });
    if (shown.storm) await deps.later.tellStorm(shown.storm.channel);
  } catch (error) {
    if (!(error instanceof BotError) || error.retryable) throw error;
    // Nobody can be told there; the next news tries again.
    deps.count({ name: 'dropped', reason: error.code });
    deps.logger.warn('alerts.not-told', {
      incident: incident.id,
      channel: place.channel,
      problem: error.message,
    });
  }
}

function isAskedFor({ id }: Incident, items: readonly InboxItem[]): boolean {
  return items.some((item) => item.kind === 'action' && item.incident === id);
}

function isFresh(event: Settled['event'], notes: Settled['notes']): boolean {
  return event === 'opened' || event === 'reopened' || notes.some(({ kind }) => kind === 'still-unwell');
}
