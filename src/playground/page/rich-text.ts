import { isObject, type Json, objectsOf } from '../slack/json.ts';
import { element } from './element.ts';
import { outwardLink } from './links.ts';
import { mention } from './mention.ts';
import type { Names } from './names.ts';
import { words } from './words.ts';

const STYLES = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const;

/** A `rich_text` block. */
export function richText(block: Json, names: Names): HTMLElement {
  return element('div', { class: 'rich' }, ...objectsOf(block.elements).map((one) => partOf(one, names)));
}

function partOf(one: Json, names: Names): HTMLElement {
  const inside = objectsOf(one.elements);
  if (one.type === 'rich_text_list') {
    const items = inside.map((item) => element('li', {}, ...partOf(item, names).childNodes));
    return element(one.style === 'ordered' ? 'ol' : 'ul', {}, ...items);
  }
  const said = inside.map((leaf) => leafOf(leaf, names));
  if (one.type === 'rich_text_preformatted') return element('pre', {}, ...said);
  if (one.type === 'rich_text_quote') return element('blockquote', {}, ...said);
  return element('p', {}, ...said);
}

function leafOf(leaf: Json, names: Names): Node {
  const style = isObject(leaf.style) ? leaf.style : {};
  return Object.entries(STYLES).reduce<Node>(
    (inner, [name, tag]) => (style[name] === true ? element(tag, {}, inner) : inner),
    bareLeaf(leaf, names),
  );
}

function bareLeaf(leaf: Json, names: Names): Node {
  const text = words(leaf.text);
  switch (leaf.type) {
    case 'link':
      return outwardLink(words(leaf.url), text || words(leaf.url));
    case 'user':
      return mention(`@${names.person(words(leaf.user_id))}`);
    case 'usergroup':
      return mention(`@${words(leaf.usergroup_id)}`);
    case 'channel':
      return mention(`#${names.channel(words(leaf.channel_id))}`);
    case 'broadcast':
      return mention(`@${words(leaf.range)}`);
    case 'emoji':
      return document.createTextNode(`:${words(leaf.name)}:`);
    case 'date':
      return document.createTextNode(words(leaf.fallback));
    default:
      return document.createTextNode(text);
  }
}
