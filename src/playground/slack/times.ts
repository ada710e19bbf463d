/** How long Slack waits, and for how often: shortened in tests. */
export interface Times {
  /** Until an acknowledgement is too late. */
  readonly ackMs: number;
  /** Before each further try at an event that was not acknowledged. */
  readonly retryMs: readonly number[];
  readonly triggerMs: number;
  readonly responseUrlMs: number;
}

export const slackTimes: Times = {
  ackMs: 3000,
  retryMs: [0, 60_000, 300_000],
  triggerMs: 3000,
  responseUrlMs: 30 * 60_000,
};
