/**
 * A digest of large clusters, with failures planted in them, beside the floor: the same pages of pods fetched and parsed,
 * nothing else. `npm run bench:digest [-- PODS…]`. Each is run in a fresh process of the built program, a few times in
 * turn; the cluster is served by a process of its own, on this machine and without latency.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Digest } from '../src/digests/digest.ts';
import { type Planted, plantedOf } from '../test/support/large-cluster/large-cluster.ts';
import { type Child, startChild } from './burst/child.ts';
import { sorted, untilTrue } from './burst/measure.ts';
import { bundled } from './digest/bundled.ts';
import { compare } from './digest/compare.ts';
import type { Asked } from './digest/serve.ts';
import type { Weighed } from './digest/weighed.ts';

const SEED = 1;
const RUNS = 5;
/** In the largest as many owners are broken as a digest diagnoses. */
const SIZES = [
  { pods: 1_000, brokenShare: 0.1 },
  { pods: 10_000, brokenShare: 0.02 },
  { pods: 50_000, brokenShare: 0.01 },
];
/** Node takes half of a container's memory for its heap; on a large machine it lets garbage lie for much longer. */
const SMALL_HEAP = '--max-heap-size=256';
const chosen = process.argv.slice(2).map(Number);
const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'podwhy-bench-'));
const digestProgram = await bundled(new URL('digest/run.ts', import.meta.url), folder);
const floorProgram = await bundled(new URL('digest/floor.ts', import.meta.url), folder);

console.log(`${RUNS} runs of each in turn, their medians; Node ${process.version}`);
for (const size of SIZES)
  if (chosen.length === 0 || chosen.includes(size.pods)) await bench(size.pods, size.brokenShare);
await rm(folder, { recursive: true });

interface Run<T> extends Weighed<T>, Omit<Asked, 'event'> {}

async function bench(pods: number, brokenShare: number): Promise<void> {
  const kubeconfig = join(folder, `kubeconfig-${pods}`);
  const serve = new URL('digest/serve.ts', import.meta.url).pathname;
  const given = [pods, brokenShare, SEED].map(String);
  const { child, ready } = await startChild([serve, ...given, kubeconfig], {});
  const floor = [floorProgram, String(ready.url)];
  const digest = [digestProgram, kubeconfig];
  const floors: Run<unknown>[] = [];
  const digests: Run<Digest>[] = [];
  // In turn: what else the machine does meets both. The first round warms the server.
  for (let round = 0; round <= RUNS; round++) {
    const runs = [await runAlone<unknown>(floor, child), await runAlone<Digest>(digest, child)] as const;
    if (round === 0) continue;
    floors.push(runs[0]);
    digests.push(runs[1]);
  }
  console.log(`\n${pods.toLocaleString('en')} pods`);
  printRuns('the floor', floors);
  printRuns('the digest', digests);
  printRatios(floors, digests);
  printRuns('the digest in a container of 512 MiB', [await runAlone([SMALL_HEAP, ...digest], child)]);
  printRuns('the digest within the limit of requests', [await runAlone([...digest, 'limited'], child)]);
  printFound(digests, plantedOf({ pods, brokenShare, seed: SEED }));
  await child.stop();
}

async function runAlone<T>(args: readonly string[], server: Child): Promise<Run<T>> {
  const { stdout } = await run(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  const before = server.lines.length;
  server.signal('SIGUSR2');
  await untilTrue(() => server.lines.length > before, 5000);
  return { ...(server.lines.at(-1) as unknown as Asked), ...(JSON.parse(stdout) as Weighed<T>) };
}

function printRuns(name: string, runs: readonly Run<unknown>[]): void {
  const [ms, cpuMs] = [median(runs, (one) => one.ms), median(runs, (one) => one.cpuMs)];
  const [peak, start] = [median(runs, (one) => one.peakMiB), median(runs, (one) => one.startMiB)];
  const { requests = 0, bytes = 0 } = runs.at(-1) ?? {};
  console.log(
    `  ${name.padEnd(40)} ${ms.toFixed(0).padStart(6)} ms, CPU ${cpuMs.toFixed(0).padStart(5)} ms, ${requests} requests, ` +
      `${(bytes / 1024 / 1024).toFixed(1)} MiB read, ${peak} MiB at the most (${start} at the start)`,
  );
}

function printRatios(floors: readonly Run<unknown>[], digests: readonly Run<unknown>[]): void {
  const ratio = (of: (one: Run<unknown>) => number) => (median(digests, of) / median(floors, of)).toFixed(2);
  const [time, cpu, peak] = [ratio((one) => one.ms), ratio((one) => one.cpuMs), ratio((one) => one.peakMiB)];
  console.log(
    `  of the floor the digest takes ${time} × the time, ${cpu} × the CPU time, ${peak} × the memory`,
  );
}

function median(runs: readonly Run<unknown>[], of: (one: Run<unknown>) => number): number {
  return sorted(runs.map(of))[Math.floor(runs.length / 2)] ?? Number.NaN;
}

function printFound(digests: readonly Run<Digest>[], planted: readonly Planted[]): void {
  const all = digests.map(({ result }) => compare(planted, result.items));
  const missing = new Set(all.flatMap((one) => one.missing));
  const extra = new Set(all.flatMap((one) => one.extra));
  const { seen, gaps } = digests[0]?.result ?? {};
  console.log(
    `  ${planted.length - missing.size} of ${planted.length} planted failures are in it each time, ${missing.size} missing ` +
      `(${seen?.undiagnosed} owners not diagnosed), ${extra.size} extra, ${gaps?.length} gaps`,
  );
  for (const line of missing) console.log(`    MISSING ${line}`);
  for (const line of extra) console.log(`    EXTRA ${line}`);
}
