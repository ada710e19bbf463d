import { counted } from '../../diagnosis/counted.ts';
import type { Evidence } from '../../diagnosis/finding.ts';
import type { Difference } from '../../diagnosis/template-diff.ts';
import { cut, headOf, LIMITS } from '../limits.ts';
import {
  type Block,
  bold,
  code,
  italic,
  line,
  plain,
  preformatted,
  type RichText,
  rich,
} from './block-kit.ts';
import type { Part } from './fit-blocks.ts';
import { ageOf, footerText } from './words.ts';

/** Most characters of one piece of evidence, from the roomiest message to the tightest. */
const ROOM = [2400, 900, 300] as const;
/** Characters of a fact that stands in the line that names it. */
const SHORT = 160;
/** A change in one line up to here, else what was and what is in lines of their own. */
const ONE_LINE = 90;

/** What the evidence of one finding has in common. */
export interface EvidenceFrame {
  readonly takenAt: string;
  /** What the finding is about, as `pod/web-1`: named once above, not with each piece. */
  readonly subject: string;
  readonly isFirst: boolean;
}

/** A piece of evidence: where it was seen, then what was seen, as it was. A short fact needs no box of its own. */
export function evidencePart(evidence: Evidence, { takenAt, subject, isFirst }: EvidenceFrame): Part {
  const label = isFirst ? [bold('Proof'), plain('   ')] : [];
  const source = [...label, ...evidenceSource(evidence, takenAt, subject)];
  const lines = evidenceLines(evidence);
  const text = lines.join('\n');
  const isShort =
    evidence.kind !== 'event' && evidence.kind !== 'log' && text.length <= SHORT && lines.length === 1;
  const variants = isShort
    ? [[rich(line(...source, plain(`: ${text}`)))]]
    : ROOM.map((room) => [rich(line(...source), preformatted(shorten(lines, room)))]);
  return { importance: isFirst ? 2 : 3, variants, leftOut: 'more proof' };
}

function shorten(lines: readonly string[], room: number): string {
  const kept = headOf(
    lines.map((one) => cut(one, room)),
    room,
  );
  const rest = lines.length - kept.length;
  return rest > 0 ? `${kept.join('\n')}\n… ${counted(rest, 'more line')}` : kept.join('\n');
}

function evidenceSource(evidence: Evidence, takenAt: string, subject: string): readonly RichText[] {
  const { kind, object, container } = evidence;
  const where = [object === subject && container ? '' : object, container].filter(Boolean).join(' ');
  switch (kind) {
    case 'event': {
      const age = ageOf(evidence.lastSeen, takenAt);
      const seen = footerText([
        evidence.type,
        evidence.count > 1 ? `×${evidence.count}` : '',
        age && `${age} ago`,
      ]);
      return [plain('event '), code(evidence.reason), plain(` ${seen}`)];
    }
    case 'log':
      return [plain(evidence.run === 'previous' ? 'log of the run before, ' : 'log, '), code(where)];
    case 'change':
      return [plain('what changed')];
    case 'computed':
      return [plain('worked out, '), code(where)];
    default:
      return [...(object === subject && !container ? [] : [code(where), plain(' ')]), code(evidence.field)];
  }
}

function evidenceLines(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'event':
      return evidence.message.split('\n');
    case 'log':
      return evidence.lines.flatMap((one) => one.split('\n'));
    case 'change':
      return evidence.differences.flatMap(differenceLines);
    default:
      return evidence.text.split('\n');
  }
}

export interface Change {
  readonly from: number;
  readonly to: number;
  readonly at: string;
  readonly changeCause?: string;
  readonly differences: readonly Difference[];
}

/** What the failing revision changed against the last good one. */
export function changePart(change: Change, takenAt: string, importance: number): Part {
  const age = ageOf(change.at, takenAt);
  const about = [
    bold('What changed'),
    plain(`   revision ${change.from} → ${change.to}${age ? `, ${age} ago` : ''}`),
    ...(change.changeCause ? [plain(', '), italic(change.changeCause, 200)] : []),
  ];
  const lines = change.differences.flatMap(differenceLines);
  const variant = (room: number): readonly Block[] => [
    rich(line(...about), preformatted(shorten(lines, room))),
  ];
  return { importance, variants: ROOM.map((room) => variant(Math.min(room, 1500))), leftOut: 'what changed' };
}

/** `app image: shop/web:1.4 → shop/web:1.5`, or a long one as a diff. */
function differenceLines({ path, container, before, after }: Difference): readonly string[] {
  const name = container ? `${container} ${path}` : path;
  const short = `${name}: ${before ?? '(none)'} → ${after ?? '(none)'}`;
  if (short.length <= ONE_LINE && !short.includes('\n')) return [short];
  const side = (mark: string, value: string | undefined) =>
    value === undefined ? [] : [cut(`${mark} ${value.replace(/\s+/g, ' ')}`, 300)];
  return [cut(`${name}:`, LIMITS.header), ...side('-', before), ...side('+', after)];
}
