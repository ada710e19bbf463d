import { isObject, type Json, listOf, objectsOf, stringOf } from './json.ts';

/** Something to click, choose or fill in, and where it stands. */
export interface Placed {
  readonly element: Json;
  readonly blockId: string;
  readonly actionId: string;
}

/** Everything in blocks that a person can act on. Slack makes up ids where there are none: so do we. */
export function placedIn(blocks: readonly Json[]): readonly Placed[] {
  return blocks.flatMap((block, index) => {
    const blockId = stringOf(block.block_id) ?? `block-${index}`;
    return elementsOf(block).map((element, position) => ({
      element,
      blockId,
      actionId: stringOf(element.action_id) ?? `action-${index}-${position}`,
    }));
  });
}

function elementsOf(block: Json): readonly Json[] {
  const own = ['actions', 'context_actions'].includes(String(block.type)) ? objectsOf(block.elements) : [];
  const cards = block.type === 'card' ? objectsOf(block.actions) : [];
  const single = [block.accessory, block.element]
    .filter(isObject)
    .filter((element) => element.type !== 'image');
  const nested = [
    ...objectsOf(block.child_blocks),
    ...(block.type === 'carousel' ? objectsOf(block.elements) : []),
  ];
  return [...own, ...cards, ...single, ...nested.flatMap(elementsOf)];
}

/** What a button says, or what a menu says while nothing is chosen. */
export function labelOf(element: Json): string {
  const label = isObject(element.text)
    ? element.text
    : isObject(element.placeholder)
      ? element.placeholder
      : {};
  return stringOf(label.text) ?? '';
}

/** The options of a menu, out of their groups. */
export function optionsOf(element: Json): readonly Json[] {
  const grouped = objectsOf(element.option_groups).flatMap((group) => listOf(group.options));
  return objectsOf([...listOf(element.options), ...grouped]);
}

/**
 * The one element with this action id or this label; the first where several carry the value that was asked for, and so do
 * the same.
 * @throws Error that lists what there is: a person can't click what they don't see.
 */
export function findElement(blocks: readonly Json[], name: string, value?: string): Placed {
  const placed = placedIn(blocks);
  const found = placed.filter(
    ({ element, actionId }) =>
      (actionId === name || labelOf(element) === name) && (value === undefined || element.value === value),
  );
  const [first, second] = found;
  const seen = placed.map(({ element, actionId }) => `${actionId} "${labelOf(element)}"`).join(', ');
  if (!first) throw new Error(`nothing called "${name}" to act on; there is: ${seen || 'nothing'}`);
  if (second && value === undefined)
    throw new Error(`more than one "${name}": name it by its text; there is: ${seen}`);
  return first;
}
