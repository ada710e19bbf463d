import type { Pod } from '../diagnosis/objects/pod.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { isWell } from '../diagnosis/pod-group.ts';
import { isFinished } from '../diagnosis/pod-status.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import { isUpForNow, looksWell } from './looks-well.ts';
import { type IgnoreRules, isIgnoredPod, isOnItsWay } from './noise.ts';
import { ownerPlace } from './owner-place.ts';
import { startOwnerTallies } from './owner-tallies.ts';
import { type Restarts, restartCount, startRestartNotes } from './restarts.ts';
import type { UnwellOwner } from './unwell-owner.ts';

/** What the status of all pods tells. */
export interface Triaged {
  readonly namespaces: readonly string[];
  readonly pods: number;
  /** The worst first: those with most pods down. */
  readonly owners: readonly UnwellOwner[];
  /** Of pods that are not ignored, well or not. */
  readonly restarts: Restarts;
  /** Names of the nodes that pods run on. */
  readonly nodes: readonly string[];
  /** How many pods each StatefulSet has, by `namespace/name`. */
  readonly statefulSets: ReadonlyMap<string, number>;
}

export interface TriageRules {
  readonly ignore: IgnoreRules;
  /** Milliseconds that a pod may be on its way. */
  readonly graceMs: number;
  /** Owners whose unwell pods are kept: the worst. */
  readonly mostOwners: number;
}

export interface Triage {
  /** Takes in some pods; `now` in milliseconds. What becomes of it does not depend on how many come at once. */
  add(pods: readonly Pod[], now: number): void;
  seen(): Triaged;
}

/** Tells the unwell pods from the others by their status alone, and keeps a few of them; of the well ones only numbers. */
export function startTriage({ ignore, graceMs, mostOwners }: TriageRules): Triage {
  const namespaces = new Set<string>();
  const nodes = new Set<string>();
  const tallies = startOwnerTallies(mostOwners);
  const restarts = startRestartNotes();
  let count = 0;

  function take(raw: Pod, now: number): void {
    count++;
    const seemsWell = looksWell(raw, now);
    // What it looks at of one that is well is of the right types.
    const pod = seemsWell ? raw : wellFormed(raw);
    const owner = ownerOf(pod);
    const place = ownerPlace(pod, owner);
    if (place.namespace !== '') namespaces.add(place.namespace);
    const node: unknown = pod.spec?.nodeName;
    if (typeof node === 'string' && !isFinished(pod)) nodes.add(node);
    const unwell = !seemsWell && isTroubled(pod, now, graceMs) && !isIgnoredPod(pod, place, ignore);
    // Nobody asks how many pods there are that nothing runs.
    if (owner || unwell) tallies.add(pod, place, unwell);
    if (restartCount(pod) > 0 && !isIgnoredPod(pod, place, ignore)) restarts.add(pod, place);
  }

  return {
    add(pods, now) {
      for (const pod of pods) take(pod, now);
    },
    seen: () => ({
      namespaces: [...namespaces],
      pods: count,
      owners: tallies.unwell(),
      restarts: restarts.seen(),
      nodes: [...nodes].sort(),
      statefulSets: tallies.statefulSets(),
    }),
  };
}

function isTroubled(pod: Pod, now: number, graceMs: number): boolean {
  return isUpForNow(pod, now) || !(isWell(pod, false) || isOnItsWay(pod, now, graceMs));
}
