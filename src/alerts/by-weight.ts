import { rankOf } from '../incidents/severity.ts';
import type { AlertTarget } from './alert-target.ts';

/** Firing before resolved, then the more severe. */
export function byWeight(left: AlertTarget, right: AlertTarget): number {
  if (left.status !== right.status) return left.status === 'firing' ? -1 : 1;
  return rankOf(left.severity) - rankOf(right.severity);
}
