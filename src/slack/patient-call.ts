import { setTimeout as pause } from 'node:timers/promises';
import { failureOf } from './slack-failure.ts';

export interface Patience {
  /** Milliseconds after which the last failure is thrown. */
  readonly withinMs: number;
  /** Doing it twice would show: don't where the first time may have worked. */
  readonly once?: boolean;
}

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 4_000;

/**
 * Calls Slack until it answers: after the `Retry-After` it asked for, or with growing pauses where it failed.
 * @throws BotError slack-unavailable, slack-not-in-channel, slack-rejected.
 */
export async function patiently<T>(call: () => Promise<T>, patience: Patience): Promise<T> {
  const end = performance.now() + patience.withinMs;
  for (let backoff = FIRST_BACKOFF_MS; ; backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS)) {
    try {
      return await call();
    } catch (cause) {
      const { error, retryAfterMs, unsure } = failureOf(cause);
      const wait = retryAfterMs === undefined ? undefined : Math.max(retryAfterMs, backoff);
      const again = wait !== undefined && !(unsure && patience.once) && performance.now() + wait < end;
      if (!again) throw error;
      await pause(wait);
    }
  }
}
