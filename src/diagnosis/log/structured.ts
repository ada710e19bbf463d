import { type Level, levelOf } from './level.ts';

/** What a line of a structured log says: one text or several (message, error, the lines of a stack). */
export interface Said {
  readonly level: Level;
  readonly texts: readonly string[];
}

/** More lines than that in one message are the depth of a stack. */
const MOST_TEXTS = 80;
const LOGFMT = /(?:^|\s)(?:level|lvl|severity)="?(\w{1,12})/;
const FIELD = /(?:^|\s)(msg|message|err|error|reason|cause)=(?:"((?:[^"\\]|\\.)*)"|(\S+))/g;
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9}\s+\d+ [^\s\]]{1,120}\] (.*)$/;
/** client-go says in its message where it was written. */
const CALLER = /^\S{1,160}\.go:\d{1,6}: /;
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
    : rest.replace(CALLER, '');
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
