import { performance } from 'node:perf_hooks';
import type { Recording } from './recording.ts';

/** The replayed cluster's clock: it stood at the recording's time when the replay started, and runs on from there. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** A clock for recordings served together, set to the latest of them; a stopped one stays there. */
export function startClock(recordings: readonly Recording[], stopped = false): Clock {
  const takenAt = Math.max(...recordings.map((recording) => Date.parse(recording.takenAt)));
  if (stopped) return { now: () => takenAt };
  const startedAt = performance.now();
  return { now: () => takenAt + (performance.now() - startedAt) };
}
