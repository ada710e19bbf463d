import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';

/** A pod of a StatefulSet with the number in its name. */
export interface Numbered {
  readonly ordinal: number;
  readonly pod: Pod;
}

/** Which numbers a StatefulSet's pods are to have; the start can be set since 1.27. */
export function rangeOf({ spec }: Workload): { readonly start: number; readonly wanted: number } {
  return { start: spec?.ordinals?.start ?? 0, wanted: spec?.replicas ?? 1 };
}

/** The pods within the range, by their numbers. */
export function inRange(pods: readonly Pod[], workload: Workload): readonly Numbered[] {
  const { start, wanted } = rangeOf(workload);
  return pods
    .flatMap((pod) => {
      const ordinal = /-(\d{1,9})$/.exec(nameOf(pod))?.[1];
      return ordinal === undefined ? [] : [{ ordinal: Number(ordinal), pod }];
    })
    .filter(({ ordinal }) => ordinal >= start && ordinal < start + wanted)
    .toSorted((a, b) => a.ordinal - b.ordinal);
}
