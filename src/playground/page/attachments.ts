import { isObject, type Json, listOf, objectsOf } from '../slack/json.ts';
import { renderBlocks } from './blocks.ts';
import { element } from './element.ts';
import { outwardLink } from './links.ts';
import { mrkdwn } from './mrkdwn.ts';
import type { Surface } from './surface.ts';
import { words } from './words.ts';

/** What alerting systems post: a box with a coloured edge, with texts of Slack's older kind or with blocks. */
export function renderAttachments(attachments: readonly unknown[], surface: Surface): readonly HTMLElement[] {
  return attachments.filter(isObject).map((one) => renderAttachment(one, surface));
}

function renderAttachment(one: Json, surface: Surface): HTMLElement {
  const box = element('div', { class: 'attachment' });
  box.style.borderInlineStartColor = colorOf(words(one.color));
  const title = words(one.title);
  const link = words(one.title_link);
  const said = [one.pretext, one.text].map(words).filter(Boolean);
  if (title !== '') box.append(element('strong', {}, link === '' ? title : outwardLink(link, title)));
  box.append(...said.map((text) => element('div', { class: 'text' }, ...mrkdwn(text, surface.names))));
  box.append(...objectsOf(one.fields).map((field) => fieldOf(field, surface)));
  box.append(...renderBlocks(listOf(one.blocks), surface));
  if (box.childNodes.length === 0) box.append(words(one.fallback));
  if (one.footer !== undefined) box.append(element('div', { class: 'context' }, words(one.footer)));
  return box;
}

function fieldOf(field: Json, { names }: Surface): HTMLElement {
  const value = element('div', { class: 'text' }, ...mrkdwn(words(field.value), names));
  return element('div', {}, element('strong', {}, words(field.title)), value);
}

const NAMED: Readonly<Record<string, string>> = { good: '#2eb67d', warning: '#ecb22e', danger: '#e01e5a' };

function colorOf(color: string): string {
  const hex = color.startsWith('#') ? color : `#${color}`;
  return NAMED[color] ?? (/^#[0-9a-f]{6}$/i.test(hex) ? hex : '#8d8d8d');
}
