import { type Capacity, cutLine, MESSAGE } from '../limits.ts';
import { type Block, context } from './block-kit.ts';

/** A piece of a message in the order in which it is read, with what it may shrink to. */
export interface Part {
  /** Room goes to the lowest number first; equal numbers in the order of the message. */
  readonly importance: number;
  /** From the fullest to the shortest: the first that fits is taken. */
  readonly variants: readonly (readonly Block[])[];
  /** What is missing when none fits, as in `3 more findings`. */
  readonly leftOut?: string;
}

export interface Size {
  readonly blocks: number;
  readonly characters: number;
  readonly bytes: number;
}

/** Kept for the sentence about what was left out. */
const NOTE: Size = { blocks: 1, characters: 300, bytes: 1000 };
/** Names and ids that nobody reads; `value` is what a button sends back. */
const NOT_READ: ReadonlySet<string> = new Set(['type', 'action_id', 'block_id', 'value', 'style']);

/** What blocks count for against Slack's limits. */
export function sizeOf(blocks: readonly object[]): Size {
  return {
    blocks: blocks.length,
    characters: blocks.reduce((sum: number, block) => sum + charactersOf(block), 0),
    bytes: new TextEncoder().encode(JSON.stringify(blocks)).length,
  };
}

function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + charactersOf(item), 0);
  return Object.entries(value).reduce(
    (sum, [key, item]) => (NOT_READ.has(key) ? sum : sum + charactersOf(item)),
    0,
  );
}

/** Whether blocks are a message by themselves. */
export function isMessage(blocks: readonly object[]): boolean {
  return fitsIn(sizeOf(blocks), minus(MESSAGE, NOTE));
}

/** Fills a message in the order of importance and says what found no room. */
export function fitBlocks(parts: readonly Part[], capacity: Capacity = MESSAGE): readonly Block[] {
  let left: Size = minus(capacity, NOTE);
  const taken = new Map<number, readonly Block[]>();
  const missing: (readonly [place: number, text: string])[] = [];
  const order = parts.map((part, place) => ({ part, place }));
  for (const { part, place } of order.sort((a, b) => a.part.importance - b.part.importance)) {
    const chosen = part.variants.find((variant) => fitsIn(sizeOf(variant), left));
    if (chosen) {
      taken.set(place, chosen);
      left = minus(left, sizeOf(chosen));
    } else if (part.leftOut) missing.push([place, part.leftOut]);
  }
  const blocks = parts.flatMap((_, place) => taken.get(place) ?? []);
  if (missing.length === 0) return blocks;
  const texts = missing.sort(([a], [b]) => a - b).map(([, text]) => text);
  return [
    ...blocks,
    context(cutLine(`No room here for: ${[...new Set(texts)].join(', ')}.`, NOTE.characters)),
  ];
}

function fitsIn(size: Size, room: Size): boolean {
  return size.blocks <= room.blocks && size.characters <= room.characters && size.bytes <= room.bytes;
}

function minus(a: Size, b: Size): Size {
  return {
    blocks: a.blocks - b.blocks,
    characters: a.characters - b.characters,
    bytes: a.bytes - b.bytes,
  };
}

/** A part that always looks the same. */
export function part(importance: number, blocks: readonly Block[], leftOut?: string): Part {
  return { importance, variants: [blocks], ...(leftOut === undefined ? {} : { leftOut }) };
}
