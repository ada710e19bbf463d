import { z } from 'zod';
import type { Alert, AlertGroup } from './alert.ts';
import { ALERT, MOST_ALERTS, shortText, toAlert } from './alert-schema.ts';
import { readPagerDuty } from './read-pager-duty.ts';

/** What became of a payload. A refusal says what is wrong and where, without repeating what was sent. */
export type ReadAlerts =
  | { readonly status: 'read'; readonly group: AlertGroup }
  | { readonly status: 'refused'; readonly problem: string };

const alerts = z
  .array(ALERT, { error: 'is not a list' })
  .max(MOST_ALERTS, { error: `has more than ${MOST_ALERTS} alerts` });

/**
 * Alertmanager's webhook (https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) and Grafana's, which
 * is the same with more in it
 * (https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/).
 */
const WEBHOOK = z.object({
  alerts,
  status: z.enum(['firing', 'resolved']).optional().catch(undefined),
  receiver: shortText(),
  groupKey: shortText(4_096),
  externalURL: shortText(),
});

const FORMS =
  "It is none of the forms that are understood: Alertmanager's or Grafana's webhook (an object with alerts), a list of " +
  "alerts with labels as Alertmanager's API gives it, one object with labels, or a webhook event of PagerDuty.";
const MOST_PROBLEMS = 3;

/** Reads a payload of any of the known senders. Never throws. */
export function readAlerts(text: string): ReadAlerts {
  if (text.trim() === '') return refused('It is empty.');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('It is not JSON.');
  }
  if (Array.isArray(data)) return readList(data);
  if (typeof data !== 'object' || data === null) return refused(FORMS);
  if ('alerts' in data) return readWebhook(data);
  if ('event' in data) return ofPagerDuty(data);
  return 'labels' in data ? readList(data) : refused(FORMS);
}

function readWebhook(data: object): ReadAlerts {
  const parsed = WEBHOOK.safeParse(data);
  if (!parsed.success) return complain(parsed.error);
  const { status = 'firing', receiver, groupKey, externalURL } = parsed.data;
  return read({
    source: 'orgId' in data ? 'grafana' : 'alertmanager',
    ...(receiver ? { receiver } : {}),
    ...(groupKey ? { groupKey } : {}),
    ...(externalURL ? { externalURL } : {}),
    alerts: parsed.data.alerts.map((alert) => toAlert(alert, status)),
  });
}

/** A list of alerts, or one by itself. */
function readList(data: object): ReadAlerts {
  const parsed = Array.isArray(data) ? alerts.safeParse(data) : ALERT.safeParse(data);
  if (!parsed.success) return complain(parsed.error);
  const all: readonly Alert[] = [parsed.data].flat().map((alert) => toAlert(alert, 'firing'));
  const [first] = Array.isArray(data) ? data : [];
  return read({ source: isOfApi(first) ? 'alertmanager-api' : 'generic', alerts: all });
}

function isOfApi(alert: unknown): boolean {
  return typeof alert === 'object' && alert !== null && 'status' in alert && typeof alert.status === 'object';
}

function ofPagerDuty(data: object): ReadAlerts {
  const parsed = readPagerDuty(data);
  return 'problem' in parsed ? refused(parsed.problem) : read(parsed);
}

function read(group: AlertGroup): ReadAlerts {
  return { status: 'read', group };
}

function refused(problem: string): ReadAlerts {
  return { status: 'refused', problem };
}

function complain({ issues }: z.ZodError): ReadAlerts {
  const told = issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => `${placeOf(path)} ${message}`);
  const rest = issues.length - told.length;
  return refused(`${told.join('; ')}${rest > 0 ? `; and ${rest} more of the kind` : ''}.`);
}

/** `alerts[3].labels`; a name of the sender's own is not repeated. */
function placeOf(path: readonly PropertyKey[]): string {
  const known = path.slice(0, path.indexOf('labels') + 1 || path.length);
  const text = known.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  const within = known.length < path.length ? 'a value in ' : '';
  return `${within}${text.replace(/^\./, '') || 'the payload'}`;
}
