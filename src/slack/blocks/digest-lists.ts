import { counted } from '../../diagnosis/counted.ts';
import type { Digest } from '../../digests/digest.ts';
import { titleOf } from '../../digests/digest-groups.ts';
import { ownerText, restartedOwners, restartsText } from '../../digests/digest-row.ts';
import { signGroupsOf, signName } from '../../digests/digest-signs.ts';
import { cutLine } from '../limits.ts';
import { type Block, bold, bullets, italic, line, plain, type RichPart, rich } from './block-kit.ts';
import { SEVERITY_MARKS } from './digest-group-blocks.ts';
import type { ShownDigest } from './digest-shown.ts';

/** Characters of one line. */
const LINE = 200;

/** What stands below the causes; `whole` where none of it is left out. */
export interface Lists {
  readonly blocks: readonly Block[];
  readonly whole: boolean;
}

interface List {
  readonly title: string;
  readonly texts: readonly string[];
}

/** What flaps and is gone just now, what recovered, restarts, what may break next, and what was not seen. */
export function listsOf(shown: ShownDigest, most: number): Lists {
  const changed = [flapping(shown), recovered(shown)];
  const signs = signLists(shown.digest);
  const gaps = unseen(shown.digest);
  const blocks = [
    ...changed.flatMap((list) => listBlocks(list, most)),
    ...restarted(shown.digest),
    ...signBlocks(signs, most),
    ...listBlocks(gaps, most),
  ];
  return { blocks, whole: [...changed, ...signs, gaps].every(({ texts }) => texts.length <= most) };
}

function listBlocks({ title, texts }: List, most: number): readonly Block[] {
  if (texts.length === 0 || most === 0) return [];
  return [rich(line(bold(title)), bulleted(texts, most))];
}

function bulleted(texts: readonly string[], most: number): RichPart {
  const lines = texts.slice(0, most).map((text) => line(plain(cutLine(text, LINE))));
  const rest = texts.length - lines.length;
  return bullets(rest > 0 ? [...lines, line(plain(`and ${rest} more`))] : lines);
}

function flapping({ summary: { resting } }: ShownDigest): List {
  const texts = resting.map(({ owner, cause }) => `${owner}: ${cause}`);
  return { title: '🔁 Comes and goes, gone just now', texts };
}

function recovered({ summary, digest }: ShownDigest): List {
  const texts = summary.recovered.map((item) => `${ownerText(item, digest)} (was: ${titleOf(item)})`);
  return { title: '✅ Recovered', texts };
}

/** One line: how many, and where most of them. */
function restarted(digest: Digest): readonly Block[] {
  const total = restartsText(digest);
  if (total === undefined) return [];
  const owners = cutLine(restartedOwners(digest).join(', '), 2 * LINE);
  return [rich(line(bold(cutLine(`🔄 ${total}`, LINE)), plain(owners === '' ? '' : `: ${owners}`)))];
}

function signLists(digest: Digest): readonly List[] {
  return signGroupsOf(digest).map(({ title, signs }) => ({
    title,
    texts: signs.map((sign) => {
      const mark = sign.severity === 'critical' ? `${SEVERITY_MARKS.critical} ` : '';
      return `${mark}${signName(sign, digest)}: ${sign.text}`;
    }),
  }));
}

function signBlocks(lists: readonly List[], most: number): readonly Block[] {
  if (lists.length === 0 || most === 0) return [];
  return [
    rich(
      line(bold('👀 May break next')),
      ...lists.flatMap(({ title, texts }) => [line(italic(title)), bulleted(texts, most)]),
    ),
  ];
}

function unseen({ gaps, seen }: Digest): List {
  const more =
    seen.undiagnosed > 0 ? [`Why the pods of ${counted(seen.undiagnosed, 'more owner')} are unwell`] : [];
  return { title: '⚠️ Not seen', texts: [...gaps.map(({ message }) => message), ...more] };
}
