/**
 * Preloaded into a process (`node --import`): when that ends, it writes a line with the most memory that it ever held and
 * with the delay of its event loop since the last SIGUSR2.
 */
import { writeSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The line. */
export interface Weight {
  readonly event: 'bench.weight';
  readonly peakMiB: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
}

const RESOLUTION_MS = 5;
const STDOUT = 1;

const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('SIGUSR2', () => delay.reset());
process.once('exit', () => {
  const weight: Weight = {
    event: 'bench.weight',
    // maxRSS is in KiB.
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    delayP99Ms: over(delay.percentile(99)),
    delayMaxMs: over(delay.max),
  };
  writeSync(STDOUT, `${JSON.stringify(weight)}\n`);
});

/** The timer's own period is no delay. */
function over(nanoseconds: number): number {
  return Math.max(0, Math.round(nanoseconds / 1e6) - RESOLUTION_MS);
}
