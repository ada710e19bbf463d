import { type Endpoint, endpointOf } from './log/endpoint.ts';
import { shapeOf } from './log/shape.ts';
import type { LogLine } from './snapshot.ts';

/** What a log says that its program waits for. */
export interface WaitingLog {
  /** The newest line that says so. */
  readonly line: string;
  /** How many of the log's last lines have the same shape. */
  readonly times: number;
  /** What the line names: `orders-db:5432`, `service kafka.streaming`. */
  readonly what?: string;
  readonly endpoint?: Endpoint;
}

const LAST_LINES = 40;
const LONGEST_LINE = 400;
const WAITS =
  /\b(?:(?:still )?wait(?:ing|s)?\b|retry(?:ing)?\b|try(?:ing)? again|attempt\b|not (?:yet )?(?:ready|available|reachable|up)\b|unavailable\b|sleeping\b|polling\b|unable to connect|(?:could not|couldn't|can't|cannot|failed to) (?:connect|resolve|reach|lookup)|connection refused|no such host|bad address|NXDOMAIN|timed out)/i;
const WHAT =
  /\b(?:for|on|until|to|resolve|resolving|reach|address|host)\s+(?:the )?(?<what>(?:(?:service|host|database|db|pod|job|deployment|secret|configmap|file|server|port|certificate from|migrations?|jobs?)\s+)?[A-Za-z0-9_./'"-][\w.:/'"@-]*)/i;
/** Programs that print a dot for each try (`nc` loops), or the same thing again. */
const OFTEN = 3;

/**
 * Reads from the end of a log what its program waits for: a line that says so, or one that comes again and again.
 * Undefined for a log that tells of progress.
 */
export function readWaiting(lines: readonly LogLine[]): WaitingLog | undefined {
  const texts = lines
    .slice(-LAST_LINES)
    .map(({ text }) => text.slice(0, LONGEST_LINE).trim())
    .filter((text) => text !== '');
  const waits = texts.filter((text) => WAITS.test(text) && isNearEnd(texts, text));
  const waiting = waits.findLast((text) => namedIn(text).what !== undefined) ?? waits.at(-1);
  const last = texts.at(-1);
  if (last === undefined) return undefined;
  const line = waiting ?? last;
  const shape = shapeOf(line);
  const times = texts.filter((text) => shapeOf(text) === shape).length;
  if (line !== waiting && times < OFTEN) return undefined;
  return { line, times, ...namedIn(line) };
}

/** Of a loop that prints several lines a turn, one says what it is about. */
function isNearEnd(texts: readonly string[], waiting: string): boolean {
  return texts.length - 1 - texts.lastIndexOf(waiting) < OFTEN;
}

/** `istiod` of a line that says further on that `istiod.istio-system.svc` does not resolve. */
function inFull(what: string, message: string): string {
  const names = message.match(/[A-Za-z][\w-]*(?:\.[\w-]+)+/g) ?? [];
  return names.find((name) => name.startsWith(`${what}.`)) ?? what;
}

function namedIn(line: string): Pick<WaitingLog, 'what' | 'endpoint'> {
  const message = line.replace(/^\S*\d{4}-\d\d-\d\d[T ][\d:.,]+Z?\S*\s*/, '');
  const endpoint = endpointOf(message);
  const what = WHAT.exec(message)
    ?.groups?.what?.replace(/["'.,;:]+$/, '')
    .replace(/^["']/, '');
  const named = endpoint && [endpoint.host, endpoint.port].filter((part) => part !== undefined).join(':');
  const shown = named ?? (what && inFull(what, message));
  return { ...(shown ? { what: shown } : {}), ...(endpoint ? { endpoint } : {}) };
}
