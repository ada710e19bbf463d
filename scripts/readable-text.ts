/**
 * A cause's text for a reader who has no finding at hand, as Markdown: `{missingSecret}` reads `<missing-secret>`, and
 * `[[…]]` groups stand without their brackets; of groups that begin like sentences of their own only one will be said,
 * so they stand apart by a slash.
 */
export function readable(text: string): string {
  return withoutGroups(text)
    .split('`')
    .map((part, index) =>
      // What stands between backticks is code already.
      index % 2 === 1 ? placeholders(part) : placeholders(part.replaceAll('<', '&lt;'), '`'),
    )
    .join('`');
}

/** A command for a code block. */
export function readableCommand(command: string): string {
  return placeholders(withoutGroups(command));
}

/** Each text between two groups, and in between the groups. */
function withoutGroups(text: string): string {
  const parts = text.split(/\[\[(.*?)\]\]/s);
  return parts
    .map((part, index) => (index % 2 === 1 && isAlternative(parts, index) ? ` / ${part}` : part))
    .join('');
}

/** Follows another group at once and begins with a word. */
function isAlternative(parts: readonly string[], index: number): boolean {
  return index > 2 && parts[index - 1] === '' && /^[\w{]/.test(parts[index] ?? '');
}

function placeholders(text: string, quote = ''): string {
  return text.replace(/\{([a-zA-Z]\w*)\}/g, (_, name: string) => `${quote}<${kebab(name)}>${quote}`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
