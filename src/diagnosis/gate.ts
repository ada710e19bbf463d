import { redact } from './redact.ts';
import { cleanDeep, sanitize } from './sanitize.ts';

/** Bytes of one text that reach a person; a stack trace fits, a dump doesn't. */
const MOST_CHARACTERS = 4_000;

/**
 * The one gate out: control sequences stripped, secrets hidden, then the length bounded: a token that was cut in two
 * would no longer be known as one.
 */
export function makeGate(hide: (text: string) => string): (text: string) => string {
  return (text) => {
    const whole = hide(sanitize(text, { multiline: true }));
    return sanitize(whole, { multiline: true, maxLength: MOST_CHARACTERS });
  };
}

/** The gate with the secrets that everybody knows. */
export const cleanText = makeGate(redact);

/** Everything that leaves for a person passes here, whatever front door it leaves by. */
export function cleanReport<T>(report: T): T {
  return cleanDeep(report, cleanText);
}
