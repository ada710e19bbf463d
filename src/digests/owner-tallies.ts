import type { Pod } from '../diagnosis/objects/pod.ts';
import { lookOf } from '../diagnosis/pod-group.ts';
import { earliest } from './earliest.ts';
import { type OwnerPlace, placeKey } from './owner-place.ts';
import { type UnwellOwner, worseFirst } from './unwell-owner.ts';
import { unwellSince } from './unwell-since.ts';

/** Counts pods by owner, and keeps a few of the unwell ones. */
export interface OwnerTallies {
  add(pod: Pod, place: OwnerPlace, unwell: boolean): void;
  /** The worst first. */
  unwell(): readonly UnwellOwner[];
  /** How many pods each StatefulSet has, by `namespace/name`. */
  statefulSets(): ReadonlyMap<string, number>;
}

/** Of pods that look alike so many are kept, and of an owner's looks so many. */
const MOST_ALIKE = 5;
const MOST_LOOKS = 8;

/** What is known of an owner so far. */
interface Tally extends OwnerPlace {
  pods: number;
  unwell: number;
  down: number;
  since?: string | undefined;
  kept: Map<string, Pod[]>;
  /** Of a Job or CronJob: its newest pod. */
  newest?: { readonly created: string; readonly unwell: boolean };
}

/** @param mostOwners owners whose unwell pods are kept: the worst */
export function startOwnerTallies(mostOwners: number): OwnerTallies {
  const all = new Map<string, Tally>();
  /** Those of which pods are kept. */
  const keeping = new Set<Tally>();
  return {
    add(pod, place, unwell) {
      const tally = tallyOf(all, place);
      countPod(tally, pod, unwell);
      if (!unwell) return;
      countUnwell(tally, pod);
      keep(tally, pod);
      keeping.add(tally);
      if (keeping.size > 2 * mostOwners) forget(keeping, mostOwners, tally);
    },
    unwell: () => [...all.values()].filter(isUnwell).toSorted(worseFirst).map(toOwner),
    statefulSets: () => {
      const sets = [...all.values()].filter(({ kind }) => kind === 'StatefulSet');
      return new Map(sets.map(({ namespace, name, pods }) => [`${namespace}/${name}`, pods]));
    },
  };
}

function tallyOf(all: Map<string, Tally>, place: OwnerPlace): Tally {
  const key = placeKey(place);
  const known = all.get(key);
  if (known) return known;
  const tally = { ...place, pods: 0, unwell: 0, down: 0, kept: new Map() };
  all.set(key, tally);
  return tally;
}

function countPod(tally: Tally, { metadata }: Pod, unwell: boolean): void {
  tally.pods++;
  if (tally.kind !== 'Job' && tally.kind !== 'CronJob') return;
  const { newest } = tally;
  const created = metadata?.creationTimestamp ?? '';
  if (!newest || created > newest.created) tally.newest = { created, unwell };
  else if (created === newest.created && unwell) tally.newest = { created, unwell };
}

function countUnwell(tally: Tally, pod: Pod): void {
  tally.unwell++;
  if (!pod.metadata?.deletionTimestamp && pod.status?.phase !== 'Failed') tally.down++;
  tally.since = earliest([tally.since, unwellSince(pod)]);
}

function keep({ kept }: Tally, pod: Pod): void {
  const look = lookOf(pod);
  const alike = kept.get(look);
  if (alike && alike.length < MOST_ALIKE) alike.push(pod);
  else if (!alike && kept.size < MOST_LOOKS) kept.set(look, [pod]);
}

/** The pods of owners that are not among the worst, save those of the one that has more to come: they can be asked for. */
function forget(keeping: Set<Tally>, most: number, current: Tally): void {
  const others = [...keeping].filter((tally) => tally !== current);
  for (const tally of others.sort(worseFirst).slice(most)) {
    tally.kept = new Map();
    keeping.delete(tally);
  }
}

/** What earlier tries of a Job came to is history. */
function isUnwell({ unwell, newest }: Tally): boolean {
  return unwell > 0 && newest?.unwell !== false;
}

function toOwner({ namespace, kind, name, pods, unwell, down, since, kept }: Tally): UnwellOwner {
  const counts = { pods, unwell, down, ...(since === undefined ? {} : { since }) };
  return { namespace, kind, name, ...counts, kept: [...kept.values()].flat() };
}
