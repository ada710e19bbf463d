import type { Ask } from '../../asks.ts';
import { formatDuration } from '../../diagnosis/duration.ts';

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
export function askedAbout({ verb, target, selector, namespace, cluster }: Ask): string {
  const inside = namespace ? ` in ${namespace}` : '';
  if (target) return `${target}${inside}`;
  if (selector) return `the pods with ${selector}${inside}`;
  if (verb === 'nodes') return `the nodes of ${cluster}`;
  return namespace ? `the pods in ${namespace}` : `the pods of ${cluster}`;
}

/** Where an answer comes from, as its last small line: known parts only. */
export function footerText(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}
