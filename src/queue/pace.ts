import type { Redis } from 'ioredis';
import { LetGo } from './failure.ts';
import { pause } from './pause.ts';
import { PutOff } from './put-off.ts';
import { createTokenBucket, type Rate } from './token-bucket.ts';

export interface PaceOptions {
  /** New messages, in each channel. */
  readonly post?: Rate;
  /** Edits, in the whole workspace. */
  readonly edit?: Rate;
}

export interface Pace {
  /** @throws LetGo when the signal is aborted, PutOff where the turn is too far off. */
  turn(what: 'post' | 'edit', channel: string, signal: AbortSignal): Promise<void>;
}

/**
 * Slack takes about one message a second in a channel, and chat.update about 50 times a minute. A little less: one that arrives
 * a moment too early is refused, and then holds up the next.
 */
const POST: Rate = { perSecond: 0.9, burst: 1 };
const EDIT: Rate = { perSecond: 50 / 60, burst: 10 };
/** Work that waits longer than this goes back to the queue: what it has found is stale by then. */
const PATIENCE_MS = 60_000;

/** Turns at Slack over all workers. At most `mostWaiting` wait here: those that hold back the rest are sent away. */
export function createPace(
  redis: Redis,
  options: { readonly prefix: string; readonly rates: PaceOptions; readonly mostWaiting: number },
): Pace {
  const { prefix, rates, mostWaiting } = options;
  const posts = createTokenBucket(redis, `${prefix}:alert-posts`, rates.post ?? POST);
  const edits = createTokenBucket(redis, `${prefix}:alert-edits`, rates.edit ?? EDIT);
  let waiting = 0;

  return {
    async turn(what, channel, signal) {
      const [bucket, name] = what === 'post' ? ([posts, channel] as const) : ([edits, 'workspace'] as const);
      waiting++;
      try {
        const ms = await bucket.reserveWithin(name, waiting > mostWaiting ? 0 : PATIENCE_MS);
        if (ms === undefined) {
          const restMs = PATIENCE_MS * (0.5 + Math.random());
          throw new PutOff(`Slack's turn for a${what === 'edit' ? 'n' : ''} ${what} is too far off`, restMs);
        }
        if (ms > 0) await pause(ms, signal);
        if (signal.aborted) throw new LetGo(String(signal.reason));
      } finally {
        waiting--;
      }
    },
  };
}
