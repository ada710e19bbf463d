import { compareText } from '../diagnosis/compare.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { MissingPods } from './missing-pods.ts';
import { type OwnerPlace, placeKey } from './owner-place.ts';

/** What runs pods of which some are unwell. */
export interface UnwellOwner extends OwnerPlace {
  /** All of its pods. */
  readonly pods: number;
  /** With those that are up between two crashes. */
  readonly unwell: number;
  /** Of the unwell ones those that should be up: not leaving, and not over. */
  readonly down: number;
  readonly since?: string;
  /** Some of the unwell pods of each look, well-formed. */
  readonly kept: readonly Pod[];
  /** Pods that it could not make; absent where none is known to be missing. */
  readonly missing?: MissingPods;
}

type Rank = OwnerPlace & Pick<UnwellOwner, 'down' | 'unwell'>;

/** By nothing that changes while nothing happens, as times of restarts do: whose logs are read is to stay the same. */
export function worseFirst(a: Rank, b: Rank): number {
  return b.down - a.down || b.unwell - a.unwell || compareText(placeKey(a), placeKey(b));
}
