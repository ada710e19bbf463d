import { cutLine } from './limits.ts';

/**
 * The three characters that mrkdwn reads as control characters (https://docs.slack.dev/messaging/formatting-message-text):
 * without a raw `<` no mention, link or date can arise.
 */
function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What looks like a mark of formatting and isn't one: mrkdwn has no way to escape these. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ' };

/** Takes the meaning of `*`, `~`, backtick and of underscores at the edges of words: `REDIS_URL` stays as it is. */
function defuseFormatting(text: string): string {
  return text.replace(/[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (mark) => LOOKALIKES[mark] ?? mark);
}

/** A text of unknown origin for a mrkdwn field: one line, literal, and no longer than `most` once it is escaped. */
export function mrkdwnText(text: string, most: number): string {
  const line = defuseFormatting(cutLine(text, most));
  const whole = escapeMrkdwn(line);
  if (whole.length <= most) return whole;
  let escaped = '';
  // Character by character, so that neither an entity nor a surrogate pair is cut.
  for (const character of line) {
    const next = escapeMrkdwn(character);
    if (escaped.length + next.length + 1 > most) break;
    escaped += next;
  }
  return `${escaped}…`;
}

/** Who asked, as a mention; undefined where it isn't a user's id, so that nothing else can become one. */
export function askedBy(id: string | undefined): string | undefined {
  return id !== undefined && /^[UW][A-Z0-9]{2,20}$/.test(id) ? `asked by <@${id}>` : undefined;
}
