import type { AlertNews, AlertSubject, InboxItem } from './alert-news.ts';
import { alertOf, hasAlert, newsIn, withActions, withAlert } from './apply-news.ts';
import { conclude } from './conclude.ts';
import type { Incident, Look } from './incident.ts';
import { isOver, isSameTemplate, isSameTrouble, subjectKey, wasUnwell } from './incident-key.ts';
import type { Draft, Settled } from './settled.ts';

export interface SettleInput {
  readonly subject: AlertSubject;
  /** All that is known of the subject's, the newest first. */
  readonly incidents: readonly Incident[];
  /** What was seen just now, the first cause first. */
  readonly looks: readonly [Look, ...Look[]];
  readonly items: readonly InboxItem[];
  readonly now: number;
  /** Makes an id of what an incident is: whoever does the same look again gives it the same. */
  readonly newId: (about: readonly unknown[]) => string;
}

/**
 * Brings a subject's incidents in line with what its alerts say and with what was seen: one incident for each cause and
 * template. The same input gives the same output; news that says nothing new changes nothing.
 */
export function settle(input: SettleInput): readonly Settled[] {
  const drafts: Draft[] = input.incidents.map((incident) => ({
    before: incident,
    now: withActions(incident, input.items),
  }));
  const news = newsIn(input.items);
  for (const one of news) if (one.status === 'resolved') resolve(drafts, one);
  // A look that saw nothing says nothing of causes.
  if (input.looks[0].cause !== 'unanswered') matchLooks(drafts, input);
  for (const one of news) if (one.status === 'firing') fire(drafts, one, input);
  return drafts.map((draft) => conclude(draft, input));
}

function resolve(drafts: readonly Draft[], news: AlertNews): void {
  for (const draft of drafts)
    if (hasAlert(draft.now, news.fingerprint)) draft.now = withAlert(draft.now, alertOf(news));
}

/** Gives each look its incident, and each open incident its look. */
function matchLooks(drafts: Draft[], { looks, now, newId, subject }: SettleInput): void {
  const open = drafts.filter(({ now: incident }) => incident.state !== 'closed');
  const taken = new Set<number>();
  const take = (draft: Draft, index: number): void => {
    taken.add(index);
    draft.look = index;
  };
  for (const draft of open) {
    const index = looks.findIndex((look, at) => !taken.has(at) && isSameTrouble(draft.now, look));
    if (index >= 0) take(draft, index);
  }
  // Its cause is gone and another is there: the same trouble goes on. What was not known may be well, too.
  for (const draft of open.filter(({ look }) => look === undefined)) {
    const index = looks.findIndex(
      (look, at) =>
        !taken.has(at) && (!isOver(look) || !wasUnwell(draft.now)) && isSameTemplate(draft.now, look),
    );
    if (index < 0) continue;
    const { title, cause } = draft.now;
    if (!isOver(looks[index] ?? looks[0])) draft.changedFrom = { title, cause };
    take(draft, index);
  }
  for (const draft of open.filter(({ look }) => look === undefined))
    moveOn(draft, drafts, { looks, now, newId, subject });
}

/** No look is about it any more. Alerts that still fire go to the incident that goes on. */
function moveOn(
  draft: Draft,
  drafts: Draft[],
  { looks, now, newId, subject }: Pick<SettleInput, 'looks' | 'now' | 'newId' | 'subject'>,
): void {
  if (isOver(looks[0])) return;
  draft.replaced = !looks.some((look) => isSameTemplate(draft.now, look));
  const firing = draft.now.alerts.filter(({ status }) => status === 'firing');
  const index = Math.max(
    0,
    looks.findIndex((look) => isSameTemplate(draft.now, look)),
  );
  const heir =
    drafts.find((other) => other !== draft && other.look === index) ??
    (firing.length > 0 ? opened(drafts, index, { looks, now, newId, subject }, draft.now.id) : undefined);
  const { title } = looks[index] ?? looks[0];
  if (heir && draft.replaced) draft.replacedBy = title;
  if (heir && !draft.replaced) draft.mergedInto = title;
  if (heir) for (const alert of firing) heir.now = withAlert(heir.now, alert);
  draft.now = {
    ...draft.now,
    alerts: draft.now.alerts.map((alert) => ({ ...alert, status: 'resolved' as const })),
  };
}

/** An alert that fires belongs to the incident of its pod's cause, or of the first. */
function fire(drafts: Draft[], news: AlertNews, input: SettleInput): void {
  const { looks } = input;
  const alert = alertOf(news);
  if (looks[0].cause === 'unanswered') {
    const known = drafts.find(({ now }) => now.state !== 'closed' && hasAlert(now, news.fingerprint));
    const any = known ?? drafts.find(({ now }) => now.state !== 'closed');
    const draft = any ?? opened(drafts, 0, input, news);
    draft.now = withAlert(draft.now, alert);
    return;
  }
  const pod = news.target.startsWith('pod/') ? news.target.slice('pod/'.length) : undefined;
  const index = Math.max(0, pod === undefined ? 0 : looks.findIndex(({ unwell }) => unwell.includes(pod)));
  const draft =
    drafts.find((one) => one.look === index) ??
    ofWell(drafts, input, news) ??
    opened(drafts, index, input, news);
  draft.now = withAlert(draft.now, alert);
  for (const other of drafts)
    if (other !== draft && other.now.state !== 'closed')
      other.now = withoutAlert(other.now, news.fingerprint);
}

/** While all is well, an alert belongs where it has been. */
function ofWell(drafts: readonly Draft[], { looks }: SettleInput, news: AlertNews): Draft | undefined {
  if (!isOver(looks[0])) return undefined;
  return (
    drafts.find(({ now }) => now.state !== 'closed' && hasAlert(now, news.fingerprint)) ??
    drafts.find(({ now }) => now.state !== 'closed')
  );
}

function withoutAlert(incident: Incident, fingerprint: string): Incident {
  if (!hasAlert(incident, fingerprint)) return incident;
  return { ...incident, alerts: incident.alerts.filter((alert) => alert.fingerprint !== fingerprint) };
}

/** The closed incident that this is again, or a new one: of an alert, or of the incident with this id that it goes on from. */
function opened(
  drafts: Draft[],
  index: number,
  { looks, now, newId, subject }: Pick<SettleInput, 'looks' | 'now' | 'newId' | 'subject'>,
  of: AlertNews | string,
): Draft {
  const news = typeof of === 'string' ? undefined : of;
  const look = looks[index] ?? looks[0];
  const closed = drafts.filter((draft) => draft.now.state === 'closed');
  // An alert that comes and goes may find all well by the time of the look.
  const wasIts = ({ now: known }: Draft) => news !== undefined && hasAlert(known, news.fingerprint);
  const again =
    closed.find((draft) => isSameTrouble(draft.now, look)) ??
    (isOver(look) ? closed.find(wasIts) : undefined);
  if (again) {
    const { closedAt: _, acknowledged: __, ...rest } = again.now;
    again.now = { ...rest, state: 'open' };
    again.look = index;
    again.reopened = true;
    return again;
  }
  const { cause, title, template, verdict, unwell, pods, fix } = look;
  const openedAt = Math.min(now, news?.receivedAt ?? now);
  const draft: Draft = {
    now: {
      id: newId([subjectKey(subject), cause, template, news?.receivedAt ?? of]),
      subject,
      template,
      cause,
      title,
      ...(fix ? { fix } : {}),
      verdict,
      unwell,
      pods,
      state: 'open',
      openedAt,
      lookedAt: now,
      alerts: [],
      flaps: 0,
    },
    look: index,
  };
  drafts.push(draft);
  return draft;
}
