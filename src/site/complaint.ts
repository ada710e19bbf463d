import { nearNames } from '../diagnosis/near-names.ts';

/** The way to a value in a file: `['causes', 'license-expired', 'when']`. */
export type Place = readonly PropertyKey[];

/** Something wrong with what a file says, and where it stands. */
export interface Complaint {
  readonly place: Place;
  readonly message: string;
  /** At which character of the text. */
  readonly offset?: number;
}

/** Takes note of what is wrong. */
export type Complain = (complaint: Complaint) => void;

/** `causes.license-expired.says[0]` */
export function placeText(place: Place): string {
  const parts = place.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '');
}

/** Which of the known names could be meant by one that isn't; `otherwise` where it is like none. */
export function nameHint(name: string, known: readonly string[], most: number, otherwise: string): string {
  const near = nearNames(name, known, most);
  return near.length > 0 ? `is ${near.join(' or ')} meant?` : otherwise;
}

/** Names as people read them, sorted. */
export function nameList(names: Iterable<string>): string {
  return [...names].toSorted().join(', ');
}
