import { plainText } from '../../slack-text/plain-text.ts';

/** What a message says, in reading order. */
export interface MessageContent {
  /** Without markup, empty ones among them: they part what belongs together. A field is `title: value`. */
  readonly lines: readonly string[];
  /** Where titles, words and buttons lead. */
  readonly links: readonly string[];
  /** Of attachments. */
  readonly colors: readonly string[];
  /** Who wrote it, as far as the message itself tells. */
  readonly sender: string;
}

interface Collected {
  readonly lines: string[];
  readonly links: string[];
  readonly colors: string[];
  readonly senders: string[];
  /** Characters and things that may still be read. */
  characters: number;
  things: number;
}

/** Deeper than any of Slack's messages, so that what isn't one ends. */
const MOST_DEPTH = 12;
const MOST_CHARACTERS = 20_000;
const MOST_THINGS = 2_000;
const MOST_LINES = 800;
const MOST_LINE = 1_000;
const MOST_LINKS = 100;
const MOST_LINK = 4_000;

/** Where people can read, in the order in which Slack shows it. */
const SHOWN = [
  'pretext',
  'title',
  'text',
  'fields',
  'blocks',
  'elements',
  'accessory',
  'actions',
  'attachments',
];
const LEADS = ['title_link', 'url'];

/** Reads any value as one of Slack's messages: so much of it and no more. */
export function messageContent(message: unknown): MessageContent {
  const into: Collected = {
    lines: [],
    links: [],
    colors: [],
    senders: [],
    characters: MOST_CHARACTERS,
    things: MOST_THINGS,
  };
  collect(message, into, 0);
  return { lines: into.lines, links: into.links, colors: into.colors, sender: into.senders.join(' ') };
}

function collect(value: unknown, into: Collected, depth: number): void {
  if (depth > MOST_DEPTH || into.things-- <= 0) return;
  if (typeof value === 'string') addText(value, into);
  else if (Array.isArray(value)) for (const one of value.slice(0, MOST_THINGS)) collect(one, into, depth + 1);
  else if (typeof value === 'object' && value !== null) collectObject(value as Fields, into, depth);
}

type Fields = Readonly<Record<string, unknown>>;

function collectObject(fields: Fields, into: Collected, depth: number): void {
  for (const key of LEADS) addLink(fields[key], into);
  if (typeof fields.color === 'string') into.colors.push(fields.color.slice(0, 20).toLowerCase());
  addSender(fields, into);
  const own = inlineText(fields, into) ?? fieldText(fields);
  if (own !== undefined) {
    addText(own, into);
    return;
  }
  const before = into.lines.length;
  for (const key of SHOWN) if (key in fields) collect(fields[key], into, depth + 1);
  // What it says instead is shown only where nothing else can be.
  if (into.lines.length === before && 'fallback' in fields) collect(fields.fallback, into, depth + 1);
}

function addSender({ username, bot_profile: profile, footer }: Fields, into: Collected): void {
  const name = typeof profile === 'object' && profile !== null ? (profile as Fields).name : undefined;
  for (const one of [username, name, footer])
    if (typeof one === 'string' && into.senders.length < 20) into.senders.push(one.slice(0, 100));
}

/** The parts of a rich text's line belong together. */
function inlineText({ type, elements }: Fields, into: Collected): string | undefined {
  if (!/^rich_text_(section|preformatted|quote)$/.test(String(type)) || !Array.isArray(elements))
    return undefined;
  return elements
    .slice(0, MOST_THINGS)
    .map((one: Fields | null) => {
      addLink(one?.url, into);
      return typeof one?.text === 'string' ? one.text : ' ';
    })
    .join('');
}

/** An attachment's field. */
function fieldText({ title, value, type }: Fields): string | undefined {
  if (type !== undefined || typeof title !== 'string' || typeof value !== 'string') return undefined;
  return joined(title, value);
}

/** A name and what is under it: one line where it is one value. */
function joined(title: string, value: string): string {
  const name = title.trim().replace(/:$/, '');
  return value.trim().includes('\n') ? `${name}:\n${value}` : `${name}: ${value}`;
}

/** `*Namespace*` and `shop` on two lines, as fields of Block Kit's sections are written. */
const NAMED_BELOW = /^\*([^*\n]{1,60})\*:?[ \t]{0,9}\n([^\n]{1,500})$/;
const LINK = /<(https?:\/\/[^<>|\s]{1,4000})(?:\|[^<>]{0,3000})?>/g;
const EMOJI = /(?<![\w:]):[a-z][a-z0-9_+-]{1,60}:|\p{Extended_Pictographic}|\ufe0f|\u200d/gu;
const URL_SHOWN = /\bhttps?:\/\/\S{1,4000}/g;

function addText(text: string, into: Collected): void {
  const read = text.slice(0, into.characters);
  into.characters -= read.length;
  for (const [, link] of read.matchAll(LINK)) addLink(link, into);
  const [, name, value] = NAMED_BELOW.exec(read.trim()) ?? [];
  const shown = plainText(name !== undefined && value !== undefined ? joined(name, value) : read);
  for (const [link] of shown.matchAll(URL_SHOWN)) addLink(link, into);
  const words = shown
    .replaceAll('```', '\n')
    .replace(URL_SHOWN, ' ')
    .replace(EMOJI, ' ')
    .replace(/[*`~]/g, '');
  for (const line of words.split('\n')) {
    if (into.lines.length >= MOST_LINES) return;
    into.lines.push(line.slice(0, MOST_LINE).trim());
  }
}

function addLink(value: unknown, into: Collected): void {
  if (typeof value !== 'string' || value.length > MOST_LINK || into.links.length >= MOST_LINKS) return;
  const link = value.replaceAll('&amp;', '&');
  if (/^https?:\/\//.test(link) && !into.links.includes(link)) into.links.push(link);
}
