/** Milliseconds. */
export interface WorkerTiming {
  /** A worker that says nothing this long has lost its jobs. */
  readonly lock: number;
  /** Between two looks for lost jobs: one is taken over after `lock` plus up to twice this. */
  readonly stalledCheck: number;
  readonly run: number;
  /** A request that nobody worked for this long is answered with an error. */
  readonly answerWithin: number;
  readonly sweepEvery: number;
  readonly progressEvery: number;
  readonly deliveryBackoff: number;
}

export const TIMING: WorkerTiming = {
  lock: 10_000,
  stalledCheck: 5000,
  run: 60_000,
  answerWithin: 180_000,
  sweepEvery: 15_000,
  progressEvery: 1500,
  deliveryBackoff: 1000,
};
