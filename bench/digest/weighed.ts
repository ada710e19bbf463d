import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** What a piece of work took in a fresh process. */
export interface Weighed<T> {
  readonly event: 'bench.weighed';
  readonly ms: number;
  /** The process's own, on all its threads; of the API server nothing. */
  readonly cpuMs: number;
  /** The most memory that the process ever held, and what it held when the work began. */
  readonly peakMiB: number;
  readonly startMiB: number;
  readonly result: T;
}

/** Does the work, and writes a line with what it took and what came of it. */
export async function measured(work: () => Promise<unknown>): Promise<void> {
  const startMiB = peakMiB();
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  const took = { ms, cpuMs: (user + system) / 1000, peakMiB: peakMiB(), startMiB };
  console.log(JSON.stringify({ event: 'bench.weighed', ...took, result } satisfies Weighed<unknown>));
}

/** Linux counts into a process's maxRSS what its parent held when it was started, and into VmHWM nothing of the kind. Both are in KiB. */
function peakMiB(): number {
  const own = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined;
  return Math.round(Number(own ?? process.resourceUsage().maxRSS) / 1024);
}
