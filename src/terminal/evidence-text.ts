import { formatDuration } from '../diagnosis/duration.ts';
import type { Evidence } from '../diagnosis/finding.ts';
import type { Difference } from '../diagnosis/template-diff.ts';

/** A piece of evidence as lines for people: where it was seen, then what was seen, as it was. */
export interface EvidenceText {
  readonly source: string;
  readonly lines: readonly string[];
}

export function evidenceText(evidence: Evidence, takenAt: string): EvidenceText {
  const where = evidence.container ? `${evidence.object} ${evidence.container}` : evidence.object;
  switch (evidence.kind) {
    case 'event':
      return {
        source: `event ${evidence.type} ${evidence.reason}${timesSeen(evidence.count, evidence.lastSeen, takenAt)}`,
        lines: evidence.message.split('\n'),
      };
    case 'log':
      return {
        source: `${evidence.run === 'previous' ? 'log --previous' : 'log'} ${where}`,
        lines: evidence.lines,
      };
    case 'change': {
      const cause = evidence.changeCause ? ` (${evidence.changeCause})` : '';
      return {
        source: `revision ${evidence.from} → ${evidence.to}${age(evidence.at, takenAt)}${cause}`,
        lines: evidence.differences.map(differenceText),
      };
    }
    case 'computed':
      return { source: `computed ${where}`, lines: evidence.text.split('\n') };
    default:
      return { source: `${where} ${evidence.field}`, lines: evidence.text.split('\n') };
  }
}

/** `app image: shop/web:1.4 → shop/web:1.5`. */
export function differenceText({ path, container, before, after }: Difference): string {
  return `${container ? `${container} ` : ''}${path}: ${before ?? '(none)'} → ${after ?? '(none)'}`;
}

function age(at: string, takenAt: string): string {
  return at ? `, ${formatDuration((Date.parse(takenAt) - Date.parse(at)) / 1000)} ago` : '';
}

function timesSeen(count: number, lastSeen: string, takenAt: string): string {
  const age = lastSeen ? `${formatDuration((Date.parse(takenAt) - Date.parse(lastSeen)) / 1000)} ago` : '';
  const times = count > 1 ? `×${count}` : '';
  return [times, age].some(Boolean) ? ` (${[times, age].filter(Boolean).join(', ')})` : '';
}
