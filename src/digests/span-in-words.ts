import { counted } from '../diagnosis/counted.ts';

const UNITS: readonly (readonly [seconds: number, name: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
];
/** Counted in the smaller unit up to twice the larger: `36 hours` says more than `1 day`. */
const TWICE = 2;

/** `36 hours`; empty where it isn't known. */
export function spanInWords(seconds: number): string {
  if (!Number.isFinite(seconds)) return '';
  const [unit, name] = UNITS.find(([size]) => seconds >= TWICE * size) ?? [1, 'second'];
  return counted(Math.max(0, Math.floor(seconds / unit)), name);
}
