import { nearNames } from './near-names.ts';

type Labels = Readonly<Record<string, string>>;

/** Where labels differ from a selector, one pair of it at a time. */
export type LabelDifference =
  | {
      readonly kind: 'value';
      readonly key: string;
      readonly wanted: string;
      readonly found: string;
      readonly near: boolean;
    }
  | {
      readonly kind: 'key';
      readonly key: string;
      readonly wanted: string;
      readonly foundKey: string;
      readonly found: string;
    }
  | { readonly kind: 'missing'; readonly key: string; readonly wanted: string };

/** A set of labels that comes near a selector. */
export interface NearestLabels<T> {
  readonly candidate: T;
  readonly differences: readonly LabelDifference[];
  /** Every difference is a slip of the pen, or a label too many in the selector: what was meant is plain. */
  readonly isPlain: boolean;
}

/** What each kind of difference weighs: the candidate with the least is the nearest. */
const SLIP = 1;
const MISSING = 2;
const OTHER_VALUE = 3;

/**
 * The candidate whose labels come nearest to a selector without fitting it; undefined where none shares anything with
 * it. Of several that are as near the first wins.
 */
export function nearestLabels<T extends { readonly labels: Labels }>(
  selector: Labels,
  candidates: readonly T[],
): NearestLabels<T> | undefined {
  const pairs = Object.entries(selector);
  const rated = candidates.flatMap((candidate) => {
    const differences = pairs.flatMap(
      ([key, wanted]) => differenceOf(key, wanted, candidate.labels, selector) ?? [],
    );
    const same = pairs.length - differences.length;
    const isNear = same > 0 || differences.some((one) => weightOf(one) === SLIP);
    const weight = differences.reduce((sum, one) => sum + weightOf(one), 0);
    return isNear && differences.length > 0 ? [{ candidate, differences, weight }] : [];
  });
  const [nearest] = rated.toSorted((a, b) => a.weight - b.weight);
  if (!nearest) return undefined;
  const { candidate, differences } = nearest;
  return { candidate, differences, isPlain: differences.every((one) => weightOf(one) !== OTHER_VALUE) };
}

function differenceOf(
  key: string,
  wanted: string,
  labels: Labels,
  selector: Labels,
): LabelDifference | undefined {
  const found = labels[key];
  if (found === wanted) return undefined;
  if (found !== undefined) {
    return { kind: 'value', key, wanted, found, near: nearNames(wanted, [found]).length > 0 };
  }
  // `App=web` for `app=web`, `app=web` for `app.kubernetes.io/name=web`.
  const other = Object.entries(labels).find(
    ([name, value]) => selector[name] === undefined && value.toLowerCase() === wanted.toLowerCase(),
  );
  if (other) return { kind: 'key', key, wanted, foundKey: other[0], found: other[1] };
  return { kind: 'missing', key, wanted };
}

function weightOf(difference: LabelDifference): number {
  if (difference.kind === 'missing') return MISSING;
  return difference.kind === 'key' || difference.near ? SLIP : OTHER_VALUE;
}

/** A difference in words, seen from the labels. */
export function differenceText(difference: LabelDifference): string {
  const { kind, key, wanted } = difference;
  if (kind === 'value') return `${key} is ${difference.found}, not ${wanted}`;
  if (kind === 'key') return `the label is ${difference.foundKey}=${difference.found}, not ${key}=${wanted}`;
  return `there is no label ${key}`;
}

/** What of a selector a merge patch has to change: null takes a label out. */
export function selectorChange(difference: LabelDifference): Readonly<Record<string, string | null>> {
  const { key } = difference;
  if (difference.kind === 'value') return { [key]: difference.found };
  return difference.kind === 'key'
    ? { [key]: null, [difference.foundKey]: difference.found }
    : { [key]: null };
}
