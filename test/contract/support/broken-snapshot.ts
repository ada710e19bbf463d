import type { Snapshot } from '../../../src/diagnosis/snapshot.ts';
import { DAMAGES, type Place } from './damage.ts';
import { diceOf } from './dice.ts';
import { collected, type RecordedTarget, recordedTargets } from './recorded-targets.ts';

/** A snapshot of a recording in which much is not as the API promises. */
export interface Broken {
  readonly seed: number;
  readonly from: RecordedTarget;
  readonly snapshot: Snapshot;
}

/** More than anything that is broken by accident. */
const MOST = 40;
const targets = recordedTargets();
const whole = new Map<RecordedTarget, Snapshot>();

/** The same seed breaks the same recording in the same way; what our own code makes of an answer stays whole. */
export function brokenSnapshot(seed: number): Broken {
  const dice = diceOf(seed);
  const from = dice.pick(targets);
  const taken = whole.get(from) ?? collected(from);
  whole.set(from, taken);
  const snapshot = structuredClone(taken);
  const { workload, object, jobs = [], pods, facts } = snapshot;
  const objects = { workload, object };
  const answers = [...facts.values()].flatMap((fact) => (fact.status === 'ok' ? answerPlaces(fact) : []));
  const places = [...[objects, jobs, pods].flatMap(placesIn), ...answers];
  const times = 1 + dice.below(MOST);
  for (let count = 0; count < times && places.length > 0; count++)
    dice.pick(DAMAGES)(dice.pick(places), dice, places);
  return { seed, from, snapshot: { ...snapshot, ...objects } as Snapshot };
}

/** The answer itself and all in it; that it is one is our own word. */
function answerPlaces(fact: object): readonly Place[] {
  const holder = fact as Record<string, unknown>;
  return [{ holder, key: 'value' }, ...placesIn(holder.value)];
}

/** Every field and item within, however deep. */
function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
