/** Characters of somebody's words that fit into a line. */
const MOST = 300;

/** Words in one line, cut where they are many: some repeat a whole object. */
export function shortWords(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line;
}
