import { secondsSince } from '../../diagnosis/age.ts';
import { spanInWords } from '../span-in-words.ts';

/** ` for 3 hours`; empty where a time is not known. */
export function forSpan(now: number, since: string | undefined): string {
  const span = spanInWords(secondsSince(now, since));
  return span && ` for ${span}`;
}
