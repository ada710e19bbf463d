/** What of a message is read: Slack cuts at 40,000 characters, and nobody writes that much to a command. */
const MOST_CHARACTERS = 40_000;

/** `<http://web.example|web.example>`, `<@U123|ann>`, `<#C123|general>`, `<!here>`, `<!subteam^S1|@team>`. */
const MARKUP = /<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>/g;

/**
 * Text as its author typed it: Slack's links shown by their label, mentions dropped, entities undone. What phones and word
 * processors put in (curly quotes, long dashes, hard spaces) is put back to what a keyboard has.
 */
export function plainText(slack: string): string {
  return slack
    .slice(0, MOST_CHARACTERS)
    .replace(MARKUP, (_, link: string, label: string | undefined) => shown(link, label))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[^\S\n]/g, ' ');
}

function shown(link: string, label: string | undefined): string {
  if (link.startsWith('@') || link.startsWith('!')) return ' ';
  if (link.startsWith('#')) return label ?? ' ';
  return label ?? link.replace(/^mailto:/, '');
}
