import { compareText } from '../../diagnosis/compare.ts';
import { bySeverity } from '../../diagnosis/severity.ts';
import type { DigestSign } from '../digest.ts';
import { type IgnoreRules, isIgnoredPod } from '../noise.ts';

/** A sign, and how bad it is beside others of its sort and severity. */
export interface WeighedSign {
  readonly sign: DigestSign;
  readonly weight: number;
}

/** Of each sort so many are told of. */
const MOST_SIGNS = 20;

/**
 * The worst of one sort, the worst first, without those that are ignored or have no name. Those beyond the most that are
 * told of are dropped: a number would be wrong for who may not see all namespaces.
 */
export function worstSigns(found: readonly WeighedSign[], ignore: IgnoreRules): readonly DigestSign[] {
  return found
    .filter(
      ({ sign }) =>
        sign.name !== '' && !isIgnoredPod({}, { ...sign, namespace: sign.namespace ?? '' }, ignore),
    )
    .toSorted(
      (a, b) => bySeverity(a.sign, b.sign) || b.weight - a.weight || compareText(a.sign.key, b.sign.key),
    )
    .slice(0, MOST_SIGNS)
    .map(({ sign }) => sign);
}
