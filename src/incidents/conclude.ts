import type { InboxItem } from './alert-news.ts';
import { isFiring } from './apply-news.ts';
import type { Incident, IncidentNote, Look } from './incident.ts';
import { isOver, namesCause, wasUnwell } from './incident-key.ts';
import type { Draft, Settled } from './settled.ts';

interface Seen {
  readonly looks: readonly [Look, ...Look[]];
  readonly items: readonly InboxItem[];
  readonly now: number;
}

/** Works out the state of an incident that has its alerts and its look, and what there is to say. */
export function conclude(draft: Draft, saw: Seen): Settled {
  const { before, now, look: index, reopened } = draft;
  if (before?.state === 'closed' && !reopened) return { incident: now, notes: [] };
  const lookAt = index === undefined ? {} : { look: index };
  // The cluster said nothing: all stays as it was.
  if (saw.looks[0].cause === 'unanswered') {
    const incident = isGivenUp(now) ? closed(now, saw.now) : now;
    return { incident, ...eventOf(draft, incident), ...lookAt, notes: [] };
  }
  const look = index === undefined ? undefined : saw.looks[index];
  const incident = withState(withLook(now, look, saw.now), look, draft, saw);
  const notes = isSnoozed(incident, saw.now) ? [] : notesOf(draft, incident, saw);
  return { incident, ...eventOf(draft, incident), ...lookAt, notes };
}

/** Nothing was ever seen of it, and nobody waits for that any more. */
function isGivenUp(incident: Incident): boolean {
  return incident.cause === 'unanswered' && incident.alerts.length > 0 && !isFiring(incident);
}

function closed(incident: Incident, at: number): Incident {
  return { ...incident, state: 'closed', closedAt: at };
}

export function isSnoozed({ snoozed }: Pick<Incident, 'snoozed'>, now: number): boolean {
  return snoozed !== undefined && snoozed.until > now;
}

function eventOf({ before, reopened }: Draft, incident: Incident): Pick<Settled, 'event'> {
  if (reopened) return { event: 'reopened' };
  if (!before) return { event: 'opened' };
  return incident.state === 'closed' ? { event: 'closed' } : {};
}

/** While all is well, the cause stays what it was. */
function withLook(incident: Incident, look: Look | undefined, now: number): Incident {
  if (!look || (isOver(look) && namesCause(incident))) return { ...incident, lookedAt: now };
  const { fix: _, ...rest } = incident;
  const { template, ...said } = look;
  return { ...rest, ...said, template: template || incident.template, lookedAt: now };
}

function withState(
  incident: Incident,
  look: Look | undefined,
  { before, reopened }: Draft,
  { looks, now }: Seen,
): Incident {
  // What waits for a cluster waits no more once it answers.
  const firing = isFiring(incident) && incident.subject.kind !== 'Cluster';
  const again = reopened || before?.state === 'recovered';
  const unwell = { ...incident, state: 'open', flaps: incident.flaps + (again ? 1 : 0) } as const;
  if (look && ASKS.has(look.cause)) return firing ? unwell : closed(incident, now);
  if (look && !isOver(look)) return unwell;
  const [first] = looks;
  const well = isOver(first) ? { pods: first.pods, verdict: first.verdict } : {};
  const at = { ...incident, ...well, unwell: [] };
  if (!firing) return closed(at, now);
  // It never was unwell when we looked: there is nothing to recover from.
  const state = before && wasUnwell(before) ? 'recovered' : 'open';
  return { ...at, state, flaps: at.flaps + (reopened ? 1 : 0) };
}

/** After so long a reader takes an incident for done. */
const LONG_MS = 30 * 60_000;
/** It is not known what it is about. */
const ASKS: ReadonlySet<string> = new Set(['question', 'ambiguous']);

function notesOf(draft: Draft, incident: Incident, { looks, items, now }: Seen): readonly IncidentNote[] {
  const { before, changedFrom } = draft;
  if (!before) return [];
  if (before.state === 'closed') return againNotes(before, now);
  const changed: readonly IncidentNote[] =
    changedFrom === undefined
      ? []
      : [
          {
            kind: 'cause-changed',
            ...(namesCause(changedFrom) ? { from: changedFrom.title } : {}),
            to: incident.title,
          },
        ];
  if (incident.state === 'open') return [...changed, ...openNotes(draft, before, incident, items)];
  const over = before.state === 'open' && wasUnwell(before);
  return over ? [...changed, overNote(draft, incident, { looks, afterMs: now - before.openedAt })] : changed;
}

/** What comes back at once flaps, which is counted; nobody looks for what was over for long. */
function againNotes({ closedAt }: Incident, now: number): readonly IncidentNote[] {
  const afterMs = now - (closedAt ?? now);
  return afterMs >= LONG_MS ? [{ kind: 'again', afterMs }] : [];
}

function overNote(
  { replaced, replacedBy, mergedInto }: Draft,
  { state, pods, title }: Incident,
  { looks, afterMs }: { readonly looks: Seen['looks']; readonly afterMs: number },
): IncidentNote {
  if (replaced) return { kind: 'replaced', afterMs, ...(replacedBy === undefined ? {} : { by: replacedBy }) };
  if (mergedInto !== undefined) return { kind: 'cause-changed', from: title, to: mergedInto };
  if (looks[0].cause === 'not-found') return { kind: 'gone', afterMs };
  return { kind: state === 'closed' ? 'closed' : 'recovered', pods, afterMs };
}

function openNotes(
  { changedFrom }: Draft,
  before: Incident,
  incident: Incident,
  items: readonly InboxItem[],
): readonly IncidentNote[] {
  const { id, unwell, pods, alerts } = incident;
  const own = items.filter((item) => item.kind !== 'alert' && item.incident === id);
  const notes: IncidentNote[] = [];
  if (isFiring(before) && alerts.length > 0 && !isFiring(incident))
    notes.push({ kind: 'still-unwell', unwell: unwell.length, pods });
  const [from, to] = [before.unwell.length, unwell.length];
  if (own.length > 0 && from !== to && changedFrom === undefined)
    notes.push({ kind: 'spread', from, to, pods });
  if (own.some((item) => item.kind === 'look' && item.why === 'snooze-over'))
    notes.push({ kind: 'snooze-over' });
  return notes;
}
