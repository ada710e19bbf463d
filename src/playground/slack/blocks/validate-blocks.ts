import { isObject, listOf, objectsOf } from '../json.ts';
import { blockOf } from './blocks.ts';
import type { Problem, Report, Surface } from './schema.ts';

/** How many blocks a surface takes. */
const MOST: { readonly [S in Surface]: number } = { message: 50, modal: 100, home: 100 };

/** Characters of all markdown blocks of a message together. */
const MARKDOWN = 12_000;

/** Characters of all tables of a message together. */
const TABLES = 10_000;

/**
 * What Slack would refuse in `blocks`: none of it where there is nothing to report. The total length is another
 * refusal with a code of its own: see `textLength`.
 */
export function validateBlocks(blocks: unknown, surface: Surface): readonly Problem[] {
  const problems: Problem[] = [];
  function report(pointer: string, message: string): void {
    problems.push({ pointer, message });
  }
  if (!Array.isArray(blocks)) return [{ pointer: '/blocks', message: 'expected an array' }];
  if (blocks.length > MOST[surface]) report('/blocks', `no more than ${MOST[surface]} items allowed`);
  for (const [index, block] of blocks.entries()) blockOf[surface](block, `/blocks/${index}`, report);
  checkUniqueness(blocks, report);
  if (surface === 'message') checkTotals(blocks, report);
  return problems;
}

/** Files that blocks are to show and may not. Of files by their address nothing is known here. */
export function unknownPictures(
  blocks: unknown,
  mayShow: (id: string) => boolean,
  pointer = '/blocks',
): readonly Problem[] {
  if (Array.isArray(blocks))
    return blocks.flatMap((item, index) => unknownPictures(item, mayShow, `${pointer}/${index}`));
  if (!isObject(blocks)) return [];
  return Object.entries(blocks).flatMap(([key, value]) => {
    const place = `${pointer}/${key}`;
    if (key !== 'slack_file') return unknownPictures(value, mayShow, place);
    const id = isObject(value) ? value.id : undefined;
    return typeof id === 'string' && !mayShow(id) ? [{ pointer: place, message: 'invalid slack file' }] : [];
  });
}

/** Characters of text in blocks, however deep: what counts towards msg_blocks_too_long. */
export function textLength(blocks: unknown): number {
  if (Array.isArray(blocks)) return blocks.reduce((sum: number, item) => sum + textLength(item), 0);
  if (!isObject(blocks)) return 0;
  return Object.entries(blocks).reduce(
    (sum, [key, value]) =>
      sum + (key === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}

function checkUniqueness(blocks: readonly unknown[], report: Report): void {
  const blockIds = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    if (!isObject(block)) continue;
    if (block.block_id !== undefined && blockIds.has(block.block_id)) {
      report(`/blocks/${index}/block_id`, `block_id already exists: ${String(block.block_id)}`);
    }
    blockIds.add(block.block_id);
    const actionIds = new Set<unknown>();
    // Slack asks for unique action ids within one block only.
    for (const [position, element] of listOf(block.elements).entries()) {
      if (!isObject(element) || element.action_id === undefined) continue;
      const pointer = `/blocks/${index}/elements/${position}/action_id`;
      if (actionIds.has(element.action_id)) {
        report(pointer, `action_id already exists: ${String(element.action_id)}`);
      }
      actionIds.add(element.action_id);
    }
  }
}

function checkTotals(blocks: readonly unknown[], report: Report): void {
  const markdown = objectsOf(blocks).filter((block) => block.type === 'markdown');
  if (textLength(markdown) > MARKDOWN)
    report('/blocks', `markdown must be less than ${MARKDOWN + 1} characters`);
  const tables = objectsOf(blocks).filter((block) => block.type === 'table');
  if (tables.length > 1) report('/blocks', 'only_one_table_allowed');
  if (textLength(tables) > TABLES) report('/blocks', `tables must be less than ${TABLES + 1} characters`);
}
