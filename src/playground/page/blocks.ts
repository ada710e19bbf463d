import { isObject, type Json, listOf } from '../slack/json.ts';
import { control } from './controls.ts';
import { element } from './element.ts';
import { mrkdwn } from './mrkdwn.ts';
import type { Names } from './names.ts';
import { richText } from './rich-text.ts';
import type { Surface } from './surface.ts';
import { textObject } from './text-object.ts';
import { words } from './words.ts';

/** Block Kit, as Slack shows it: the blocks that apps here send. Others say what they are. */
export function renderBlocks(blocks: readonly unknown[], surface: Surface): readonly HTMLElement[] {
  return blocks.filter(isObject).map((block) => renderBlock(block, surface));
}

function renderBlock(block: Json, surface: Surface): HTMLElement {
  switch (block.type) {
    case 'header':
      return element('h3', { class: 'block header' }, textObject(block.text));
    case 'section':
      return section(block, surface);
    case 'rich_text':
      return element('div', { class: 'block' }, richText(block, surface.names));
    case 'context':
      return context(block, surface.names);
    case 'divider':
      return element('hr', { class: 'block' });
    case 'actions':
      return element('div', { class: 'block actions' }, ...controls(listOf(block.elements), block, surface));
    case 'image':
      return picture(block);
    default:
      return element(
        'p',
        { class: 'block muted' },
        `(A block of type ${words(block.type)} is not shown here.)`,
      );
  }
}

function section(block: Json, surface: Surface): HTMLElement {
  const said = block.text === undefined ? undefined : text(block.text, surface.names);
  const fields = listOf(block.fields).map((field) => text(field, surface.names));
  const words = element('div', { class: 'words' }, said);
  if (fields.length > 0) words.append(element('div', { class: 'fields' }, ...fields));
  return element('div', { class: 'block section' }, words, ...controls([block.accessory], block, surface));
}

function context(block: Json, names: Names): HTMLElement {
  const parts = listOf(block.elements)
    .filter(isObject)
    .map((one) => (one.type === 'image' ? element('span', {}, words(one.alt_text)) : text(one, names)));
  return element('div', { class: 'block context' }, ...parts);
}

/** A text object: only `mrkdwn` has markup. */
function text(value: unknown, names: Names): HTMLElement {
  const said = textObject(value);
  const isMarkup = isObject(value) && value.type === 'mrkdwn';
  return element('div', { class: 'text' }, ...(isMarkup ? mrkdwn(said, names) : [said]));
}

function controls(elements: readonly unknown[], block: Json, surface: Surface): readonly HTMLElement[] {
  const blockId = typeof block.block_id === 'string' ? block.block_id : undefined;
  return elements.filter(isObject).map((one) => control(one, blockId, surface));
}

/** Pictures that Slack has come from here; nothing is loaded from elsewhere. */
function picture(block: Json): HTMLElement {
  const id = isObject(block.slack_file) ? words(block.slack_file.id) : '';
  const alt = words(block.alt_text);
  if (id === '') return element('p', { class: 'block muted' }, alt);
  const image = element('img', { src: `/api/files/${encodeURIComponent(id)}`, alt });
  return element('figure', { class: 'block picture' }, image);
}
