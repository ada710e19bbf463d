import type { AnyMiddlewareArgs, Middleware } from '@slack/bolt';
import type { Logger } from '../ports.ts';
import { createBoundedSet } from './bounded-set.ts';

/** Five minutes, for which a signature is good, at a rate that Slack doesn't reach. */
const REMEMBERED = 20_000;

/** Bolt handles a redelivery like a new request: what has been here already is acknowledged and no more. */
export function dropRepeated(logger: Logger): Middleware<AnyMiddlewareArgs> {
  const seen = createBoundedSet(REMEMBERED);
  return async (args) => {
    const { body, context, next } = args;
    const again = [idOf(body), context.signature].filter((id) => typeof id === 'string' && !seen.add(id));
    if (again.length === 0) return next();
    logger.info('slack.repeated', { id: idOf(body) ?? 'signature', retry: context.retryNum ?? 0 });
    if ('ack' in args && typeof args.ack === 'function') await (args.ack as () => Promise<void>)();
  };
}

function idOf(body: object): string | undefined {
  if ('event_id' in body) return String(body.event_id);
  return 'trigger_id' in body ? String(body.trigger_id) : undefined;
}
