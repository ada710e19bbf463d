import { isSecretName, REDACTED } from './diagnosis/redact.ts';
import { sanitize } from './diagnosis/sanitize.ts';
import type { Clock, Logger } from './ports.ts';

export type LogLevel = 'info' | 'warn' | 'error';

export interface LoggerOptions {
  /** Lines below it are left out, but never audit lines. */
  readonly level: LogLevel;
  readonly clock: Clock;
  /** Hides secrets in each text. */
  readonly redact: (text: string) => string;
  /** Takes one line with its end. */
  readonly write: (line: string) => void;
}

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error'];
const MOST_CHARACTERS = 2_000;
const MOST_ITEMS = 50;
const DEEPEST = 6;

/** Logs JSON lines: `{"time":…,"level":"info","event":"audit",…}`. No value leaves that could be a secret. */
export function createLogger({ level, clock, redact, write }: LoggerOptions): Logger {
  function log(of: LogLevel, event: string, fields: Readonly<Record<string, unknown>> = {}): void {
    if (event !== 'audit' && LEVELS.indexOf(of) < LEVELS.indexOf(level)) return;
    const time = new Date(clock.now()).toISOString();
    const head = { time, level: of, event };
    const cleaned = clean(fields, redact, 0) as Record<string, unknown>;
    // First in the line, and not to be overwritten by a field of that name.
    write(`${JSON.stringify({ ...head, ...cleaned, ...head })}\n`);
  }
  return {
    info: (event, fields) => log('info', event, fields),
    warn: (event, fields) => log('warn', event, fields),
    error: (event, fields) => log('error', event, fields),
  };
}

function clean(value: unknown, redact: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return cleanText(value, redact);
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function')
    return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (value instanceof Error) return clean(errorFields(value), redact, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Map || value instanceof Set) return clean([...value], redact, depth);
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => clean(item, redact, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const hidden = typeof field === 'string' && field !== '' && isSecretName(key);
      return [cleanText(key, redact), hidden ? REDACTED : clean(field, redact, depth + 1)];
    }),
  );
}

/** Redacted whole, then cut: half a token would no longer be known as one. */
function cleanText(text: string, redact: (text: string) => string): string {
  return sanitize(redact(sanitize(text, { multiline: true })), {
    multiline: true,
    maxLength: MOST_CHARACTERS,
  });
}

/** An error's own fields may hold the request that failed, credentials included: only what says what happened. */
function errorFields(error: Error): object {
  const { name, message, stack, cause } = error;
  const { code } = error as { readonly code?: unknown };
  return {
    name,
    message,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: cause instanceof Error ? cause : String(cause) }),
  };
}
