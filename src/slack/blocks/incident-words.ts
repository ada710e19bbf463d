import { counted } from '../../diagnosis/counted.ts';
import { clockTime } from './words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `40 s`, `12 min`, `1 h 10 min`, `2 d 3 h`: two units at most. */
export function durationWords(milliseconds: number): string {
  const span = Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
  if (span < MINUTE) return `${Math.floor(span / 1000)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return two(Math.floor(span / HOUR), 'h', Math.floor((span % HOUR) / MINUTE), 'min');
  return two(Math.floor(span / DAY), 'd', Math.floor((span % DAY) / HOUR), 'h');
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `14:05 UTC`, with its day where it isn't today: `2026-11-21 14:05 UTC`. */
export function momentWords(milliseconds: number, now: number): string {
  const day = dayOf(milliseconds);
  return day === dayOf(now) || day === '' ? clockTime(milliseconds) : `${day} ${clockTime(milliseconds)}`;
}

function dayOf(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
}

/** `3 of 5 pods`. */
export function ofPods(some: number, pods: number): string {
  return `${some} of ${counted(pods, 'pod')}`;
}

/** `1st`, `2nd`, `3rd`, `11th`, `21st`. */
export function ordinal(count: number): string {
  const tens = count % 100;
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}

/** `KubePodCrashLooping, KubePodNotReady +1 more`. */
export function namesShown(names: readonly string[], most = 2): string {
  const rest = names.length - most;
  return names.slice(0, most).join(', ') + (rest > 0 ? ` +${rest} more` : '');
}
