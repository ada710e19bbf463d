/** Milliseconds. */
export interface HeldTiming {
  /** A worker that says nothing this long has lost its jobs. */
  readonly lock: number;
  /** Between two looks for lost jobs. */
  readonly stalledCheck: number;
  /** One piece of work: what hangs longer has failed. */
  readonly work: number;
  /** The pause after the first failure; it doubles each time, up to `retryMost`. */
  readonly retryFirst: number;
  readonly retryMost: number;
  /** What has failed for this long is given up: longer than Slack, or a cluster, is likely to be away. */
  readonly giveUpAfter: number;
}

export const HELD_TIMING: HeldTiming = {
  lock: 10_000,
  stalledCheck: 5000,
  work: 300_000,
  retryFirst: 500,
  retryMost: 60_000,
  giveUpAfter: 6 * 3_600_000,
};

type Retries = Pick<HeldTiming, 'retryFirst' | 'retryMost'>;

/** After so many failures, one at least. */
export function retryPause({ retryFirst, retryMost }: Retries, failures: number): number {
  return Math.min(retryMost, retryFirst * 2 ** Math.min(failures - 1, 30));
}

/** How long the pauses of so many failures were together. */
export function triedFor(timing: Retries, failures: number): number {
  let ms = 0;
  for (let count = 1; count <= failures; count++) ms += retryPause(timing, count);
  return ms;
}
