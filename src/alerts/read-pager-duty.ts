import { z } from 'zod';
import type { Alert, AlertGroup } from './alert.ts';
import { ALERT, MOST_ALERTS, toAlert } from './alert-schema.ts';
import { parseAlertText } from './parse-alert-text.ts';

/**
 * A webhook event, version 3 (https://developer.pagerduty.com/docs/webhooks-overview). What the alerting system sent is
 * under other names for an incident, its alerts, and what started it.
 */
const EVENT = z.object({
  event: z.object(
    {
      event_type: z.string({ error: 'is not a text' }).max(200, { error: 'is too long' }),
      occurred_at: z.unknown().optional(),
      data: z.looseObject({}, { error: 'is not an object' }),
    },
    { error: 'is not an object' },
  ),
});

const PLACES: readonly (readonly string[])[] = [
  ['custom_details'],
  ['body', 'custom_details'],
  ['body', 'details'],
  ['body', 'cef_details', 'details'],
  ['first_trigger_log_entry', 'channel', 'details'],
  ['first_trigger_log_entry', 'channel', 'cef_details', 'details'],
];
const MOST_TEXT = 1_000_000;

/** The alerts behind an event of PagerDuty; a problem in words where it carries none. */
export function readPagerDuty(payload: object): AlertGroup | { readonly problem: string } {
  const parsed = EVENT.safeParse(payload);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { problem: `${issue?.path.join('.')} ${issue?.message}.` };
  }
  const { event_type: type, data, occurred_at: occurredAt } = parsed.data.event;
  const resolved = type.endsWith('.resolved') || data.status === 'resolved';
  const holders = [data, ...(Array.isArray(data.alerts) ? data.alerts : [])].slice(0, MOST_ALERTS);
  const incident = { title: data.title, startsAt: data.created_at ?? occurredAt };
  const alerts = holders.flatMap((holder) => ofDetails(detailsOf(holder), incident)).slice(0, MOST_ALERTS);
  if (alerts.length === 0) return { problem: NO_DETAILS };
  return {
    source: 'pagerduty',
    ...(typeof data.incident_key === 'string' ? { groupKey: data.incident_key.slice(0, 4_096) } : {}),
    ...(typeof data.html_url === 'string' ? { externalURL: data.html_url.slice(0, 2_048) } : {}),
    alerts: resolved ? alerts.map((alert) => ({ ...alert, status: 'resolved' })) : alerts,
  };
}

const NO_DETAILS =
  'event.data carries no labels: neither custom_details nor body.details is in it, with a text `firing` as Alertmanager ' +
  'writes it, with labels, or with names such as namespace and pod.';

function detailsOf(holder: unknown): unknown {
  return PLACES.map((path) => path.reduce(inside, holder)).find(
    (details) => (typeof details === 'object' && details !== null) || typeof details === 'string',
  );
}

function inside(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

interface Incident {
  /** Stands in for the name of an alert that has none. */
  readonly title: unknown;
  readonly startsAt: unknown;
}

/** Alertmanager's `firing` and `resolved`; else labels; else the details are themselves labels. */
function ofDetails(details: unknown, { title, startsAt }: Incident): readonly Alert[] {
  if (typeof details === 'string') return listed(details, 'firing', startsAt);
  const told = [
    ...listed(inside(details, 'firing'), 'firing', startsAt),
    ...listed(inside(details, 'resolved'), 'resolved', startsAt),
  ];
  if (told.length > 0) return told;
  const labels = flat(inside(details, 'labels') ?? details);
  if (Object.keys(labels).length === 0) return [];
  const named = { ...(typeof title === 'string' ? { alertname: title } : {}), ...labels };
  return one({ labels: named, annotations: inside(details, 'annotations'), startsAt }, 'firing');
}

/** Alerts as text, as JSON in a text, or as JSON: all three are made by Alertmanager's templates. */
function listed(value: unknown, status: Alert['status'], startsAt: unknown): readonly Alert[] {
  if (Array.isArray(value)) return value.slice(0, MOST_ALERTS).flatMap((alert) => one(alert, status));
  if (typeof value !== 'string') return [];
  const text = value.slice(0, MOST_TEXT);
  if (!text.trimStart().startsWith('['))
    return parseAlertText(text).flatMap((alert) => one({ ...alert, startsAt }, status));
  try {
    return listed(JSON.parse(text), status, startsAt);
  } catch {
    return [];
  }
}

function one(alert: unknown, status: Alert['status']): readonly Alert[] {
  const parsed = ALERT.safeParse(alert);
  if (!parsed.success || Object.keys(parsed.data.labels).length === 0) return [];
  return [toAlert(parsed.data, status)];
}

/** The texts and numbers among the details; what is nested is no label. */
function flat(details: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(details ?? {}).filter(([, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value),
    ),
  );
}
