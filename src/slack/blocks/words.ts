import type { Ask } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import { formatDuration } from '../../diagnosis/duration.ts';
import { cutLine } from '../limits.ts';

/** How long ago, as kubectl writes ages; empty where the time isn't known. */
export function ageOf(time: string | undefined, takenAt: string): string {
  return time ? formatDuration((Date.parse(takenAt) - Date.parse(time)) / 1000) : '';
}

/** `10:52 UTC`; empty for a time that is none. */
export function clockTime(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(11, 16)} UTC`;
}

/** What was asked about, in words: `deploy/web in shop`, `pods with app=web`, `namespace shop`. */
export function askedAbout(ask: Ask): string {
  const { verb, target, selector, namespace, cluster } = ask;
  if (verb === 'digest') return placesWords(ask) ?? cluster;
  const inside = namespace ? ` in ${namespace}` : '';
  if (target) return `${target}${inside}`;
  if (selector) return `the pods with ${selector}${inside}`;
  if (verb === 'nodes') return `the nodes of ${cluster}`;
  return namespace ? `the pods in ${namespace}` : `the pods of ${cluster}`;
}

const MOST_PLACES = 5;

/** Where a digest looks: `shop, pay`, `all namespaces`; undefined for a cluster's default. */
export function placesWords(of: Pick<Ask, 'namespace' | 'namespaces' | 'allNamespaces'>): string | undefined {
  if (of.allNamespaces) return 'all namespaces';
  const names = of.namespaces ?? (of.namespace === undefined ? [] : [of.namespace]);
  const rest = names.length - MOST_PLACES;
  const more = rest > 0 ? [counted(rest, 'more namespace')] : [];
  const shown = [...names.slice(0, MOST_PLACES).map((name) => cutLine(name, 63)), ...more];
  return shown.length === 0 ? undefined : shown.join(', ');
}

/** Where an answer comes from, as its last small line: known parts only. */
export function footerText(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
