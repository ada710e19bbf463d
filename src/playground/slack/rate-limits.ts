/** How often something may be done. */
export interface Rate {
  readonly perSecond: number;
  /** How many at once before the rate counts. */
  readonly burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Posting to one channel, and calling one method, as often as Slack allows. */
export class RateLimits {
  readonly #channel: Rate | undefined;
  readonly #methods: { readonly [method: string]: Rate };
  readonly #buckets = new Map<string, Bucket>();

  constructor(channel: Rate | undefined, methods: { readonly [method: string]: Rate }) {
    this.#channel = channel;
    this.#methods = methods;
  }

  /** Seconds to wait, or undefined where the call may go through. */
  retryAfter(method: string, channel: unknown): number | undefined {
    const rate = this.#methods[method];
    const byMethod = rate && this.#take(method, rate);
    if (byMethod !== undefined) return byMethod;
    if (method !== 'chat.postMessage' || !this.#channel) return undefined;
    return this.#take(`in ${String(channel)}`, this.#channel);
  }

  #take(key: string, rate: Rate): number | undefined {
    const now = Date.now();
    const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
    const refilled = bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond;
    bucket.tokens = Math.min(rate.burst, refilled);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond));
    bucket.tokens -= 1;
    return undefined;
  }
}
