import { expect, test } from 'vitest';
import { playbooks } from '../../playbooks/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import { brokenSnapshot } from './support/broken-snapshot.ts';

const ABOUT = { cluster: 'test', cost: { requests: 0, roundTrips: 0, durationMs: 0 } };
const EACH = 200;

/** `npm run bench:broken` measures the same ones. */
test.each(
  Array.from({ length: 10 }, (_, part) => [part * EACH + 1, (part + 1) * EACH] as const),
)('nothing throws, whatever a cluster answers (seeds %i to %i)', (first, last) => {
  const failures: string[] = [];
  for (let seed = first; seed <= last; seed++) {
    const { snapshot, from } = brokenSnapshot(seed);
    try {
      const { findings } = toReport(judge(snapshot, playbooks).diagnosis, playbooks, ABOUT);
      const silent = findings.filter(({ evidence, title }) => evidence.length === 0 || title === '');
      failures.push(...silent.map(({ cause }) => `${seed} ${from.recording}: ${cause} says nothing`));
    } catch (error) {
      failures.push(`${seed} ${from.recording} ${from.target}: ${(error as Error).stack}`);
    }
  }
  expect(failures).toEqual([]);
});

test('nothing has got into what all objects inherit', () => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect('polluted' in {}).toBe(false);
});
