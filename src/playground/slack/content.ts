import { textLength, unknownPictures, validateBlocks } from './blocks/validate-blocks.ts';
import type { Reading } from './effects.ts';
import type { Files } from './files.ts';
import { isObject, type Json, objectsOf, stringOf } from './json.ts';
import { Refusal, refuse } from './refusal.ts';

/** The sizes that Slack doesn't write down, or not clearly. */
export interface Limits {
  /** Characters of text in all blocks; rejected somewhere between 9,600 and 13,300 in practice. */
  readonly blockText: number;
  /** Characters of `text` in chat.update, which refuses what chat.postMessage would cut. */
  readonly updateText: number;
}

/** Slack cuts longer texts instead of refusing them. */
const TEXT = 40_000;

export interface Content {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
}

/**
 * What a message is to say, checked as Slack checks it.
 * @throws Refusal no_text, invalid_blocks_format, invalid_blocks, msg_blocks_too_long, invalid_attachments.
 */
export function readContent(
  args: Json,
  blockText = Number.POSITIVE_INFINITY,
  files?: Pick<Files, 'show'>,
): Content {
  const text = stringOf(args.text)?.slice(0, TEXT) ?? '';
  const blocks = blocksIn(args.blocks);
  const attachments = parsed(args.attachments, 'invalid_attachments');
  for (const [index, attachment] of attachments.entries()) {
    const problems = validateBlocks(attachment.blocks ?? [], 'message');
    const inside = problems.map((problem) => ({
      ...problem,
      pointer: `/attachments/${index}${problem.pointer}`,
    }));
    if (inside.length > 0) throw refuse('invalid_blocks', inside);
  }
  const pictures = unknownPictures(blocks, (id) => files?.show(id) ?? false);
  if (pictures.length > 0) throw refuse('invalid_blocks', pictures);
  if (textLength(blocks) > blockText) throw new Refusal('msg_blocks_too_long');
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new Refusal('no_text');
  return { text, blocks, attachments };
}

/** Blocks of an argument that may be JSON within a form. */
export function blocksIn(value: unknown): readonly Json[] {
  const blocks = parsed(value, 'invalid_blocks_format');
  const problems = validateBlocks(blocks, 'message');
  if (problems.length > 0) throw refuse('invalid_blocks', problems);
  return blocks;
}

function parsed(value: unknown, refusal: string): readonly Json[] {
  if (value === undefined || value === null || value === '') return [];
  const list = typeof value === 'string' ? fromJson(value, refusal) : value;
  if (!Array.isArray(list) || objectsOf(list).length !== list.length) throw new Refusal(refusal);
  return objectsOf(list);
}

/**
 * What a message carries unseen; undefined where nothing is said of it, null where it is to be taken away.
 * @throws Refusal invalid_metadata_format.
 */
export function metadataIn(args: Json): Json | null | undefined {
  if (args.metadata === undefined || args.metadata === '') return undefined;
  const refusal = 'invalid_metadata_format';
  const given = typeof args.metadata === 'string' ? fromJson(args.metadata, refusal) : args.metadata;
  if (!isObject(given)) throw new Refusal(refusal);
  if (Object.keys(given).length === 0) return null;
  if (typeof given.event_type !== 'string' || !isObject(given.event_payload)) throw new Refusal(refusal);
  return { event_type: given.event_type, event_payload: given.event_payload };
}

/** @throws Refusal with the code given, where the text is not JSON. */
export function fromJson(text: string, refusal: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(refusal);
  }
}

/** How Slack is told to read the text, with the method's own default of `parse`. */
export function readingOf(args: Json, parse?: 'client'): Reading {
  const given = args.parse;
  const said = given === 'none' || given === 'full' || given === 'client' ? given : parse;
  return {
    ...(said === undefined ? {} : { parse: said }),
    linkNames: isOn(args.link_names),
    unfurlLinks: isOn(args.unfurl_links),
    unfurlMedia: args.unfurl_media === undefined || isOn(args.unfurl_media),
  };
}

export function isOn(value: unknown): boolean {
  return value === true || value === 'true' || value === '1' || value === 1;
}
