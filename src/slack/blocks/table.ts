/** Columns of fixed-width letters, as kubectl prints them: two blanks between, the last one as long as it is. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest = 60,
): readonly string[] {
  const cells = [head, ...rows].map((row) => row.map((cell) => shorten(cell.replace(/\s+/g, ' '), widest)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names differ at their ends, where Kubernetes puts what it generates: the middle goes. */
function shorten(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const end = Math.floor(most / 3);
  return `${characters.slice(0, most - end - 1).join('')}…${characters.slice(-end).join('')}`;
}
