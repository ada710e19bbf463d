import { formatDuration } from './duration.ts';

/** Seconds since a time (RFC 3339); infinitely many since one that is absent or does not parse. */
export function secondsSince(now: number, time: string | undefined): number {
  const then = Date.parse(time ?? '');
  return Number.isNaN(then) ? Number.POSITIVE_INFINITY : (now - then) / 1000;
}

/** How long ago in kubectl's words; empty for a time that is absent or does not parse. */
export function agoText(now: number, time: string | undefined): string {
  return formatDuration((now - Date.parse(time ?? '')) / 1000);
}
