export type Level = 'fatal' | 'error' | 'warning' | 'info' | 'debug' | 'none';

const LEVELS: Readonly<Record<string, Level>> = {
  fatal: 'fatal',
  panic: 'fatal',
  dpanic: 'fatal',
  critical: 'fatal',
  crit: 'fatal',
  emerg: 'fatal',
  emergency: 'fatal',
  alert: 'fatal',
  ftl: 'fatal',
  f: 'fatal',
  severe: 'error',
  error: 'error',
  err: 'error',
  fail: 'error',
  e: 'error',
  warn: 'warning',
  warning: 'warning',
  wrn: 'warning',
  w: 'warning',
  notice: 'info',
  info: 'info',
  information: 'info',
  inf: 'info',
  // Postgres ranks it above ERROR: what the server itself has to say
  log: 'none',
  i: 'info',
  debug: 'debug',
  dbg: 'debug',
  dbug: 'debug',
  trace: 'debug',
  trc: 'debug',
  trce: 'debug',
  verbose: 'debug',
  d: 'debug',
};

/** The level behind a logger's word or pino's number (https://github.com/pinojs/pino: 30 info, 40 warn, 50 error, 60 fatal). */
export function levelOf(value: unknown): Level {
  if (typeof value === 'number') return numericLevel(value);
  if (typeof value !== 'string') return 'none';
  const number = Number(value);
  if (value !== '' && Number.isInteger(number)) return numericLevel(number);
  return LEVELS[value.toLowerCase()] ?? 'none';
}

function numericLevel(value: number): Level {
  if (value >= 60) return 'fatal';
  if (value >= 50) return 'error';
  if (value >= 40) return 'warning';
  if (value >= 30) return 'info';
  // syslog counts the other way round and isn't told apart by the number alone
  return value >= 10 ? 'debug' : 'none';
}

const HEAD = 120;
const UPPER =
  /(?:^|[\s[|(<"-])(FATAL|PANIC|CRITICAL|CRIT|EMERG|EMERGENCY|ALERT|FTL|SEVERE|ERROR|ERR|WARN|WARNING|WRN|NOTICE|INFO|INFORMATION|INF|LOG|DEBUG|DBG|TRACE|TRC|VERBOSE)(?=[\s\]|)>:!,"]|$)[\]|)>:!,"]*\s*(?:- )?/;
const BRACKETED =
  /[[<](fatal|panic|critical|crit|emerg|alert|severe|error|err|warn|warning|notice|info|debug|trace)[\]>]:?\s*/i;
/** `Error: …` is how exceptions are printed, so the capital says nothing about a level. */
const LEADING =
  /^(?:\[[\w .:/-]{1,40}\] |[\w./-]{1,80}: )?(fatal|Fatal|critical|crit|error|fail|warning|Warning|warn|info|Info|notice|debug|dbug|trce)(?::|\[E\d{4}\]:|!| - )\s*/;
/** Zap's console: level and logger between tabs. */
const TABBED = /^(debug|info|warn|warning|error|fatal|panic|dpanic)\t(?:[a-z][\w./-]{0,60}\t)?/;
const RUBY = /^([DIWEF]), \[[^\]]{0,60}\]\s+\w+ -- [^:]{0,60}:\s*/;
/** TensorFlow and Tornado print the level's letter alone. */
const LETTER = /^\[?([DIWEF]) (?=[\w./-]{3,160}:\d{1,6}\] |\d{4}-\d\d-\d\d )/;
const STAMP =
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|\s?[+-]\d\d:?\d\d| UTC)?\]?[\s:|-]*|^\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?\s+/;
/** Spring Boot and logback: what the logger is called stands before " : ". */
const LOGGER = /^(?:\d+ )?--- \[[^\]]{0,80}\](?: ?\[[^\]]{0,80}\]){0,3} [^ ]{1,80} *:(?: |$)/;
/** .NET's console logger: category and event id, the message stands indented below. */
const CATEGORY = /^[A-Za-z_][\w.`+-]{0,200}\[\d{1,10}\]$/;
const BRACKET =
  /^(?:[\w.]{1,60} )?(?:\[[^\]]{0,80}\]:?\s+){1,2}(?:\([\w .:#-]{1,60}\) )?|^[a-z][\w$]{0,60}(?:\.[\w$]{1,60}){1,9} +- |^\(\d{1,7}\) : (?:config : )?|^\d{1,7}#\d{1,7}: (?:\*\d{1,12} )?|^[\w./@-]{1,120}\.go:\d{1,6} > /;

/** `it entered FATAL state`: two plain words right ahead, so that is no logger's column. */
const WITHIN_SENTENCE = /(?:^|\s)[a-z]{2,} [a-z]{2,}$/;
/** Redis: process and role, time, then `.`, `-` and `*` for what is in order and `#` for everything else. */
const REDIS = /^\d+:[A-Z] \d\d \w{3} \d{4} [\d:.]{8,15} (?<mark>[.*#-]) (?<rest>.*)$/;

/** The priorities of syslog, ahead of the line as systemd and the kernel take them. */
const SYSLOG = /^<(?<priority>[0-7])>(?<rest>.*)$/;
const PRIORITIES: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warning', 'info', 'info', 'debug'];

/** A plain line's level and its message without time, level and logger. */
export function splitLevel(text: string): { readonly level: Level; readonly message: string } {
  const redis = REDIS.exec(text)?.groups as { mark: string; rest: string } | undefined;
  if (redis) {
    const { level, message } = splitLevel(redis.rest);
    return { level: level === 'none' && redis.mark !== '#' ? 'info' : level, message };
  }
  const syslog = SYSLOG.exec(text)?.groups as { priority: string; rest: string } | undefined;
  if (syslog) {
    return { level: PRIORITIES[Number(syslog.priority)] as Level, message: splitLevel(syslog.rest).message };
  }
  const plain = text.replace(STAMP, '');
  const head = plain.slice(0, HEAD);
  const found = [RUBY, LETTER, TABBED, UPPER, BRACKETED, LEADING]
    .map((pattern) => pattern.exec(head))
    .filter((match) => match !== null)
    .filter(({ index }) => !WITHIN_SENTENCE.test(head.slice(0, index)))
    .sort((a, b) => a.index - b.index)[0];
  if (!found) return { level: 'none', message: plain };
  const logged = plain.slice(found.index + found[0].length);
  const rest = logged.replace(LOGGER, '');
  const message = rest.replace(BRACKET, '');
  // a logger's name with nothing behind it: what it says stands on the lines below
  if ((rest === '' && logged !== '') || CATEGORY.test(rest)) return { level: levelOf(found[1]), message: '' };
  return { level: levelOf(found[1]), message: message === '' ? text : message };
}
