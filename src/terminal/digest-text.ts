import { counted } from '../diagnosis/counted.ts';
import type { Verdict } from '../diagnosis/diagnosis.ts';
import type { Severity } from '../diagnosis/finding.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import { SEVERITIES } from '../diagnosis/severity.ts';
import { tookWords } from '../diagnosis/took-words.ts';
import type { Digest } from '../digests/digest.ts';
import { type DigestGroup, groupsOf, titleOf } from '../digests/digest-groups.ts';
import { comparedSpan, ownerText, restartedOwners, restartsText } from '../digests/digest-row.ts';
import { signGroupsOf, signName, signText } from '../digests/digest-signs.ts';
import { type DigestSummary, summaryOf } from '../digests/digest-summary.ts';
import { groupLines } from './digest-group-text.ts';
import type { Style } from './paint.ts';
import { indented, section, type TextOptions } from './section.ts';
import { wrap } from './wrap.ts';

const LOOKS: Readonly<Record<Verdict, { mark: string; style: Style }>> = {
  healthy: { mark: '✔', style: 'green' },
  unhealthy: { mark: '✖', style: 'red' },
  waiting: { mark: '…', style: 'yellow' },
  inconclusive: { mark: '?', style: 'yellow' },
};
const WARNED = { mark: '!', style: 'yellow' } as const;
/** Texts of a list. */
const MOST_LINES = 20;
/** Signs of one sort. */
const MOST_SIGNS = 10;
/** The margin of a section, and two for lines after the first. */
const RESTARTS_INDENT = 12;

/** A digest past the gate for a terminal: one line where all is quiet. */
export function digestText(digest: Digest, options: TextOptions): string {
  const { paint, width } = options;
  const summary = summaryOf(digest);
  const { mark, style } = isWarned(summary) ? WARNED : LOOKS[summary.verdict];
  const groups = groupsOf(digest);
  const blocks = isQuiet(summary, digest)
    ? []
    : [
        ...SEVERITIES.flatMap((severity) => severityBlocks(severity, groups, digest, options)),
        ...listBlocks(summary, digest, options),
      ].flatMap((lines) => (lines.length > 0 ? ['', ...lines] : []));
  const headline = wrapAt(',', `${mark} ${summary.headline}`, width).map((line) => paint(style, line));
  const footer = wrapAt(' ·', footerOf(digest), width).map((line) => paint('dim', line));
  const lines = blocks.length > 0 ? [...headline, ...blocks, '', ...footer] : headline;
  return `${lines.join('\n')}\n`;
}

function isWarned({ verdict, warnings }: DigestSummary): boolean {
  return verdict === 'healthy' && warnings > 0;
}

/** Signs that need nobody, and that others may not be seen, are shown beside something alone. */
function isQuiet({ verdict, warnings, recovered, resting }: DigestSummary, { items }: Digest): boolean {
  return verdict === 'healthy' && warnings + recovered.length + resting.length + items.length === 0;
}

/** Each cause is a block; the first names the severity. */
function severityBlocks(
  severity: Severity,
  groups: readonly DigestGroup[],
  digest: Digest,
  options: TextOptions,
): readonly (readonly string[])[] {
  return groups
    .filter((group) => group.severity === severity)
    .map((group, index) =>
      section(index === 0 ? severity : '', groupLines(group, digest, options), options.paint),
    );
}

function listBlocks(
  { resting, recovered }: DigestSummary,
  digest: Digest,
  options: TextOptions,
): readonly (readonly string[])[] {
  const { gaps, seen } = digest;
  const more = counted(seen.undiagnosed, 'more owner');
  const undiagnosed =
    seen.undiagnosed > 0 ? [`Why the pods of ${more} are unwell: --most looks into more.`] : [];
  const lists: readonly (readonly [label: string, texts: readonly string[]])[] = [
    ['flapping', resting.map(({ owner, cause }) => `${owner}: ${cause}, gone just now`)],
    ['recovered', recovered.map((item) => `${ownerText(item, digest)}: ${titleOf(item)}`)],
  ];
  const unseen = [...gaps.map(({ message }) => sanitize(message)), ...undiagnosed];
  return [
    ...lists.map(([label, texts]) => section(label, listLines(texts, options), options.paint)),
    section('restarted', restartLines(digest, options), options.paint),
    section('watch', signLines(digest, options), options.paint),
    section('not seen', listLines(unseen, options), options.paint),
  ];
}

function restartLines(digest: Digest, options: TextOptions): readonly string[] {
  const total = restartsText(digest, 'time');
  if (total === undefined) return [];
  const text = `${total}: ${restartedOwners(digest).join(', ')}`;
  return wrapAt(',', text, Math.max(40, options.width - RESTARTS_INDENT)).map((line, index) =>
    index === 0 ? line : `  ${line}`,
  );
}

/** What may break next, by sort. */
function signLines(digest: Digest, options: TextOptions): readonly string[] {
  return signGroupsOf(digest).flatMap(({ title, signs }) => {
    const shown = signs.slice(0, MOST_SIGNS).map((sign) => `${signName(sign, digest)}: ${signText(sign)}`);
    const rest = signs.length - shown.length;
    return [
      options.paint('bold', title),
      ...[...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].flatMap((text) =>
        indented(text, 2, options, 2),
      ),
    ];
  });
}

function listLines(texts: readonly string[], options: TextOptions): readonly string[] {
  const shown = texts.slice(0, MOST_LINES);
  const rest = texts.length - shown.length;
  const all = rest > 0 ? [...shown, `and ${rest} more; -o json names them`] : shown;
  return all.flatMap((text) => indented(text, 0, options, 2));
}

function footerOf(digest: Digest): string {
  const { scope, takenAt, seen, cost, changes } = digest;
  const span = comparedSpan(digest);
  return [
    `cluster ${scope.cluster}`,
    takenAt,
    `${counted(seen.pods, 'pod')} in ${counted(seen.namespaces, 'namespace')}`,
    counted(cost.requests, 'request'),
    tookWords(cost.durationMs),
    ...(changes ? [`compared with ${span ? `${span} earlier` : changes.since}`] : []),
  ].join(' · ');
}

/** Breaks only behind a separator. */
function wrapAt(separator: string, text: string, width: number): readonly string[] {
  const held = (piece: string) => piece.replaceAll(' ', '\u00a0');
  const pieces = text.split(`${separator} `).map(held);
  return wrap(pieces.join(`${held(separator)} `), width).map((line) => line.replaceAll('\u00a0', ' '));
}
