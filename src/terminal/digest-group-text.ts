import type { Digest, DigestItem } from '../digests/digest.ts';
import { type DigestGroup, type MarkedItem, titleOf } from '../digests/digest-groups.ts';
import { nameText, ownerText, stateText } from '../digests/digest-row.ts';
import { commandLine, indented, prose, type TextOptions } from './section.ts';

/** Owners of one cause in full; the others are named. */
const MOST_OWNERS = 10;
/** A name beyond this does not push the others' states to the right. */
const WIDEST_NAME = 44;
/** The margin of a section. */
const MARGIN = 10;

/** Where the owners of a group stand, and the column of their states. */
interface Rows {
  readonly indent: number;
  readonly column: number;
}

/** A cause and its owners, for a section of a digest. */
export function groupLines(group: DigestGroup, digest: Digest, options: TextOptions): readonly string[] {
  const { paint } = options;
  const { title, items, cause, differ } = group;
  const shown = items.slice(0, MOST_OWNERS);
  const widths = shown.map(({ item }) => ownerText(item, digest).length);
  const column = Math.max(0, ...widths.filter((width) => width <= WIDEST_NAME));
  const rest = items.slice(MOST_OWNERS).map(({ item }) => nameText(item, digest));
  return [
    ...prose(title, options).map((line) => paint('bold', line)),
    paint('dim', items.length > 1 ? `${cause}, ${items.length} owners` : cause),
    ...(differ
      ? titledLines(shown, column, digest, options)
      : ownerLines(shown, { indent: 2, column }, digest, options)),
    ...(rest.length > 0 ? indented(`and ${rest.length} more: ${rest.join(', ')}`, 2, options) : []),
  ];
}

/** Each title once, above its owners. */
function titledLines(
  items: readonly MarkedItem[],
  column: number,
  digest: Digest,
  options: TextOptions,
): readonly string[] {
  const byTitle = Map.groupBy(items, ({ item }) => titleOf(item));
  return [...byTitle].flatMap(([title, owners]) => [
    ...indented(title, 2, options, 2),
    ...ownerLines(owners, { indent: 4, column }, digest, options),
  ]);
}

function ownerLines(
  items: readonly MarkedItem[],
  rows: Rows,
  digest: Digest,
  options: TextOptions,
): readonly string[] {
  return items.flatMap((one, index) => [
    ...rowLines(one, rows, digest, options),
    ...fixLines(one.item, items[index + 1]?.item, rows, options),
  ]);
}

function rowLines(
  one: MarkedItem,
  { indent, column }: Rows,
  digest: Digest,
  { paint, width }: TextOptions,
): readonly string[] {
  const name = ownerText(one.item, digest);
  const state = stateText(one, digest);
  const told = one.mark ? `${paint('yellow', one.mark)}${state.slice(one.mark.length)}` : state;
  const gap = ' '.repeat(Math.max(2, column + 2 - name.length));
  const fits = MARGIN + indent + name.length + gap.length + state.length <= width;
  const start = ' '.repeat(indent);
  return fits ? [`${start}${name}${gap}${told}`] : [`${start}${name}`, `${start}  ${told}`];
}

/** One command that mends several owners, a node's say, stands below the last of them. */
function fixLines(
  { fix }: DigestItem,
  next: DigestItem | undefined,
  { indent }: Rows,
  { paint }: TextOptions,
): readonly string[] {
  if (!fix?.command || fix.command === next?.fix?.command) return [];
  return [`${' '.repeat(indent)}${commandLine(fix.command, fix.changes ?? false, paint)}`];
}
