import { compareText } from '../diagnosis/compare.ts';
import { bySeverity } from '../diagnosis/severity.ts';
import type { DigestItem } from './digest.ts';

/** By severity, then by unwell pods, then by age. */
export function worseItemFirst(a: DigestItem, b: DigestItem): number {
  return (
    bySeverity(a, b) ||
    b.unwell - a.unwell ||
    Date.parse(a.since) - Date.parse(b.since) ||
    compareText(a.key, b.key)
  );
}
