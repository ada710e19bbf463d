import type { Clock, Logger } from '../ports.ts';
import { createWebClient } from './messenger.ts';
import { patiently } from './patient-call.ts';
import { slackErrorOf } from './slack-failure.ts';

const CALL_MS = 1_000;
/** A person waits for it, and can name a zone instead. */
const PATIENCE_MS = 1_000;
const REMEMBERED_MS = 60 * 60_000;
const MOST_REMEMBERED = 1_000;

/**
 * The time zone that a person has set in Slack, by its IANA name; needs the scope `users:read`. Undefined where Slack does
 * not say. Never throws.
 */
export function createUserTimeZone(options: {
  readonly token: string;
  readonly apiUrl?: string;
  readonly logger: Logger;
  readonly clock?: Clock;
}): (user: string) => Promise<string | undefined> {
  const { logger, clock = { now: () => Date.now() } } = options;
  const client = createWebClient(options, CALL_MS);
  const known = new Map<string, { readonly timeZone: string | undefined; readonly until: number }>();

  function remember(user: string, timeZone: string | undefined): void {
    known.delete(user);
    known.set(user, { timeZone, until: clock.now() + REMEMBERED_MS });
    // A Map keeps the order in which things were added: the first is the oldest.
    if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value ?? user);
  }

  return async (user) => {
    const before = known.get(user);
    if (before !== undefined && clock.now() < before.until) return before.timeZone;
    try {
      const call = () => client.users.info({ user });
      const timeZone = (await patiently(call, { withinMs: PATIENCE_MS })).user?.tz || undefined;
      remember(user, timeZone);
      return timeZone;
    } catch (error) {
      logger.info('slack.no-time-zone', { user, problem: String(error) });
      // Slack's no stays one; where it did not answer, it may the next time.
      if (slackErrorOf(error) === 'missing_scope') remember(user, undefined);
      return undefined;
    }
  };
}
