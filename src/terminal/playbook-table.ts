import type { ListedCause } from '../site-knowledge.ts';

const LEAST_TITLE = 30;

/** Causes as columns: severity, name, and what the site's files say of it, or its title. */
export function causeTable(causes: readonly ListedCause[], columns: number): string {
  const names = causes.map(({ playbook, cause }) => `${playbook}/${cause}`);
  const width = Math.max(...names.map((name) => name.length));
  const room = Math.max(LEAST_TITLE, columns - width - 12);
  const rows = causes.map((cause, index) =>
    [severityOf(cause).padEnd(8), (names[index] ?? '').padEnd(width), ...notesOf(cause, room)]
      .join('  ')
      .trimEnd(),
  );
  return `${rows.join('\n')}\n`;
}

function severityOf({ severity, changed }: ListedCause): string {
  return changed.some(({ what }) => what === 'disabled') ? 'disabled' : severity;
}

function notesOf({ title, file, changed }: ListedCause, room: number): readonly string[] {
  const notes = changed.map(({ what, text, file: by }) =>
    what === 'disabled' ? `by ${by}` : `${what} ${text} by ${by}`,
  );
  const own = file === undefined ? notes : [`of ${file}`, ...notes];
  if (own.length > 0) return [own.join(', ')];
  return [title.length > room ? `${title.slice(0, room - 1)}…` : title];
}
