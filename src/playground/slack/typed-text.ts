/**
 * What an app gets of what a person typed: the three characters of Slack's markup escaped, and bare domains made
 * links, so that `why shop.example.com` arrives as `why <http://shop.example.com|shop.example.com>`.
 */
export function typedText(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(
    /(?<![\w./@-])(https?:\/\/\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|dev|app))(?![\w.-])/gi,
    (word) => (word.includes('://') ? `<${word}>` : `<http://${word}|${word}>`),
  );
}
