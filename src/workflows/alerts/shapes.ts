import { createHash } from 'node:crypto';
import type { Reply } from '../../asks.ts';
import { isSnoozed } from '../../incidents/conclude.ts';
import type { Incident } from '../../incidents/incident.ts';

/** What a card tells, but for times: a card is edited where this has changed. */
export function cardShape(incident: Incident, now: number): string {
  const { state, cause, title, fix, verdict, unwell, pods, alerts, flaps, acknowledged } = incident;
  const told = alerts.map(({ alertname, severity, status }) => JSON.stringify([alertname, severity, status]));
  const snoozed = isSnoozed(incident, now) ? incident.snoozed : undefined;
  return digest([
    [state, cause, title, fix, verdict, unwell.length, pods, flaps],
    [...new Set(told)].sort(),
    [acknowledged, snoozed],
  ]);
}

/** What an answer tells, but for what changes by the minute: ages, restarts, what it cost. */
export function replyShape(reply: Reply): string {
  if (reply.kind !== 'report') return digest(reply.kind === 'failed' ? [reply.message] : [reply.kind]);
  const { verdict, findings, pods, unexplained } = reply.report;
  return digest([
    verdict,
    findings.map(({ playbook, cause, title, subject, pods: own }) => [
      playbook,
      cause,
      title,
      subject,
      own.length,
    ]),
    pods.map(({ name }) => name),
    unexplained,
  ]);
}

export function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
