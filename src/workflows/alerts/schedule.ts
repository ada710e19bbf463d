import type { InboxItem } from '../../incidents/alert-news.ts';
import { isFiring } from '../../incidents/apply-news.ts';
import type { Incident } from '../../incidents/incident.ts';
import type { AlertDeps } from './alert-deps.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When to look again by ourselves. A look more than was meant does no harm. */
export async function schedule(
  incident: Incident,
  { isFresh, items }: { readonly isFresh: boolean; readonly items: readonly InboxItem[] },
  { later, followUpMinutes, clock }: AlertDeps,
): Promise<void> {
  const { id, subject, lookedAt, heldUntil, snoozed } = incident;
  const look = (why: 'follow-up' | 'quiet-over' | 'snooze-over', at: number): Promise<void> =>
    later.tell(subject, [{ kind: 'look', why, incident: id }], at);
  if (isFresh) for (const minutes of followUpMinutes) await look('follow-up', lookedAt + minutes * MINUTE_MS);
  const pause = (followUpMinutes.at(-1) ?? 0) * MINUTE_MS;
  const isFollowedUp = items.some((item) => item.kind === 'look' && item.incident === id);
  // All that were meant at one time are one.
  if (isFollowedUp && pause > 0 && isLeftToUs(incident, clock.now()))
    await look('follow-up', Math.ceil((clock.now() + 1) / pause) * pause);
  if (isFresh && heldUntil !== undefined) await look('quiet-over', heldUntil);
  const snoozes = items.some(
    (item) => item.kind === 'action' && item.action === 'snooze' && item.incident === id,
  );
  if (snoozes && snoozed) await look('snooze-over', snoozed.until);
}

/** No alert will tell any more how it goes on. */
function isLeftToUs(incident: Incident, now: number): boolean {
  const { state, subject, alerts, openedAt } = incident;
  const isTold = alerts.length > 0 && isFiring(incident) && subject.kind !== 'Cluster';
  return state === 'open' && !isTold && now - openedAt < DAY_MS;
}
