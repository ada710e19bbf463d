import type { Verdict } from '../diagnosis/diagnosis.ts';

/** Exit codes of `podwhy why`, for scripts. 64 is sysexits' EX_USAGE. */
export const EXIT = { healthy: 0, unhealthy: 1, inconclusive: 2, waiting: 3, usage: 64 } as const;

export function exitCodeOf(verdict: Verdict): number {
  return EXIT[verdict];
}

export const EXIT_CODES_HELP = `
Exit codes:
  0   healthy
  1   unhealthy: the cause is in the answer, or what the cluster says of it
  2   could not tell: not found, ambiguous, not permitted, not reachable, or something decisive could not be read
  3   waiting: nothing is wrong that doesn't resolve by itself
  64  the command line was wrong`;
