import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RateLimit {
  /** Requests a second in the long run. */
  readonly perSecond: number;
  /** Requests that may leave at once. */
  readonly burst: number;
}

/** A token bucket that all requests of a client share. */
export interface RateLimiter {
  /** Waits for a turn; gives the milliseconds waited. Rejects when the signal aborts. */
  take(signal: AbortSignal): Promise<number>;
  /** Holds every request back, as the server's `Retry-After` asks. */
  pause(milliseconds: number): void;
}

/** The bucket may go into debt: whoever comes later waits longer, in the order of arrival. */
export function createRateLimiter({ perSecond, burst }: RateLimit): RateLimiter {
  let tokens = burst;
  let filledAt = performance.now();
  let pausedUntil = 0;

  function reserve(): number {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * perSecond);
    filledAt = now;
    tokens -= 1;
    return Math.max(tokens < 0 ? (-tokens / perSecond) * 1000 : 0, pausedUntil - now, 0);
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      const wait = reserve();
      if (wait > 0) await sleep(wait, undefined, { signal });
      return wait;
    },
    pause(milliseconds) {
      pausedUntil = Math.max(pausedUntil, performance.now() + milliseconds);
    },
  };
}
