import { compareText } from '../diagnosis/compare.ts';
import type { ContainerStatus } from '../diagnosis/objects/container.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Digest, OwnerRestarts } from './digest.ts';
import { type OwnerPlace, placeKey } from './owner-place.ts';

/** Restarts of pods, by owner. */
export type Restarts = NonNullable<Digest['restarts']>;

/** Takes note of the pods that have restarts. */
export interface RestartNotes {
  add(pod: Pod, owner: OwnerPlace): void;
  seen(): Restarts;
}

/** Pods that are remembered: those that restarted last, for they are likely to do it again. */
const MOST_PODS = 1_000;

interface Note {
  readonly uid: string;
  readonly count: number;
  /** RFC 3339; empty where nothing tells. */
  readonly last: string;
  readonly owner: OwnerPlace;
}

/** What is kept does not depend on the order in which the pods come. */
export function startRestartNotes(most = MOST_PODS): RestartNotes {
  let notes: Note[] = [];
  let truncated = false;
  const cut = () => {
    truncated ||= notes.length > most;
    notes = notes.sort(laterFirst).slice(0, most);
  };
  return {
    add(pod, owner) {
      const count = restartCount(pod);
      const uid = pod.metadata?.uid;
      if (typeof uid !== 'string') return;
      notes.push({ uid, count, last: lastRestart(pod), owner });
      if (notes.length > 2 * most) cut();
    },
    seen() {
      cut();
      return { owners: byOwner(notes), truncated };
    },
  };
}

/**
 * Of all containers of a pod as it came, init containers included: unlike kubectl's RESTARTS this never falls while the
 * pod lives. It runs on every pod of a cluster, so it makes nothing.
 */
export function restartCount({ status }: Pod): number {
  return sumOf(status?.containerStatuses) + sumOf(status?.initContainerStatuses);
}

function sumOf(statuses: readonly ContainerStatus[] | undefined): number {
  if (!Array.isArray(statuses)) return 0;
  let sum = 0;
  for (const status of statuses) {
    const count: unknown = status?.restartCount;
    if (typeof count === 'number' && count > 0) sum += count;
  }
  return sum;
}

/** When the last run began, or the one before ended: whichever is told. */
function lastRestart({ status }: Pod): string {
  let last = '';
  for (const statuses of [status?.containerStatuses, status?.initContainerStatuses]) {
    for (const one of Array.isArray(statuses) ? (statuses as readonly ContainerStatus[]) : []) {
      if (!((one?.restartCount ?? 0) > 0)) continue;
      const time = one.lastState?.terminated?.finishedAt ?? one.state?.running?.startedAt;
      if (typeof time === 'string' && time > last) last = time;
    }
  }
  return last;
}

function laterFirst(a: Note, b: Note): number {
  return compareText(b.last, a.last) || b.count - a.count || compareText(a.uid, b.uid);
}

function byOwner(notes: readonly Note[]): readonly OwnerRestarts[] {
  const owners = Map.groupBy(notes, ({ owner }) => placeKey(owner));
  return [...owners]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, own]) => {
      const [first] = own;
      const pods = own.toSorted((a, b) => compareText(a.uid, b.uid)).map(({ uid, count }) => [uid, count]);
      return first ? [{ ...first.owner, pods: Object.fromEntries(pods) }] : [];
    });
}
