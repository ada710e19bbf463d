import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import { deepFreeze, withoutClockAndDice } from '../support/purity.ts';
import { diagnoseRecorded, type Recorded } from '../support/recorded.ts';
import { diceOf } from './support/dice.ts';
import { recordedTargets, recordingOf } from './support/recorded-targets.ts';
import { shuffled } from './support/shuffled.ts';

/** One target of each recording. */
const targets = [...new Map(recordedTargets().map((one) => [one.recording, one])).values()].map(
  ({ recording, target }) => [recording, target] as const,
);
const about = { cluster: 'test', cost: { requests: 0, roundTrips: 0, durationMs: 0 } };

function report(recorded: Recorded, target: string) {
  return toReport(diagnoseRecorded(recorded, target, playbooks), playbooks, about);
}

describe('every playbook over every recording', () => {
  test.each(
    targets,
  )('%s, %s: the same answer twice, without a clock or dice, writing to nothing', (name, target) => {
    const recorded = deepFreeze(structuredClone(recordingOf(name)));
    const [first, second] = withoutClockAndDice(() => [report(recorded, target), report(recorded, target)]);
    expect(first).toEqual(second);
  });

  test.each(targets)('%s, %s: the same answer with all in another order', (name, target) => {
    const recorded = recordingOf(name);
    const expected = report(recorded, target);
    const reversed = { ...recorded, objects: [...recorded.objects].reverse() };
    expect(report(reversed, target)).toEqual(expected);
    for (const seed of [1, 2]) {
      expect(report(shuffled(recorded, diceOf(seed)), target), `shuffled with seed ${seed}`).toEqual(
        expected,
      );
    }
  });
});

type Step = readonly [pick: number, junk: unknown];
const JUNK: readonly unknown[] = [
  undefined,
  null,
  '',
  'text',
  0,
  -1,
  true,
  [],
  [null],
  ['text'],
  [{}],
  {},
  { name: null },
];

/** A copy in which, at each step, one value somewhere in the spec or status is something else. */
function broken(recorded: Recorded, steps: readonly Step[]): Recorded {
  const copy = structuredClone(recorded);
  const kinds = ['Pod', 'Node', 'Event', 'ReplicaSet', 'Deployment', 'PersistentVolumeClaim', 'Job'];
  const objects = copy.objects.filter(({ kind }) => kinds.includes(kind));
  for (const [pick, junk] of steps) {
    const object = objects[pick % objects.length];
    const places =
      object.kind === 'Event'
        ? [
            [object, 'message'],
            [object, 'reason'],
            [object, 'series'],
          ]
        : placesIn([object.spec, object.status]);
    const place = places[Math.floor(pick / objects.length) % places.length];
    if (place) (place[0] as Record<string, unknown>)[place[1] as string] = structuredClone(junk);
  }
  return copy;
}

/** Every field of every object within, as the object and the field's name. */
function placesIn(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(Array.isArray(value) ? [] : [[value, name] as [object, string]]),
    ...placesIn(inner),
  ]);
}

test('no playbook throws, however broken the objects are', () => {
  const some = targets.filter((_, index) => index % 4 === 0);
  const recordings = new Map(some.map(([name]) => [name, recordingOf(name)]));
  const step = fc.tuple(fc.nat(), fc.constantFrom(...JUNK));
  const steps = fc.array(step, { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(fc.constantFrom(...some), steps, ([name, target], changes) => {
      const recorded = recordings.get(name) as Recorded;
      expect(() => report(broken(recorded, changes), target)).not.toThrow();
    }),
    { numRuns: 200 },
  );
});
