import type { Digest } from '../../src/digests/digest.ts';
import type { Planted } from '../../test/support/large-cluster/large-cluster.ts';

/** A digest beside what was planted, line by line. */
export interface Compared {
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

export function compare(planted: readonly Planted[], items: Digest['items']): Compared {
  const wanted = new Set(planted.map(lineOf));
  const got = new Set(items.map(lineOf));
  return {
    missing: [...wanted].filter((line) => !got.has(line)),
    extra: [...got].filter((line) => !wanted.has(line)),
  };
}

function lineOf({ namespace, kind, name, cause, unwell, pods }: Planted): string {
  return `${namespace}/${kind}/${name}: ${cause}, ${unwell} of ${pods} pods`;
}
