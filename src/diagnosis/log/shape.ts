/** A line with everything blanked that changes from one run to the next: times, numbers, ids. */
export function shapeOf(line: string): string {
  return line
    .slice(0, 500)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/\b(?:0x)?[0-9a-f]*\d[0-9a-f]*\b/gi, '#')
    .replace(/\d+/g, '#')
    .replace(/(?:#[.:,TZ+-]*)+/g, '#');
}
