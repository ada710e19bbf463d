import type { AlertTarget } from './alert-target.ts';

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

/** Firing before resolved, then the more severe. */
export function byWeight(left: AlertTarget, right: AlertTarget): number {
  if (left.status !== right.status) return left.status === 'firing' ? -1 : 1;
  return rankOf(left.severity) - rankOf(right.severity);
}

function rankOf(severity: string | undefined): number {
  const word = severity?.toLowerCase() ?? '';
  const rank = RANKS.findIndex((words) => words.includes(word));
  return rank < 0 ? WARNING : rank;
}
