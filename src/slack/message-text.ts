/** Deeper than any of Slack's messages, so that what isn't one ends. */
const MOST_DEPTH = 12;
const MOST_CHARACTERS = 20_000;
/** Where people can read: what alerts write stands in attachments and blocks, `text` is often empty. */
const READ: readonly string[] = [
  'text',
  'pretext',
  'title',
  'value',
  'fallback',
  'footer',
  'elements',
  'fields',
  'blocks',
  'attachments',
  'rows',
  'message_blocks',
  'message',
];

/** Every text of a message, line by line, whatever it is made of. */
export function messageText(message: unknown): string {
  const lines: string[] = [];
  collect(message, lines, 0);
  return [...new Set(lines)].join('\n').slice(0, MOST_CHARACTERS);
}

function collect(value: unknown, lines: string[], depth: number): void {
  if (depth > MOST_DEPTH) return;
  if (typeof value === 'string') lines.push(value);
  else if (Array.isArray(value)) for (const one of value) collect(one, lines, depth + 1);
  else if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    const section = inline(fields);
    if (section !== undefined) lines.push(section);
    else for (const key of READ) if (key in fields) collect(fields[key], lines, depth + 1);
  }
}

/** The parts of a rich text's line belong together. */
function inline({ type, elements }: Readonly<Record<string, unknown>>): string | undefined {
  if (!/^rich_text_(section|preformatted|quote)$/.test(String(type)) || !Array.isArray(elements))
    return undefined;
  return elements
    .map((one: { text?: unknown; url?: unknown } | null) => String(one?.text ?? one?.url ?? ' '))
    .join('');
}
