import { type Level, levelOf } from './level.ts';

/** What a line of a structured log says: one text or several (message, error, the lines of a stack). */
export interface Said {
  readonly level: Level;
  readonly texts: readonly string[];
}

const LEVEL_KEYS = ['level', 'severity', 'log.level', 'lvl', 'levelname', 'loglevel', '@level', '@l', 's'];
const MESSAGE_KEYS = ['msg', 'message', '@message', '@m', '@mt', 'event', 'short_message', 'text', 'log'];
const ERROR_KEYS = ['err', 'error', 'exception', 'cause', '@x', 'error.message', 'reason', 'exc', 'attr'];
const STACK_KEYS = ['stack', 'stack_trace', 'stacktrace', 'exc_info', 'error.stack_trace', 'errorVerbose'];
/** An error within an error's attributes. */
const DEEPEST = 3;
/** More lines than that in one message are the depth of a stack. */
const MOST_TEXTS = 80;

/** A line of JSON, or undefined when it isn't an object that carries a message. */
export function readJson(text: string): Said | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  const record = parse(text);
  if (!record) return undefined;
  const message = firstText(record, MESSAGE_KEYS);
  const errors = ERROR_KEYS.flatMap((key) => errorTexts(record[key], DEEPEST));
  const stack = firstText(record, STACK_KEYS);
  if (message === undefined && errors.length === 0 && stack === undefined) return undefined;
  const [head, ...rest] = errors;
  const first = [message, head].filter((part) => part !== undefined).join(': ');
  const nested = isRecord(record.log) ? record.log.level : undefined;
  const level = levelOf(
    [nested, ...LEVEL_KEYS.map((key) => record[key])].find((value) => value !== undefined),
  );
  const texts = [first, ...rest, stack ?? ''].join('\n').split('\n');
  return { level, texts: texts.filter((line) => line.trim() !== '').slice(0, MOST_TEXTS) };
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | undefined {
  try {
    // what begins with a brace is an object
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function firstText(record: Json, keys: readonly string[]): string | undefined {
  return keys.map((key) => record[key]).find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined;
}

/** An error given as text, or as an object whose other fields (code, address, port) read like Node's inspection. */
function errorTexts(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string' && value !== '') return [value];
  if (!isRecord(value) || depth === 0) return [];
  const message = firstText(value, ['message', 'msg', 'error', 'errmsg', 'reason']);
  const type = firstText(value, ['type', 'name', 'class', 'kind', 'codeName']);
  const head = [type, message].filter((part) => part !== undefined).join(': ');
  const fields = Object.entries(value)
    .filter(([key, field]) => key !== 'message' && (typeof field === 'string' || typeof field === 'number'))
    .filter(([key]) => !STACK_KEYS.includes(key))
    .map(([key, field]) => `  ${key}: '${field}'`);
  const stack = firstText(value, STACK_KEYS);
  const inner = isRecord(value.error) ? errorTexts(value.error, depth - 1) : [];
  return [head, ...inner, ...fields, ...(stack === undefined ? [] : [stack])].filter((text) => text !== '');
}

const LOGFMT = /(?:^|\s)(?:level|lvl|severity)="?(\w{1,12})/;
const FIELD = /(?:^|\s)(msg|message|err|error|reason|cause)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s+\d+ [^\s\]]{1,120}\] (.*)$/;
const KLOG_TEXT = /^"((?:[^"\\]|\\.)*)"\s*(.*)$/;

/** `level=error msg="…" err="…"`: message and error, joined. */
export function readLogfmt(text: string): Said | undefined {
  const level = LOGFMT.exec(text);
  if (!level) return undefined;
  const said = fieldsOf(text);
  return said === '' ? undefined : { level: levelOf(level[1]), texts: said.split('\n').slice(0, MOST_TEXTS) };
}

/** Kubernetes' own logger: `E1122 07:38:40.118 1 main.go:112] "message" err="…"`. */
export function readKlog(text: string): Said | undefined {
  const [, letter, rest = ''] = KLOG.exec(text) ?? [];
  if (!letter) return undefined;
  const quoted = KLOG_TEXT.exec(rest);
  const message = quoted
    ? [plainText(quoted[1] as string), fieldsOf(` ${quoted[2]}`)].filter((part) => part !== '').join(': ')
    : rest;
  return { level: levelOf(letter), texts: [message] };
}

function fieldsOf(text: string): string {
  return [...text.matchAll(FIELD)]
    .map(([, , quoted, bare]) => (quoted === undefined ? (bare as string) : plainText(quoted)))
    .join(': ');
}

function plainText(text: string): string {
  return text.replace(/\\(.)/g, (_, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter,
  );
}
