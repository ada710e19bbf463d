/** Inline code with a fence longer than any run of backticks in it; a table cell's bar stays a bar. */
export function code(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${ticks}${padding}${text.replaceAll('|', '\\|').replaceAll('\n', ' ')}${padding}${ticks}`;
}

/** Lines as they stand, in a fence longer than any run of backticks in them. */
export function fence(lines: readonly string[], language = ''): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(lines.join('\n')) + 1));
  return `${ticks}${language}\n${lines.join('\n')}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
}

/** Prose with names from a cluster in it: nothing in it may become markup, a mention or HTML. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!@]/g, (character) => `\\${character}`);
}
