import { type Level, levelOf } from './level.ts';
import type { Said } from './structured.ts';

const LEVEL_KEYS = [
  ...['level', 'severity', 'log.level', 'lvl', 'levelname', 'loglevel', 'severitytext', 'severity_text'],
  ...['@level', '@l', 's', 'L'],
];
const MESSAGE_KEYS = [
  ...['msg', 'message', 'formattedmessage', 'renderedmessage', 'messagetemplate', '@message', '@m', '@mt'],
  ...['event', 'short_message', 'text', 'log', 'body', 'M'],
];
const ERROR_KEYS = [
  ...['err', 'error', 'exception', 'cause', 'thrown', 'throwable', '@x', 'error.message', 'reason', 'exc'],
  'attr',
];
const STACK_KEYS = [
  ...['stack', 'stack_trace', 'stacktrace', 'extendedstacktrace', 'exc_info', 'error.stack_trace'],
  ...['errorverbose', 'full_message', 'S'],
];
/** Where loggers put what a caller adds to a message. */
const CONTAINERS = [
  ...['fields', 'context', 'extra', 'data', 'meta', 'metadata', 'details', 'attributes', 'ctx'],
  ...['params', 'payload', 'record'],
];
/** An error within an error's attributes, a chain of causes. */
const DEEPEST = 4;
/** More lines than that in one message are the depth of a stack. */
const MOST_TEXTS = 80;
/** GELF counts as syslog does (https://go2docs.graylog.org/current/getting_in_log_data/gelf.html). */
const SYSLOG: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warning', 'info', 'info', 'debug'];

type Json = Readonly<Record<string, unknown>>;

/** A line of JSON, or undefined when it isn't an object that carries a message. */
export function readJson(text: string): Said | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const record = parse(text);
  if (!record) return undefined;
  const message = firstText(record, MESSAGE_KEYS);
  const places = [record, ...CONTAINERS.flatMap((key) => asRecords(record[key]))];
  const errors = places.flatMap((place) => ERROR_KEYS.flatMap((key) => errorTexts(place[key], DEEPEST)));
  const stack = stackOf(record);
  if (message === undefined && errors.length === 0 && stack === undefined) return undefined;
  const [head, ...rest] = errors;
  const first = [message, head].filter((part) => part !== undefined).join(': ');
  const texts = linesOf([first, ...rest, stack ?? ''].join('\n'));
  return { level: levelIn(record), texts: texts.filter((line) => line.trim() !== '').slice(0, MOST_TEXTS) };
}

function parse(text: string): Json | undefined {
  try {
    // what begins with a brace is an object
    return withLowerKeys(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** Loggers of .NET write `Message` where others write `message`; single letters mean different things. */
function withLowerKeys(record: Json): Json {
  const lower = Object.entries(record).filter(([key]) => key.length > 1);
  return { ...Object.fromEntries(lower.map(([key, value]) => [key.toLowerCase(), value])), ...record };
}

function asRecords(value: unknown): readonly Json[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? [withLowerKeys(value as Json)]
    : [];
}

function firstText(record: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => record[key]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}

function levelIn(record: Json): Level {
  const [nested] = [...asRecords(record.log), ...asRecords(record.record)].map(({ level }) => level);
  const value = [nested, ...LEVEL_KEYS.map((key) => record[key])].find((one) => one !== undefined);
  if (typeof value === 'number' && 'short_message' in record) return SYSLOG[value] ?? 'none';
  const [named] = asRecords(value);
  return levelOf(named ? named.name : value);
}

/** A stack as one text, as its lines, or as the errors of a chain. */
function stackOf(record: Json): string | undefined {
  const stack = STACK_KEYS.map((key) => record[key]).find((value) => Array.isArray(value));
  const lines = Array.isArray(stack) ? stack.filter((line) => typeof line === 'string') : [];
  return firstText(record, STACK_KEYS) ?? (lines.length > 0 ? lines.join('\n') : undefined);
}

/** An error given as text, or as an object whose other fields (code, address, port) read like Node's inspection. */
function errorTexts(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string' && value !== '') return [value];
  const [error] = asRecords(value);
  if (!error || depth === 0) return [];
  const message = firstText(error, ['message', 'msg', 'error', 'errmsg', 'reason', 'value']);
  const type = firstText(error, ['type', 'name', 'class', 'classname', 'exceptiontype', 'kind', 'codename']);
  const head = [type, message].filter((part) => part !== undefined).join(': ');
  const stack = stackOf(error);
  return [
    head,
    ...fieldTexts(error),
    ...(stack === undefined ? [] : [stack]),
    ...innerTexts(error, depth),
  ].filter((text) => text !== '');
}

function fieldTexts(error: Json): readonly string[] {
  const isShown = (field: unknown) => typeof field === 'string' || typeof field === 'number';
  return Object.entries(error)
    .filter(([key, field]) => key !== 'message' && isShown(field))
    .filter(
      ([key]) => !STACK_KEYS.includes(key) && !(key !== key.toLowerCase() && key.toLowerCase() in error),
    )
    .map(([key, field]) => `  ${key}: '${field}'`);
}

/** The error inside, and what caused it as stack traces tell it. */
function innerTexts(error: Json, depth: number): readonly string[] {
  const inner = asRecords(error.error).flatMap((one) => errorTexts(one, depth - 1));
  const [causedBy] = [...asRecords(error.causedby), ...asRecords(error.cause)];
  const [head, ...rest] = causedBy ? errorTexts(causedBy.exception ?? causedBy, depth - 1) : [];
  return head === undefined ? inner : [...inner, `Caused by: ${head}`, ...rest];
}

/** .NET's JSON console puts an exception's lines into one. */
function linesOf(text: string): readonly string[] {
  return text
    .replace(/ {3,}(?=at [\w.<>`]+\(|--- End of )/g, '\n   ')
    .replace(/ (?=---> )/g, '\n ')
    .split('\n');
}
