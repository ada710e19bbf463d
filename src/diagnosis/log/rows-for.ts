import type { Signature } from './signature.ts';
import { SIGNATURES } from './signatures/index.ts';

/** Letters of a needle by which it is looked up. */
const KEY = 2;

interface Needle {
  readonly text: string;
  /** Places in the table of the rows that have it. */
  readonly rows: readonly number[];
}

/** Every needle of the tables under its first letters: a line is walked once, whatever the number of rows. */
const NEEDLES: ReadonlyMap<string, readonly Needle[]> = indexed(SIGNATURES);

/** Rows with a needle too short to be looked up: tried on every line. */
const ALWAYS: readonly number[] = [...SIGNATURES.keys()].filter((row) =>
  SIGNATURES[row]?.needles.some((needle) => needle.length < KEY),
);

/** The rows of which a line, in lower case, holds a needle, in the table's order: only their patterns are worth trying. */
export function rowsFor(lower: string): readonly Signature[] {
  const found = new Set<number>(ALWAYS);
  for (let at = 0; at + KEY <= lower.length; at++) {
    for (const { text, rows } of NEEDLES.get(lower.slice(at, at + KEY)) ?? []) {
      if (lower.startsWith(text, at)) for (const row of rows) found.add(row);
    }
  }
  return [...found].sort((a, b) => a - b).map((row) => SIGNATURES[row] as Signature);
}

function indexed(signatures: readonly Signature[]): ReadonlyMap<string, readonly Needle[]> {
  const rowsOf = new Map<string, number[]>();
  for (const [row, { needles }] of signatures.entries()) {
    for (const needle of needles) rowsOf.set(needle, [...(rowsOf.get(needle) ?? []), row]);
  }
  const index = new Map<string, Needle[]>();
  for (const [text, rows] of rowsOf) {
    const key = text.slice(0, KEY);
    index.set(key, [...(index.get(key) ?? []), { text, rows }]);
  }
  return index;
}
