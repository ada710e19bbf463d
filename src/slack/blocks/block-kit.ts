import type { types } from '@slack/bolt';
import { cut, cutLine, LIMITS } from '../limits.ts';

/** Slack's block types, and the few ways in which we make them: every text in them is literal and within its limit. */
export type Block = types.KnownBlock;
export type RichPart = types.RichTextBlockElement;
export type RichText = types.RichTextText;
export type RichLink = types.RichTextLink;
export type SectionPart = types.RichTextSection;
export type Button = types.Button;
export type HomeView = types.HomeView;

/** A permalink of Slack's is far shorter. */
const LONGEST_URL = 500;
/** Slack refuses texts without characters. */
const NOTHING = '–';

function plainText(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: cutLine(text, most) || NOTHING, emoji: false };
}

/** The large first line of a message. */
export function header(text: string): Block {
  return { type: 'header', text: plainText(text, LIMITS.header) };
}

/** Small grey lines. Nothing in them is markup but the mention, which is ours. */
export function context(text: string, mention?: string): Block {
  const said: types.PlainTextElement = {
    type: 'plain_text',
    text: cut(text, 2000).trim() || NOTHING,
    emoji: false,
  };
  if (mention === undefined) return { type: 'context', elements: [said] };
  return { type: 'context', elements: [said, { type: 'mrkdwn', text: mention }] };
}

/** Text elements are literal: no formatting, mentions, links or emoji arise from what they hold. */
export function plain(text: string, most: number = LIMITS.section): RichText {
  return { type: 'text', text: cut(text, most) };
}

export function bold(text: string, most: number = LIMITS.section): RichText {
  return { ...plain(text, most), style: { bold: true } };
}

export function italic(text: string, most: number = LIMITS.section): RichText {
  return { ...plain(text, most), style: { italic: true } };
}

export function code(text: string, most = 300): RichText {
  return { type: 'text', text: cutLine(text, most), style: { code: true } };
}

/** A link that shows where it leads; what is no https URL stays text. */
export function link(url: string): RichText | RichLink {
  return url.startsWith('https://') && URL.canParse(url)
    ? { type: 'link', url, text: cut(url, 300) }
    : plain(url);
}

/** The same by another name than its address: for addresses that are Slack's own. */
export function linkTo(url: string, label: string): RichText | RichLink {
  const shown = link(url);
  return shown.type === 'link' && url.length <= LONGEST_URL
    ? { ...shown, text: cutLine(label, 300) || url }
    : plain(label);
}

/** A paragraph. */
export function line(...texts: readonly (RichText | RichLink)[]): SectionPart {
  const said = texts.filter(({ text }) => text !== '');
  return { type: 'rich_text_section', elements: said.length > 0 ? said : [plain(NOTHING)] };
}

/** Lines as they are, in a box of fixed-width letters. */
export function preformatted(text: string, most: number = LIMITS.preformatted): RichPart {
  return { type: 'rich_text_preformatted', elements: [plain(cut(text, most) || NOTHING)] };
}

export function bullets(items: readonly SectionPart[]): RichPart {
  return { type: 'rich_text_list', style: 'bullet', elements: [...items] };
}

export function rich(...elements: readonly RichPart[]): Block {
  return { type: 'rich_text', elements: [...elements] };
}

/** A button, or nothing where its value is missing or too long to be one. */
export function button(label: string, actionId: string, value: string | undefined): readonly Button[] {
  if (value === undefined || value.length > LIMITS.buttonValue) return [];
  return [{ type: 'button', text: plainText(label, LIMITS.buttonText), action_id: actionId, value }];
}

/** A row of buttons; none at all where there is none to show. */
export function actions(buttons: readonly Button[]): readonly Block[] {
  if (buttons.length === 0) return [];
  return [{ type: 'actions', elements: buttons.slice(0, LIMITS.actions) }];
}

/** A line of text with a button at its end. */
export function lineWithButton(text: string, accessory: readonly Button[]): Block {
  const [first] = accessory;
  return {
    type: 'section',
    text: plainText(text, 500),
    ...(first === undefined ? {} : { accessory: first }),
  };
}

/** Lines of text with a button at their end. */
export function linesWithButton(texts: readonly string[], accessory: readonly Button[]): Block {
  const lines = texts.map((text) => cutLine(text, 300)).filter(Boolean);
  const [first] = accessory;
  return {
    type: 'section',
    text: { type: 'plain_text', text: lines.join('\n') || NOTHING, emoji: false },
    ...(first === undefined ? {} : { accessory: first }),
  };
}

/** A picture that Slack has already, by the id of its file. */
export function picture(fileId: string, altText: string): Block {
  return { type: 'image', slack_file: { id: fileId }, alt_text: cutLine(altText, LIMITS.altText) || NOTHING };
}

export interface MenuOption {
  readonly text: string;
  readonly value: string;
}

/** A menu to choose one of at most 100. */
export function menu(
  blockId: string,
  actionId: string,
  placeholder: string,
  options: readonly MenuOption[],
): Block {
  const fitting = options.slice(0, LIMITS.options);
  return {
    type: 'actions',
    block_id: blockId,
    elements: [
      {
        type: 'static_select',
        action_id: actionId,
        placeholder: plainText(placeholder, LIMITS.placeholder),
        options: fitting.map(({ text, value }) => ({ text: plainText(text, LIMITS.optionText), value })),
      },
    ],
  };
}
