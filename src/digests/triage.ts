import { compareText } from '../diagnosis/compare.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { type Owner, ownerOf } from '../diagnosis/owner.ts';
import { isWell, lookOf } from '../diagnosis/pod-group.ts';
import { isFinished } from '../diagnosis/pod-status.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import { isUpForNow, looksWell } from './looks-well.ts';
import type { MissingPods } from './missing-pods.ts';
import { type IgnoreRules, isIgnoredPod, isOnItsWay } from './noise.ts';
import { type RestartNotes, type Restarts, restartCount, startRestartNotes } from './restarts.ts';
import { earliest, unwellSince } from './unwell-since.ts';

/** What runs pods of which some are unwell. */
export interface UnwellOwner {
  readonly namespace: string;
  /** Pod where nothing runs it. */
  readonly kind: string;
  readonly name: string;
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

/** Of pods that look alike so many are kept, and of an owner's looks so many. */
const MOST_ALIKE = 5;
const MOST_LOOKS = 8;

type Place = Pick<UnwellOwner, 'namespace' | 'kind' | 'name'>;

/** What is known of an owner so far. */
interface Tally extends Place {
  pods: number;
  unwell: number;
  down: number;
  since?: string | undefined;
  kept: Map<string, Pod[]>;
  /** Of a Job or CronJob: its newest pod. */
  newest?: { readonly created: string; readonly unwell: boolean };
}

interface Tallies {
  readonly all: Map<string, Tally>;
  /** Those of which pods are kept. */
  readonly keeping: Set<Tally>;
}

/** Tells the unwell pods from the others by their status alone, and keeps a few of them; of the well ones only numbers. */
export function startTriage(rules: TriageRules): Triage {
  const tallies: Tallies = { all: new Map(), keeping: new Set() };
  const namespaces = new Set<string>();
  const nodes = new Set<string>();
  const restarts = startRestartNotes();
  let count = 0;
  return {
    add(pods, now) {
      for (const raw of pods) {
        count++;
        const seemsWell = looksWell(raw, now);
        // What it looks at of one that is well is of the right types.
        const pod = seemsWell ? raw : wellFormed(raw);
        const owner = ownerOf(pod);
        const { namespace } = pod.metadata ?? {};
        if (namespace !== undefined) namespaces.add(namespace);
        const node: unknown = pod.spec?.nodeName;
        if (typeof node === 'string' && !isFinished(pod)) nodes.add(node);
        if (seemsWell) takeWell(pod, owner, tallies);
        else takeOther(pod, owner, now, rules, tallies);
        if (restartCount(pod) > 0) noteRestarts(pod, owner, rules, restarts);
      }
    },
    seen: () => ({
      namespaces: [...namespaces],
      pods: count,
      owners: [...tallies.all.values()].filter(isUnwell).toSorted(worseFirst).map(toOwner),
      restarts: restarts.seen(),
      nodes: [...nodes].sort(),
      statefulSets: statefulSetsIn(tallies),
    }),
  };
}

function noteRestarts(
  pod: Pod,
  owner: Owner | undefined,
  { ignore }: TriageRules,
  restarts: RestartNotes,
): void {
  const place = placeOf(pod, owner);
  if (!isIgnoredPod(pod, place, ignore)) restarts.add(pod, place);
}

function takeWell(pod: Pod, owner: Owner | undefined, { all }: Tallies): void {
  // Nobody asks how many pods there are that nothing runs.
  if (owner) countPod(tallyOf(all, pod, owner), pod, false);
}

function takeOther(
  pod: Pod,
  owner: Owner | undefined,
  now: number,
  rules: TriageRules,
  { all, keeping }: Tallies,
): void {
  const place = placeOf(pod, owner);
  const troubled = isUpForNow(pod, now) || !(isWell(pod, false) || isOnItsWay(pod, now, rules.graceMs));
  const unwell = troubled && !isIgnoredPod(pod, place, rules.ignore);
  if (!owner && !unwell) return;
  const tally = tallyOf(all, pod, owner);
  countPod(tally, pod, unwell);
  if (!unwell) return;
  tally.unwell++;
  if (!pod.metadata?.deletionTimestamp && pod.status?.phase !== 'Failed') tally.down++;
  tally.since = earliest([tally.since, unwellSince(pod)]);
  keep(tally, pod);
  keeping.add(tally);
  if (keeping.size > 2 * rules.mostOwners) forget(keeping, rules.mostOwners, tally);
}

function placeOf({ metadata }: Pod, owner: Owner | undefined): Place {
  const { namespace = '', name = '' } = metadata ?? {};
  return { namespace, kind: owner?.kind ?? 'Pod', name: owner?.name ?? name };
}

function tallyOf(all: Map<string, Tally>, pod: Pod, owner: Owner | undefined): Tally {
  const kind = owner?.kind ?? 'Pod';
  const name = owner?.name ?? pod.metadata?.name ?? '';
  const key = `${pod.metadata?.namespace}/${kind}/${name}`;
  const known = all.get(key);
  if (known) return known;
  const tally = { ...placeOf(pod, owner), pods: 0, unwell: 0, down: 0, kept: new Map() };
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

function statefulSetsIn({ all }: Tallies): ReadonlyMap<string, number> {
  const sets = [...all.values()].filter(({ kind }) => kind === 'StatefulSet');
  return new Map(sets.map(({ namespace, name, pods }) => [`${namespace}/${name}`, pods]));
}

/** What earlier tries of a Job came to is history. */
function isUnwell({ unwell, newest }: Tally): boolean {
  return unwell > 0 && newest?.unwell !== false;
}

type Rank = Pick<UnwellOwner, 'namespace' | 'kind' | 'name' | 'down' | 'unwell'>;

/** By nothing that changes while nothing happens, as times of restarts do: whose logs are read is to stay the same. */
export function worseFirst(a: Rank, b: Rank): number {
  return (
    b.down - a.down ||
    b.unwell - a.unwell ||
    compareText(`${a.namespace}/${a.kind}/${a.name}`, `${b.namespace}/${b.kind}/${b.name}`)
  );
}

function toOwner({ namespace, kind, name, pods, unwell, down, since, kept }: Tally): UnwellOwner {
  const counts = { pods, unwell, down, ...(since === undefined ? {} : { since }) };
  return { namespace, kind, name, ...counts, kept: [...kept.values()].flat() };
}
