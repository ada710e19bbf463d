import type { webApi } from '@slack/bolt';
import type { Logger, MessageRef } from '../ports.ts';

interface Asking {
  /** Makes a call, with little patience. */
  readonly call: <T>(work: (client: webApi.WebClient) => Promise<T>) => Promise<T>;
  readonly logger: Logger;
}

/** A message that is deleted meanwhile has no link any more. */
const KEPT_MS = 10 * 60_000;
const MOST_KEPT = 1_000;

interface Kept {
  readonly until: number;
  readonly link: Promise<string | undefined>;
}

/** Asks Slack for the addresses of messages, for each once in a while; a refusal is not kept. */
export function createPermalink({ call, logger }: Asking): (ref: MessageRef) => Promise<string | undefined> {
  const kept = new Map<string, Kept>();

  async function ask({ channel, ts }: MessageRef, key: string): Promise<string | undefined> {
    try {
      const { permalink } = await call((slack) => slack.chat.getPermalink({ channel, message_ts: ts }));
      if (permalink !== undefined) return permalink;
    } catch (error) {
      logger.info('slack.no-permalink', { channel, problem: String(error) });
    }
    kept.delete(key);
    return undefined;
  }

  return (ref) => {
    const key = `${ref.channel} ${ref.ts}`;
    const known = kept.get(key);
    if (known && Date.now() < known.until) return known.link;
    const link = ask(ref, key);
    kept.delete(key);
    kept.set(key, { until: Date.now() + KEPT_MS, link });
    // A Map keeps the order in which things were put in: the first is the oldest.
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? key);
    return link;
  };
}
