import type { AlertTarget } from './alert-target.ts';
import { byWeight } from './by-weight.ts';

/**
 * One of all alerts about the same thing, such as those of a highly available pair. The one that weighs most leads, the
 * first of those that weigh the same.
 */
export function mergeTargets(first: AlertTarget, others: readonly AlertTarget[]): AlertTarget {
  const all = [first, ...others];
  const lead = others.reduce((best, one) => (byWeight(one, best) < 0 ? one : best), first);
  const { container, startsAt: _, ...rest } = lead;
  const alike = all.filter(({ status }) => status === lead.status);
  const since = alike
    .flatMap(({ alertname, startsAt }) => (alertname === lead.alertname && startsAt ? [startsAt] : []))
    .reduce<string | undefined>(earlier, undefined);
  const names = new Set(all.map(({ alertname }) => alertname));
  names.delete(lead.alertname);
  return {
    ...rest,
    ...(container && alike.every((one) => one.container === container) ? { container } : {}),
    ...(since ? { startsAt: since } : {}),
    also: [...names],
    fingerprints: [...new Set(all.flatMap(({ fingerprints }) => fingerprints))],
  };
}

/** All are in UTC and written alike, so that the texts sort as the times do. */
function earlier(left: string | undefined, right: string): string {
  return left !== undefined && left < right ? left : right;
}
