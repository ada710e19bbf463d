/**
 * What judging costs, whatever a cluster answers: 2,000 snapshots with fields missing, of the wrong type, huge. Fails where
 * one takes more than 50 ms of CPU time. `npm run bench:broken -- 591` measures seed 591 alone.
 */
import { playbooks } from '../playbooks/index.ts';
import { judge } from '../src/diagnosis/judge.ts';
import type { Snapshot } from '../src/diagnosis/snapshot.ts';
import { type Broken, brokenSnapshot } from '../test/contract/support/broken-snapshot.ts';

const SNAPSHOTS = 2000;
const MOST_MS = 50;
/** Of the first that is too slow the best of a few counts: the others pay for compiling and collecting garbage. */
const TRIES = 5;
const SHOWN = 15;

interface Measured {
  readonly seed: number;
  readonly from: string;
  readonly judging: number;
  /** Reading the same snapshot from JSON: less than that nobody can do with it. */
  readonly floor: number;
}

const given = process.argv.slice(2).map(Number);
const seeds = given.length > 0 ? given : Array.from({ length: SNAPSHOTS }, (_, index) => index + 1);
for (const seed of seeds.slice(0, 50)) judge(brokenSnapshot(seed).snapshot, playbooks);
const measured = seeds.map((seed) => measure(brokenSnapshot(seed)));
row(
  'the floor: JSON.parse of it',
  measured.map(({ floor }) => floor),
);
row(
  'judging',
  measured.map(({ judging }) => judging),
);
const slowest = measured.toSorted((a, b) => b.judging - a.judging).slice(0, SHOWN);
console.log('the slowest:');
for (const { seed, from, judging, floor } of slowest)
  console.log(
    `  ${judging.toFixed(1).padStart(8)} ms, floor ${floor.toFixed(1).padStart(6)} ms   seed ${seed}, ${from}`,
  );
const slow = measured.filter(({ judging }) => judging > MOST_MS).length;
if (slow > 0) {
  console.error(`${slow} of ${measured.length} took more than ${MOST_MS} ms of CPU time`);
  process.exitCode = 1;
}

function measure({ seed, from, snapshot }: Broken): Measured {
  const json = jsonOf(snapshot);
  return {
    seed,
    from: `${from.recording.replace('.json', '')} ${from.target}`,
    floor: cpuTime(() => JSON.parse(json)),
    judging: cpuTime(() => judge(snapshot, playbooks)),
  };
}

/** Milliseconds of CPU time: unlike the clock's, they don't count what other processes do meanwhile. */
function cpuTime(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let count = 0; count < TRIES && best > MOST_MS; count++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

function jsonOf({ facts, ...snapshot }: Snapshot): string {
  return JSON.stringify({ ...snapshot, facts: [...facts] });
}

function row(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2);
  console.log(`${what.padEnd(30)} p50 ${at(0.5)} ms   p99 ${at(0.99)} ms   worst ${at(1)} ms`);
}
