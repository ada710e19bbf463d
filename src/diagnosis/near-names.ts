import { compareText } from './compare.ts';

/**
 * The names most like a wanted one, best first: those within a third of its length in edits, and those of which it is
 * a part or which are part of it.
 */
export function nearNames(wanted: string, names: readonly string[], most = 3): readonly string[] {
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  return [...new Set(names)]
    .filter((name) => name !== wanted)
    .map((name) => ({ name, distance: distanceTo(wanted, name, allowed) }))
    .filter((candidate) => candidate.distance <= allowed)
    .sort((a, b) => a.distance - b.distance || compareText(a.name, b.name))
    .slice(0, most)
    .map((candidate) => candidate.name);
}

function distanceTo(wanted: string, name: string, allowed: number): number {
  const a = wanted.toLowerCase();
  const b = name.toLowerCase();
  const contained = Math.min(a.length, b.length) >= 3 && (a.includes(b) || b.includes(a));
  const edits = Math.abs(a.length - b.length) > allowed ? allowed + 1 : editDistance(a, b);
  // A name with a prefix or suffix more (`regcred`, `team-regcred`) is near however long the addition is.
  return contained ? Math.min(edits, 2) : edits;
}

/** Optimal string alignment distance: insertions, deletions, substitutions, swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforePrevious, j - 2) + 1);
      }
      row.push(best);
    }
    beforePrevious = previous;
    previous = row;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] as number;
}
