import { HELD_TIMING, type HeldTiming } from '../held-timing.ts';

/** Milliseconds. */
export interface AlertTiming extends HeldTiming {
  /** How long a job rests that finds its subject being looked at. */
  readonly busyRest: number;
  /** From the call that asks for a storm to be told until it is. */
  readonly stormDelay: number;
}

export const ALERT_TIMING: AlertTiming = { ...HELD_TIMING, busyRest: 1000, stormDelay: 2000 };
