import { z } from 'zod';
import type { Incident, IncidentAlert } from '../../incidents/incident.ts';
import { subjectSchema } from './alert-schema.ts';

const alertSchema = z.object({
  fingerprint: z.string(),
  alertname: z.string(),
  status: z.enum(['firing', 'resolved']),
  severity: z.string().optional(),
  startsAt: z.string().optional(),
  labels: z.record(z.string(), z.string()),
  source: z.string().optional(),
  externalURL: z.string().optional(),
}) satisfies z.ZodType<IncidentAlert>;

/** As the store holds it. Loose: what a newer version added outlives an older one's put. */
export const incidentSchema = z.looseObject({
  id: z.string().min(1),
  subject: subjectSchema,
  template: z.string(),
  cause: z.string(),
  title: z.string(),
  fix: z
    .object({ text: z.string(), command: z.string().optional(), changes: z.boolean().optional() })
    .optional(),
  verdict: z.enum(['healthy', 'unhealthy', 'waiting', 'inconclusive', 'unknown']),
  unwell: z.array(z.string()),
  pods: z.number(),
  state: z.enum(['open', 'recovered', 'closed']),
  openedAt: z.number(),
  closedAt: z.number().optional(),
  lookedAt: z.number(),
  alerts: z.array(alertSchema),
  flaps: z.number(),
  acknowledged: z.object({ user: z.string(), at: z.number() }).optional(),
  snoozed: z.object({ user: z.string(), until: z.number() }).optional(),
  heldUntil: z.number().optional(),
  place: z
    .object({
      channel: z.string(),
      threadTs: z.string().optional(),
      ts: z.string().optional(),
      reportTs: z.string().optional(),
    })
    .optional(),
  storm: z.object({ channel: z.string(), id: z.string() }).optional(),
  mention: z.string().optional(),
  answeredAt: z.number().optional(),
}) satisfies z.ZodType<Incident>;

const MOST_ALERTS = 200;
const MOST_PODS = 1000;

/** No incident grows without end: alerts that are resolved go first, then the oldest. */
export function bounded(incident: Incident): Incident {
  const { alerts, unwell } = incident;
  return {
    ...incident,
    alerts: alerts.length > MOST_ALERTS ? keptAlerts(alerts) : alerts,
    unwell: unwell.length > MOST_PODS ? unwell.slice(0, MOST_PODS) : unwell,
  };
}

function keptAlerts(alerts: readonly IncidentAlert[]): readonly IncidentAlert[] {
  const firing = alerts.filter(({ status }) => status === 'firing').slice(-MOST_ALERTS);
  const room = MOST_ALERTS - firing.length;
  const resolved = alerts.filter(({ status }) => status === 'resolved');
  const kept = new Set([...firing, ...(room > 0 ? resolved.slice(-room) : [])]);
  return alerts.filter((alert) => kept.has(alert));
}
