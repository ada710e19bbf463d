import { isObject, type Json, stringOf } from './json.ts';

/** Someone or something that a message calls on. */
export interface Mention {
  /** `!channel`, `!here`, `!everyone`, `!subteam^S1`, `@U1`, `#C1`. */
  readonly target: string;
  /** Written as `<…>` or as a rich text element; or found by Slack in plain words such as `@channel`. */
  readonly how: 'explicit' | 'parsed';
  /** `text`, or a JSON pointer into blocks or attachments. */
  readonly where: string;
}

export interface Link {
  readonly url: string;
  readonly how: 'explicit' | 'parsed';
  readonly where: string;
}

/** What a message does beside being read. */
export interface Effects {
  readonly mentions: readonly Mention[];
  readonly links: readonly Link[];
  /** Addresses that Slack would fetch a preview of. */
  readonly unfurls: readonly string[];
}

/** How Slack reads a message's text: chat.postMessage's `none` and chat.update's `client` are the defaults. */
export interface Reading {
  readonly parse?: 'none' | 'full' | 'client';
  readonly linkNames?: boolean;
  readonly unfurlLinks?: boolean;
  readonly unfurlMedia?: boolean;
}

/** The names that plain words can call, and whom they mean: `ann` → `@U1`, `general` → `#C1`. */
export type Names = ReadonlyMap<string, string>;

interface Found {
  readonly mentions: Mention[];
  readonly links: Link[];
}

/** Finds what a message's text, blocks and attachments would set off. */
export function effectsOf(
  content: { readonly text: string; readonly blocks?: unknown; readonly attachments?: unknown },
  reading: Reading,
  names: Names,
): Effects {
  const found: Found = { mentions: [], links: [] };
  // What parse=client finds is not documented: taken at its worst, as much as parse=full.
  const words = reading.linkNames === true || reading.parse === 'full' || reading.parse === 'client';
  readText(content.text, 'text', { words, urls: reading.parse !== 'none' }, names, found);
  readTree(content.blocks, '/blocks', names, found);
  readTree(content.attachments, '/attachments', names, found);
  const quiet = reading.unfurlLinks !== true && reading.unfurlMedia === false;
  return { ...found, unfurls: quiet ? [] : found.links.map((link) => link.url) };
}

interface Means {
  readonly words: boolean;
  readonly urls: boolean;
}

const special = /<([@#!])([^<>|]+)(?:\|[^<>]*)?>/g;
const link = /<([a-z][a-z0-9+.-]*:[^<>|\s]+)(?:\|[^<>]*)?>/gi;

function readText(text: string, where: string, means: Means, names: Names, found: Found): void {
  for (const [, sign = '', name = ''] of text.matchAll(special)) {
    if (sign !== '!' || /^(channel|here|everyone|group|subteam\^\w+)$/.test(name)) {
      found.mentions.push({ target: sign + name, how: 'explicit', where });
    }
  }
  for (const [, url = ''] of text.matchAll(link)) found.links.push({ url, how: 'explicit', where });
  const plain = text.replace(/<[^<>]*>/g, ' ');
  if (means.urls) {
    for (const [url] of plain.matchAll(/\bhttps?:\/\/[^\s<>|]+/gi)) {
      found.links.push({ url, how: 'parsed', where });
    }
  }
  if (means.words) readWords(plain, where, names, found);
}

function readWords(plain: string, where: string, names: Names, found: Found): void {
  for (const [, word = ''] of plain.matchAll(/(?<![\w.@#])([@#][\w.-]*\w)/g)) {
    const name = word.slice(1).toLowerCase();
    const broadcast = word.startsWith('@') && /^(channel|here|everyone)$/.test(name);
    const target = broadcast ? `!${name}` : names.get(word.toLowerCase());
    if (target !== undefined) found.mentions.push({ target, how: 'parsed', where });
  }
}

function readTree(value: unknown, where: string, names: Names, found: Found): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) readTree(item, `${where}/${index}`, names, found);
  }
  if (!isObject(value)) return;
  const text = stringOf(value.text);
  if (value.type === 'mrkdwn' && text !== undefined) {
    // Without `verbatim` Slack links URLs and names by itself.
    const open = value.verbatim !== true;
    readText(text, `${where}/text`, { words: open, urls: open }, names, found);
    return;
  }
  if (value.type === 'markdown' && text !== undefined) {
    readText(text, `${where}/text`, { words: false, urls: true }, names, found);
    return;
  }
  if (readRichText(value, where, found)) return;
  if (where.startsWith('/attachments') && value.type === undefined)
    readAttachment(value, where, names, found);
  for (const [key, inner] of Object.entries(value)) readTree(inner, `${where}/${key}`, names, found);
}

/** A rich text leaf says itself what it is: nothing is read out of its text. */
function readRichText(value: Json, where: string, found: Found): boolean {
  if (value.type === 'broadcast') found.mentions.push({ target: `!${value.range}`, how: 'explicit', where });
  else if (value.type === 'user')
    found.mentions.push({ target: `@${value.user_id}`, how: 'explicit', where });
  else if (value.type === 'usergroup') {
    found.mentions.push({ target: `!subteam^${value.usergroup_id}`, how: 'explicit', where });
  } else if (value.type === 'channel') {
    found.mentions.push({ target: `#${value.channel_id}`, how: 'explicit', where });
  } else if (value.type === 'link') found.links.push({ url: String(value.url), how: 'explicit', where });
  else return false;
  return true;
}

function readAttachment(value: Json, where: string, names: Names, found: Found): void {
  for (const key of ['pretext', 'title', 'text', 'fallback', 'footer']) {
    const text = stringOf(value[key]);
    if (text !== undefined) readText(text, `${where}/${key}`, { words: false, urls: true }, names, found);
  }
}
