import { element } from './element.ts';
import { outwardLink } from './links.ts';
import { mention } from './mention.ts';
import type { Names } from './names.ts';

/**
 * Slack's markup, the parts of it that apps and people write: boxes and marks of code, `<…>` for names and links, and
 * bold, italic and struck words. See https://docs.slack.dev/messaging/formatting-message-text
 */
const MARKUP =
  /```\n?(?<box>[\s\S]+?)```|`(?<code>[^`\n]+)`|<(?<angle>[^<>\n]+)>|(?<![\w*])\*(?<bold>[^*\n]+)\*(?!\w)|(?<!\w)_(?<italic>[^_\n]+)_(?!\w)|(?<!\w)~(?<struck>[^~\n]+)~(?!\w)/g;
const MARKED = { box: 'pre', code: 'code' } as const;
const WRAPPED = { bold: 'strong', italic: 'em', struck: 's' } as const;

/** A text with Slack's markup in it. */
export function mrkdwn(text: string, names: Names): readonly Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const found of text.matchAll(MARKUP)) {
    nodes.push(literal(text.slice(from, found.index)), marked(found.groups ?? {}, names));
    from = found.index + found[0].length;
  }
  return [...nodes, literal(text.slice(from))];
}

function marked(groups: Readonly<Record<string, string | undefined>>, names: Names): Node {
  if (groups.angle !== undefined) return inAngles(groups.angle, names);
  for (const [name, tag] of Object.entries(MARKED)) {
    const inside = groups[name];
    if (inside !== undefined) return element(tag, {}, literal(inside));
  }
  for (const [name, tag] of Object.entries(WRAPPED)) {
    const inside = groups[name];
    if (inside !== undefined) return element(tag, {}, ...mrkdwn(inside, names));
  }
  return literal('');
}

/** `@U1`, `#C1|alerts`, `!here`, `!subteam^S1|@oncall`, `!date^…^…|fallback`, `https://…|label`. */
function inAngles(inside: string, names: Names): Node {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(inside.slice(bar + 1));
  const rest = target.slice(1);
  if (target.startsWith('@')) return mention(`@${label ?? names.person(rest)}`);
  if (target.startsWith('#')) return mention(`#${label ?? names.channel(rest)}`);
  if (target.startsWith('!date^')) return literal(label ?? '');
  if (target.startsWith('!')) return mention(label ?? `@${rest.replace(/^subteam\^/, '')}`);
  return outwardLink(unescaped(target), label ?? unescaped(target));
}

function literal(text: string): Text {
  return document.createTextNode(unescaped(text));
}

/** Slack escapes these three, and no others. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
