import { counted } from '../../diagnosis/counted.ts';
import type { DigestGroup, MarkedItem } from '../../digests/digest-groups.ts';
import { nameText } from '../../digests/digest-row.ts';
import { cutLine } from '../limits.ts';
import { type Block, bold, bullets, context, line, plain, rich } from './block-kit.ts';
import { groupBlocks, SEVERITY_MARKS } from './digest-group-blocks.ts';
import { listsOf } from './digest-lists.ts';
import { isNews, type ShownDigest } from './digest-shown.ts';
import { isMessage } from './fit-blocks.ts';
import { namesShown } from './incident-words.ts';
import { IN_FILE, NO_FILE } from './long-text.ts';

/** How much is told, from the roomiest to the tightest: owners with a row, causes in a line, lines of each list. */
interface Level {
  readonly rows: number;
  readonly causes: number;
  readonly lines: number;
}

const LEVELS: readonly Level[] = [
  { rows: 16, causes: 8, lines: 6 },
  { rows: 12, causes: 8, lines: 5 },
  { rows: 9, causes: 6, lines: 4 },
  { rows: 6, causes: 5, lines: 3 },
  { rows: 4, causes: 3, lines: 1 },
  { rows: 2, causes: 0, lines: 0 },
];
/** Rows of one cause where others need the room, and where they do not. */
const FEWEST_ROWS = 3;
const MOST_ROWS = 8;
/** Causes whose fix is shown. */
const COMMANDS = 5;
/** Characters of a cause in a line. */
const LINE = 200;

export interface Body {
  readonly blocks: readonly Block[];
  /** All is in it: no file is needed. */
  readonly whole: boolean;
}

/** As much of a digest as fits beside what stands around it. What is new and critical is told longest. */
export function digestBody(shown: ShownDigest, around: readonly Block[], ephemeral: boolean): Body {
  for (const level of LEVELS) {
    const body = bodyAt(level, shown, ephemeral);
    if (isMessage([...around, ...body.blocks])) return body;
  }
  return bodyAt({ rows: 1, causes: 0, lines: 0 }, shown, ephemeral);
}

function bodyAt(level: Level, shown: ShownDigest, ephemeral: boolean): Body {
  const chosen = chosenRows(shown.groups, level.rows);
  const told = shown.groups.filter((group) => group.items.some((one) => chosen.has(one)));
  const others = shown.groups.filter((group) => !told.includes(group));
  const blocks = told.flatMap((group, index) =>
    groupBlocks(
      group,
      group.items.filter((one) => chosen.has(one)),
      index < COMMANDS,
      shown,
    ),
  );
  const lists = listsOf(shown, level.lines);
  const hidden = shown.groups.flatMap(({ items }) => items.filter((one) => !chosen.has(one)));
  const whole = hidden.length === 0 && lists.whole;
  return {
    whole,
    blocks: [
      ...blocks,
      ...causeLines(others, level.causes, shown),
      ...lists.blocks,
      ...(whole ? [] : [context(`${hiddenWords(hidden)}${ephemeral ? NO_FILE : IN_FILE}.`)]),
    ],
  };
}

function hiddenWords(hidden: readonly MarkedItem[]): string {
  // One of two causes may be hidden.
  const owners = new Set(
    hidden.map(({ item: { namespace, kind, name } }) => JSON.stringify([namespace, kind, name])),
  );
  return owners.size > 0 ? `${counted(owners.size, 'more owner')}; ` : '';
}

/** Whose rows are shown: what is new and critical first, and a few of each cause before many of one. */
function chosenRows(groups: readonly DigestGroup[], most: number): ReadonlySet<MarkedItem> {
  const few = Math.max(FEWEST_ROWS, Math.floor(most / Math.max(1, groups.length)));
  const ranked = groups
    .flatMap(({ items }) => items.slice(0, MOST_ROWS).map((one, place) => ({ one, late: place >= few })))
    .sort((a, b) => Number(a.late) - Number(b.late) || rankOf(a.one) - rankOf(b.one));
  return new Set(ranked.slice(0, most).map(({ one }) => one));
}

function rankOf(one: MarkedItem): number {
  const { severity } = one.item;
  if (severity === 'critical') return isNews(one) ? 0 : 2;
  if (isNews(one)) return 1;
  return severity === 'warning' ? 3 : 4;
}

/** Causes without a row, a line each. */
function causeLines(groups: readonly DigestGroup[], most: number, { digest }: ShownDigest): readonly Block[] {
  if (groups.length === 0) return [];
  const lines = groups.slice(0, most).map(({ severity, title, items }) => {
    const names = items.map(({ item }) => nameText(item, digest));
    return line(plain(cutLine(`${SEVERITY_MARKS[severity]} ${title}: ${namesShown(names, 3)}`, LINE)));
  });
  const rest = groups.slice(most);
  const owners = rest.reduce((sum, { items }) => sum + items.length, 0);
  const more = `and ${counted(rest.length, 'more cause')} with ${counted(owners, 'owner')}`;
  return [rich(line(bold('Also')), bullets([...lines, ...(rest.length > 0 ? [line(plain(more))] : [])]))];
}
