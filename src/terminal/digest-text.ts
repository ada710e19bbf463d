import { counted } from '../diagnosis/counted.ts';
import type { Verdict } from '../diagnosis/diagnosis.ts';
import type { Severity } from '../diagnosis/finding.ts';
import { sanitize } from '../diagnosis/sanitize.ts';
import type { Digest } from '../digests/digest.ts';
import { groupLines } from './digest-group-text.ts';
import { type DigestGroup, groupsOf, titleOf } from './digest-groups.ts';
import { ownerText, spanInWords } from './digest-row.ts';
import { type DigestSummary, summaryOf } from './digest-summary.ts';
import type { Style } from './paint.ts';
import { indented, section, type TextOptions } from './section.ts';
import { wrap } from './wrap.ts';

const LOOKS: Readonly<Record<Verdict, { mark: string; style: Style }>> = {
  healthy: { mark: '✔', style: 'green' },
  unhealthy: { mark: '✖', style: 'red' },
  waiting: { mark: '…', style: 'yellow' },
  inconclusive: { mark: '?', style: 'yellow' },
};
const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info'];
/** Lines of what is no longer broken. */
const MOST_LINES = 20;

/** A digest past the gate for a terminal: one line where all is quiet. */
export function digestText(digest: Digest, options: TextOptions): string {
  const { paint, width } = options;
  const summary = summaryOf(digest);
  const { mark, style } = LOOKS[summary.verdict];
  const groups = groupsOf(digest);
  const blocks = [
    ...SEVERITIES.flatMap((severity) => severityBlocks(severity, groups, digest, options)),
    ...listBlocks(summary, digest, options),
  ].flatMap((lines) => (lines.length > 0 ? ['', ...lines] : []));
  const headline = wrapAt(',', `${mark} ${summary.headline}`, width).map((line) => paint(style, line));
  const footer = wrapAt(' ·', footerOf(digest), width).map((line) => paint('dim', line));
  const lines = blocks.length > 0 ? [...headline, ...blocks, '', ...footer] : headline;
  return `${lines.join('\n')}\n`;
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
    ['not seen', [...gaps.map(({ message }) => sanitize(message)), ...undiagnosed]],
  ];
  return lists.map(([label, texts]) => section(label, listLines(texts, options), options.paint));
}

function listLines(texts: readonly string[], options: TextOptions): readonly string[] {
  const shown = texts.slice(0, MOST_LINES);
  const rest = texts.length - shown.length;
  const all = rest > 0 ? [...shown, `and ${rest} more; -o json names them`] : shown;
  return all.flatMap((text) => indented(text, 0, options, 2));
}

function footerOf({ scope, takenAt, seen, cost, changes }: Digest): string {
  const span = changes && spanInWords((Date.parse(takenAt) - Date.parse(changes.since)) / 1000);
  return [
    `cluster ${scope.cluster}`,
    takenAt,
    `${counted(seen.pods, 'pod')} in ${counted(seen.namespaces, 'namespace')}`,
    counted(cost.requests, 'request'),
    `${(cost.durationMs / 1000).toFixed(1)} s`,
    ...(changes ? [`compared with ${span ? `${span} earlier` : changes.since}`] : []),
  ].join(' · ');
}

/** Breaks only behind a separator. */
function wrapAt(separator: string, text: string, width: number): readonly string[] {
  const held = (piece: string) => piece.replaceAll(' ', '\u00a0');
  const pieces = text.split(`${separator} `).map(held);
  return wrap(pieces.join(`${held(separator)} `), width).map((line) => line.replaceAll('\u00a0', ' '));
}
