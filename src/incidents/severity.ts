import type { IncidentAlert } from './incident.ts';

/** Words that people write into the label `severity`, from most to least severe. */
const RANKS: readonly (readonly string[])[] = [
  ['critical', 'page', 'emergency', 'fatal', 'disaster', 'sev1', 'p1'],
  ['error', 'high', 'major', 'sev2', 'p2'],
  ['warning', 'warn', 'medium', 'average', 'minor', 'sev3', 'p3'],
  ['info', 'information', 'notice', 'low', 'sev4', 'p4'],
  ['none', 'ok', 'debug'],
];
/** Of a word that isn't known, and of none. */
const WARNING = 2;

/** 0 is the worst. */
export function rankOf(severity: string | undefined): number {
  const word = severity?.trim().toLowerCase() ?? '';
  const rank = RANKS.findIndex((words) => words.includes(word));
  return rank < 0 ? WARNING : rank;
}

export function isCritical(severity: string | undefined): boolean {
  return rankOf(severity) === 0;
}

/** The worst of those that still fire; of all where none does. */
export function worstAlert<A extends Pick<IncidentAlert, 'severity' | 'status'>>(
  alerts: readonly A[],
): A | undefined {
  const firing = alerts.filter(({ status }) => status === 'firing');
  return (firing.length > 0 ? firing : alerts).toSorted(
    (left, right) => rankOf(left.severity) - rankOf(right.severity),
  )[0];
}

/** Its word; undefined where it says none. */
export function worstSeverity(
  alerts: readonly Pick<IncidentAlert, 'severity' | 'status'>[],
): string | undefined {
  return worstAlert(alerts)?.severity;
}
