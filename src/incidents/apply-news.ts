import type { AlertNews, InboxItem } from './alert-news.ts';
import type { Incident, IncidentAlert } from './incident.ts';

/** An alert as an incident keeps it. */
export function alertOf(news: AlertNews): IncidentAlert {
  const { fingerprint, alertname, status, severity, startsAt, labels, source, externalURL } = news;
  return {
    fingerprint,
    alertname,
    status,
    ...(severity === undefined ? {} : { severity }),
    ...(startsAt === undefined ? {} : { startsAt }),
    labels,
    ...(source === undefined ? {} : { source }),
    ...(externalURL === undefined ? {} : { externalURL }),
  };
}

/** The incident with the alert as it is now. */
export function withAlert(incident: Incident, alert: IncidentAlert): Incident {
  const known = incident.alerts.some(({ fingerprint }) => fingerprint === alert.fingerprint);
  const alerts = known
    ? incident.alerts.map((one) => (one.fingerprint === alert.fingerprint ? alert : one))
    : [...incident.alerts, alert];
  return { ...incident, alerts };
}

export function hasAlert({ alerts }: Incident, fingerprint: string): boolean {
  return alerts.some((alert) => alert.fingerprint === fingerprint);
}

export function isFiring({ alerts }: Pick<Incident, 'alerts'>): boolean {
  return alerts.some(({ status }) => status === 'firing');
}

/** The newest word on each alert; of those that came twice the later one. */
export function newsIn(items: readonly InboxItem[]): readonly AlertNews[] {
  const newest = new Map<string, AlertNews>();
  for (const item of items) {
    if (item.kind !== 'alert') continue;
    const known = newest.get(item.news.fingerprint);
    if (known && known.receivedAt > item.news.receivedAt) continue;
    newest.delete(item.news.fingerprint);
    newest.set(item.news.fingerprint, item.news);
  }
  return [...newest.values()];
}

/** The incident after what people did to it. */
export function withActions(incident: Incident, items: readonly InboxItem[]): Incident {
  let now = incident;
  for (const item of items) {
    if (item.kind === 'alert' || item.incident !== incident.id) continue;
    if (item.kind === 'look') {
      if (item.why === 'snooze-over') now = withoutSnooze(now);
      if (item.why === 'quiet-over') now = withoutHold(now);
    } else if (item.action === 'acknowledge') {
      now = { ...now, acknowledged: { user: item.user, at: item.at } };
    } else if (item.action === 'snooze' && item.until !== undefined) {
      now = { ...now, snoozed: { user: item.user, until: item.until } };
    }
  }
  return now;
}

function withoutSnooze({ snoozed: _, ...incident }: Incident): Incident {
  return incident;
}

function withoutHold({ heldUntil: _, ...incident }: Incident): Incident {
  return incident;
}
