import { isSnoozed as sleeps } from '../../incidents/conclude.ts';
import { wasUnwell } from '../../incidents/incident-key.ts';
import type { ShownIncident } from './incident-shown.ts';
import { durationWords, namesShown, ofPods } from './incident-words.ts';

/** Its alerts are resolved, the cluster does not agree. */
export function isResolvedTooEarly(incident: ShownIncident): boolean {
  const { state, firing, alerts } = incident;
  return state === 'open' && wasUnwell(incident) && firing.length === 0 && alerts.length > 0;
}

export function isSnoozed(incident: ShownIncident, now: number): boolean {
  return incident.state !== 'closed' && sleeps(incident, now);
}

/** The sign at the start of the line: how it is, or who has it. */
export function incidentMark(incident: ShownIncident, now: number): string {
  if (incident.state === 'closed') return '✅';
  if (incident.state === 'recovered' || incident.cause === 'none') return '🟢';
  if (!wasUnwell(incident)) return '❔';
  if (isResolvedTooEarly(incident)) return '⚠️';
  if (isSnoozed(incident, now)) return '💤';
  return incident.acknowledged ? '👀' : '🔥';
}

/** The whole of it in one line, for the notification too. */
export function incidentHeadline(incident: ShownIncident, now: number): string {
  return `${incidentMark(incident, now)} ${sentence(incident, now)}`;
}

function sentence(incident: ShownIncident, now: number): string {
  const { about, state, cause, title, unwell, pods } = incident;
  if (state === 'closed') return `${about}: ${closedWords(incident, now)}`;
  if (state === 'recovered') return `${about}: ${joined(wellWords(incident), stillWords(incident))}`;
  if (cause === 'none')
    return joined(`${about} is well${after(': ', readyWords(incident))}`, fires(incident));
  if (isResolvedTooEarly(incident))
    return `${about}: ${resolvedWords(incident)}, but ${unwellWords(incident)}`;
  const share =
    incident.subject.kind === 'Pod' || unwell === 0 || !wasUnwell(incident)
      ? ''
      : ` (${ofPods(unwell, pods)})`;
  return `${about}: ${title}${share}`;
}

function closedWords(incident: ShownIncident, now: number): string {
  const { verdict, openedAt, closedAt = now } = incident;
  const took = durationWords(closedAt - openedAt);
  if (isGone(incident)) return `gone after ${took}`;
  // What was replaced is not well: nothing is said of its pods.
  if (verdict !== 'healthy') return `closed after ${took}`;
  return joined(`resolved after ${took}`, readyWords(incident) ?? '');
}

function wellWords(incident: ShownIncident): string {
  return isGone(incident) ? 'gone' : (readyWords(incident) ?? 'well again');
}

/** It failed, and now there is nothing left that a verdict could be of. */
function isGone(incident: ShownIncident): boolean {
  return incident.verdict === 'unknown' && wasUnwell(incident);
}

/** Undefined where there are no pods to count. */
export function readyWords({ unwell, pods }: Pick<ShownIncident, 'unwell' | 'pods'>): string | undefined {
  return pods === 0 ? undefined : `${ofPods(Math.max(0, pods - unwell), pods)} ready`;
}

/** `2 of 5 pods are still not ready`. */
export function unwellWords({ unwell, pods }: Pick<ShownIncident, 'unwell' | 'pods'>): string {
  if (pods === 0 || unwell === 0) return 'it is still unwell';
  return `${ofPods(unwell, pods)} ${unwell === 1 ? 'is' : 'are'} still not ready`;
}

/** `KubePodCrashLooping is resolved`. */
export function resolvedWords({ alerts }: ShownIncident): string {
  if (alerts.length === 0) return 'The alert is resolved';
  return `${namesShown(alerts)} ${alerts.length === 1 ? 'is' : 'are'} resolved`;
}

/** `KubePodCrashLooping still fires`; empty where none does. */
export function stillWords({ firing }: ShownIncident): string {
  return firing.length === 0 ? '' : `${namesShown(firing)} still ${firing.length === 1 ? 'fires' : 'fire'}`;
}

function fires({ firing }: ShownIncident): string {
  return firing.length === 0
    ? ''
    : `${namesShown(firing)} ${firing.length === 1 ? 'fires' : 'fire'} all the same`;
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}

function after(sign: string, text: string | undefined): string {
  return text === undefined ? '' : sign + text;
}
