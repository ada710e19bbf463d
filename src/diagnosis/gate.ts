import { urlText } from './fill.ts';
import { redact } from './redact.ts';
import type { Report } from './report.ts';
import { cleanDeep, sanitize } from './sanitize.ts';

/** UTF-16 units of one text that reach a person; a stack trace fits, a dump doesn't. */
const MOST_CHARACTERS = 4_000;

/** Cleans a text of unknown origin; what is too long is cut. */
export interface Gate {
  (text: string): string;
  /**
   * Lines that belong together, as those of a log: a secret of several lines, a private key, is seen as one. There may
   * be fewer lines after; each is cut by itself.
   */
  readonly lines: (lines: readonly string[]) => readonly string[];
}

/**
 * The one gate out: control sequences stripped, secrets hidden, then the length bounded: a token that was cut in two
 * would no longer be known as one.
 */
export function makeGate(hide: (text: string) => string): Gate {
  const whole = (text: string) => hide(sanitize(text, { multiline: true }));
  const bounded = (text: string) => sanitize(text, { multiline: true, maxLength: MOST_CHARACTERS });
  return Object.assign((text: string) => bounded(whole(text)), {
    lines: (lines: readonly string[]) =>
      lines.length === 0 ? [] : whole(lines.join('\n')).split('\n').map(bounded),
  });
}

/** A gate for each answer, which cleans a text once: many who asked the same get the same texts. */
export function gatePer(gate: Gate): (answer: object) => Gate {
  const gates = new WeakMap<object, Gate>();
  return (answer) => {
    const own = gates.get(answer) ?? remembering(gate);
    gates.set(answer, own);
    return own;
  };
}

function remembering(gate: Gate): Gate {
  const texts = new Map<string, string>();
  const once = (text: string): string => {
    const cleaned = texts.get(text) ?? gate(text);
    texts.set(text, cleaned);
    return cleaned;
  };
  return Object.assign(once, { lines: gate.lines });
}

/** The gate with the secrets that everybody knows. */
export const cleanText = makeGate(redact);

/** A report past the gate: the lines of its logs together, every other text by itself. */
export function cleanReport(report: Report, gate: Gate = cleanText): Report {
  const findings = report.findings.map((finding) => ({
    ...finding,
    ...(finding.runbooks ? { runbooks: finding.runbooks.filter((url) => isCleanUrl(url, gate)) } : {}),
    evidence: finding.evidence.map((one) =>
      one.kind === 'log' ? { ...one, lines: gate.lines(one.lines) } : one,
    ),
  }));
  return cleanDeep({ ...report, findings }, gate);
}

/** Encoded, a secret would not be known as one: such a link is left out. */
function isCleanUrl(url: string, gate: Gate): boolean {
  const text = urlText(url);
  return gate(text) === text;
}
