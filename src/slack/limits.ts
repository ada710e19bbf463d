import { sanitize } from '../diagnosis/sanitize.ts';

/**
 * What Slack takes (https://docs.slack.dev/reference/block-kit); one number over and the whole message is refused.
 * Characters are UTF-16 units, which is never fewer than however Slack counts.
 */
export const LIMITS = {
  blocks: 50,
  viewBlocks: 100,
  header: 150,
  section: 3000,
  /** Not documented; a section's is the nearest that is. */
  preformatted: 3000,
  contextElements: 10,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  blockId: 255,
  options: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  /** 2,000 of an image block, 1,000 of a file. */
  altText: 1000,
} as const;

/** What all blocks of a message, or of a view, may come to. */
export interface Capacity {
  readonly blocks: number;
  readonly characters: number;
  /** UTF-8 bytes of the blocks' JSON. */
  readonly bytes: number;
}

/** Longest fallback text: it is a notification, not the answer. */
export const FALLBACK_CHARACTERS = 400;

/**
 * Beside each block's limits a message has a total that no page documents (`msg_blocks_too_long`): 9,597 characters in
 * 15.5 kB of JSON were taken, 11,341 refused (https://github.com/slackapi/bolt-js/issues/2867). The fallback text and
 * what a message says of itself are kept apart from these.
 */
export const MESSAGE: Capacity = { blocks: 50, characters: 8500, bytes: 14_500 };

/** A view may have 250 kB; it is read on one screen all the same. */
export const VIEW: Capacity = { blocks: 100, characters: 30_000, bytes: 100_000 };

/** Bytes of one uploaded file. */
export const FILE_CHARACTERS = 1_000_000;

/** A text without control characters, no longer than `most`; what is cut ends in `…`, never inside a surrogate pair. */
export function cut(text: string, most: number): string {
  return sanitize(text, { multiline: true, maxLength: most });
}

/** The same on one line, blanks collapsed. */
export function cutLine(text: string, most: number): string {
  return sanitize(sanitize(text).replace(/\s+/g, ' ').trim(), { maxLength: most });
}

/** The last lines of a text that fit; the last one is cut rather than left out. */
export function tailOf(lines: readonly string[], most: number): readonly string[] {
  const kept: string[] = [];
  let left = most;
  for (const line of lines.toReversed()) {
    if (line.length + 1 > left) break;
    kept.unshift(line);
    left -= line.length + 1;
  }
  const last = lines.at(-1);
  return kept.length === 0 && last !== undefined ? [cut(last, most)] : kept;
}

/** The first lines of a text that fit; the first one is cut rather than left out. */
export function headOf(lines: readonly string[], most: number): readonly string[] {
  const kept: string[] = [];
  let left = most;
  for (const line of lines) {
    if (line.length + 1 > left) break;
    kept.push(line);
    left -= line.length + 1;
  }
  const first = lines[0];
  return kept.length === 0 && first !== undefined ? [cut(first, most)] : kept;
}
