import { counted } from '../diagnosis/counted.ts';
import { code, fence, plain } from '../diagnosis/markdown.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { Digest, DigestItem } from './digest.ts';
import { type DigestGroup, groupsOf, type MarkedItem, titleOf } from './digest-groups.ts';
import { ownerText, restartedOwners, restartsText, stateText } from './digest-row.ts';
import { signGroupsOf, signName, signText } from './digest-signs.ts';
import { summaryOf } from './digest-summary.ts';

/** A digest past the gate as Markdown, for an issue or a chat that isn't ours: all owners, in full. */
export function digestMarkdown(digest: Digest): string {
  const { headline, recovered, resting } = summaryOf(digest);
  const parts = [
    `## ${plain(headline)}`,
    ...groupsOf(digest).map((group) => groupMarkdown(group, digest)),
    list(
      'Flapping',
      resting.map(({ owner, cause }) => `${code(owner)}: ${code(cause)}, gone just now`),
    ),
    list(
      'Recovered',
      recovered.map((item) => `${code(ownerText(item, digest))}: ${plain(titleOf(item))}`),
    ),
    list('Restarts', restarted(digest)),
    ...signGroupsOf(digest).map(({ title, signs }) =>
      list(
        title,
        signs.map((sign) => `${code(signName(sign, digest))}: ${plain(signText(sign))}`),
      ),
    ),
    list('Not seen', unseen(digest)),
    footer(digest),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function footer({ takenAt, seen, cost, scope, changes }: Digest): string {
  const parts = [
    `Cluster ${code(scope.cluster)}`,
    takenAt,
    ...(seen.partial ? [] : [counted(seen.pods, 'pod')]),
    counted(cost.requests, 'request'),
    ...(changes ? [`compared with ${changes.since}`] : []),
  ];
  return `_${parts.join(', ')}_`;
}

function groupMarkdown({ title, cause, severity, differ, items }: DigestGroup, digest: Digest): string {
  const owners = items.map((one, index) =>
    ownerMarkdown(one, differ ? `: ${plain(titleOf(one.item))}` : '', items[index + 1]?.item, digest),
  );
  return [`### ${plain(title)}`, `${severity}, ${code(cause)}`, owners.join('\n').trimEnd()].join('\n\n');
}

/** One command that mends several owners stands below the last of them. */
function ownerMarkdown(one: MarkedItem, title: string, next: DigestItem | undefined, digest: Digest): string {
  const { item, mark } = one;
  const { fix } = item;
  const state = plain(stateText(one, digest));
  const told = mark ? `**${mark}**${state.slice(mark.length)}` : state;
  const row = `- ${code(ownerText(item, digest))}, ${told}${title}`;
  if (!fix?.command || fix.command === next?.fix?.command) return row;
  const command = fence([fix.command], 'sh').replaceAll(/^/gm, '  ');
  return `${row}\n\n  ${plain(fix.text)}${fix.changes ? ' (changes the cluster)' : ''}\n\n${command}\n`;
}

function unseen({ gaps, seen }: Digest): readonly string[] {
  const more =
    seen.undiagnosed > 0 ? [`Why the pods of ${counted(seen.undiagnosed, 'more owner')} are unwell`] : [];
  return [...gaps.map(({ message }) => plain(sanitize(message))), ...more];
}

function restarted(digest: Digest): readonly string[] {
  const total = restartsText(digest);
  return total === undefined ? [] : [plain(`${total}: ${restartedOwners(digest).join(', ')}`)];
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `### ${title}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}
