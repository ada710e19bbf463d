import { isDeepStrictEqual } from 'node:util';
import { NOW } from '../../support/build.ts';
import { loadRecorded, type Recorded } from '../../support/recorded.ts';
import type { Given, MadeLogs, MadeObject, NearMiss } from './cause-case.ts';

const loaded = new Map<string, Recorded>();

/** The cluster of a case, ready to be asked; its own copy where it is changed. */
export function clusterOf(given: Given): Recorded {
  const base = given.recording === undefined ? undefined : load(given.recording);
  const made = (given.objects ?? []) as readonly MadeObject[];
  const named = made.map(nameOf);
  const cluster = {
    takenAt: given.takenAt ?? base?.takenAt ?? NOW,
    namespace: base?.namespace ?? 'shop',
    objects: [...(base?.objects ?? []).filter((one) => !named.includes(nameOf(one))), ...made],
    logs: { ...base?.logs, ...given.logs } as MadeLogs,
  };
  const changed = given.change ? changedBy(given.change, cluster) : cluster;
  return changed as Recorded;
}

/** A near miss with all that it takes over from what gives the cause. */
export function nearOf(gives: Given, { what: _, instead: __, ...near }: NearMiss): Given {
  if (near.recording !== undefined || near.objects !== undefined) return { target: gives.target, ...near };
  const { change: first } = gives;
  const { change: second } = near;
  const change: Given['change'] =
    first && second
      ? (objects, logs) => {
          first(objects, logs);
          second(objects, logs);
        }
      : (second ?? first);
  return { ...gives, ...near, ...(change ? { change } : {}) };
}

function changedBy(
  change: NonNullable<Given['change']>,
  { objects, logs, ...rest }: { objects: MadeObject[]; logs: MadeLogs; takenAt: string; namespace: string },
) {
  const copy = { ...rest, objects: structuredClone(objects), logs: structuredClone(logs) };
  change(copy.objects, copy.logs);
  if (isDeepStrictEqual({ objects, logs }, { objects: copy.objects, logs: copy.logs }))
    throw new Error('the change changes nothing');
  return copy;
}

function load(recording: string): Recorded {
  const known =
    loaded.get(recording) ??
    loadRecorded(new URL(`../../recordings/${recording}.json`, import.meta.url).pathname);
  loaded.set(recording, known);
  return known;
}

function nameOf({ kind, metadata }: MadeObject): string {
  if (!kind || !metadata?.name) throw new Error('a made object needs its kind and metadata.name');
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
