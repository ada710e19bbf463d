const SECRET_NAME =
  /pass|pwd|secret|token|api_?key|access_?key|private|credential|auth|dsn|cert|signature|salt|(?:^|[_\W])key(?:$|[_\W])|conn\w*str/i;
/** `--password=x`, `password: x`, `TOKEN=x` inside a command line. */
const SECRET_ARGUMENT = /((?:pass|pwd|secret|token|key|credential)[\w-]*(?:=|:\s*|\s+|","))([^\s",]+)/gi;
const USER_INFO = /(:\/\/[^\s/:@]*):[^\s/@]+@/g;
/** Where a variable's value comes from, as `envText` writes it. */
const REFERENCE = /^(?:key \S+ of (?:Secret|ConfigMap) \S+|field \S+)$/;
const HIDDEN = '(hidden)';

/** Characters of a value that are shown. */
const MOST = 120;
/** Characters that both values share, shown before the place where they part. */
const LEAD = 20;

/** A field's value fit to be shown: what looks like a secret by the field's name or its own form is hidden. */
export function shownValue(path: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const variable = /^env\[(.*)\]$/.exec(path)?.[1];
  if (variable !== undefined && REFERENCE.test(value)) return value;
  if (variable !== undefined && SECRET_NAME.test(variable)) return HIDDEN;
  return value.replace(SECRET_ARGUMENT, `$1${HIDDEN}`).replace(USER_INFO, `$1:${HIDDEN}@`);
}

/** Shortens two long values around the place where they part. */
export function shortenPair(
  before: string | undefined,
  after: string | undefined,
): readonly [string | undefined, string | undefined] {
  const start = Math.max(0, commonPrefix(before ?? '', after ?? '') - LEAD);
  return [shorten(before, start), shorten(after, start)];
}

function shorten(value: string | undefined, start: number): string | undefined {
  if (value === undefined || value.length <= MOST) return value;
  const from = Math.min(start, value.length - MOST);
  const end = from + MOST;
  return `${from > 0 ? '…' : ''}${value.slice(from, end)}${end < value.length ? '…' : ''}`;
}

function commonPrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
