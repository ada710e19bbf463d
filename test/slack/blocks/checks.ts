import { expect } from 'vitest';
import { textLength, validateBlocks } from '../../../src/playground/slack/blocks/validate-blocks.ts';
import type { Message } from '../../../src/ports.ts';
import { sizeOf } from '../../../src/slack/blocks/fit-blocks.ts';
import type { RenderedReply } from '../../../src/slack/blocks/rendered.ts';

/** Kinds of elements that show nothing but their letters. */
const LITERAL: ReadonlySet<unknown> = new Set([
  'text',
  'plain_text',
  'rich_text_section',
  'rich_text_preformatted',
  'rich_text_list',
  'button',
  'static_select',
]);
/** Where the tests' own links lead. */
const OURS = /^https:\/\/acme\.slack\.com\/archives\/[\w/]+$/;
const MENTION = /^(?:(?:asked )?by <@[UW][A-Z0-9]+>|<!subteam\^S[A-Z0-9]+>)$/;

/** A message that Slack takes and in which nothing but our own mention of a person or a user group is markup. */
export function expectGood(message: Message): void {
  const blocks = message.blocks ?? [];
  expect(validateBlocks(blocks, 'message')).toEqual([]);
  expect(sizeOf(blocks).bytes).toBeLessThanOrEqual(15_000);
  expect(textLength(blocks) + message.text.length).toBeLessThanOrEqual(9000);
  expect(message.text).not.toBe('');
  expect(message.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  expect(blocks.length).toBeGreaterThan(0);
  expect(JSON.stringify(message).isWellFormed()).toBe(true);
  for (const block of blocks) expectLiteral(block, true);
}

export function expectGoodReply({ message, files = [], withPicture }: RenderedReply): void {
  expectGood(message);
  if (withPicture) expectGood(withPicture('F0123456789'));
  for (const { name, title, content, altText } of files) {
    expect(name).toMatch(/^[\w.-]{1,120}$/);
    expect(title.length).toBeLessThanOrEqual(200);
    expect(content.length).toBeLessThanOrEqual(1_000_000);
    expect(content.length).toBeGreaterThan(0);
    if (altText !== undefined) expect(altText).toMatch(/^.{1,1000}$/u);
  }
}

export function expectLiteral(node: unknown, isBlock = false): void {
  if (Array.isArray(node)) {
    for (const item of node) expectLiteral(item);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const { type, text, url } = node as Readonly<Record<string, unknown>>;
  if (type === 'mrkdwn') expect(text).toMatch(MENTION);
  else if (type === 'link') expect(url).toMatch(OURS);
  else if (!isBlock && type !== undefined) expect(LITERAL).toContain(type);
  expectLiteral(Object.values(node));
}

/** Every text of a message that a person reads, in order. */
export function readable(message: Message): string {
  const texts: string[] = [];
  collect(message.blocks ?? [], texts);
  return texts.join('\n');
}

function collect(node: unknown, into: string[]): void {
  if (Array.isArray(node)) for (const item of node) collect(item, into);
  else if (typeof node === 'object' && node !== null)
    for (const [key, value] of Object.entries(node)) {
      if (key === 'text' && typeof value === 'string') into.push(value);
      else collect(value, into);
    }
}

/** The buttons of a message as `action_id` and value, in order. */
export function buttonsOf(message: Message): readonly { readonly id: string; readonly value: string }[] {
  const found: { id: string; value: string }[] = [];
  visit(message.blocks ?? []);
  return found;

  function visit(node: unknown): void {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === 'object' && node !== null) {
      const { type, action_id: id, value } = node as Readonly<Record<string, unknown>>;
      if (type === 'button') found.push({ id: String(id), value: String(value) });
      else visit(Object.values(node));
    }
  }
}

/** The menus of a message, each as a click on its first option. */
export function menusOf(message: Message): readonly object[] {
  return (message.blocks ?? []).flatMap((block) => {
    const { block_id, elements = [] } = block as {
      block_id?: string;
      elements?: readonly { options?: readonly unknown[] }[];
    };
    const options = elements.find((element) => element.options)?.options;
    return options ? [{ block_id, selected_option: options[0] }] : [];
  });
}
