import type { App } from '@slack/bolt';
import type { AlertMessage, Door } from '../front-door.ts';

/** What the events of messages have, as far as we read it. */
interface Said {
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly bot_id?: string;
  /** Of an edit: what it says now, and what it said. */
  readonly message?: Said;
  readonly previous_message?: unknown;
}

/** Public and private channels; a direct message is from a person, or of no concern to others. */
const CHANNELS: readonly (string | undefined)[] = ['channel', 'group'];
const POSTED: readonly (string | undefined)[] = [undefined, 'bot_message'];

/**
 * Messages that other apps post in channels where the bot is: handed on as they are. Slack was answered before, so what
 * fails here is logged and nothing else.
 */
export function registerAlertMessages(app: App, door: Door): void {
  const { takeAlertMessage: take } = door;
  if (take === undefined) return;
  app.event('message', async ({ event, body, context }) => {
    try {
      const found = alertMessage(event as unknown as Said, body.event_id, context.botId);
      if (found) await take(found);
    } catch (error) {
      const problem = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown';
      door.logger.error('slack.alert-message-failed', { event: body.event_id, problem });
    }
  });
}

function alertMessage(event: Said, eventId: string, us: string | undefined): AlertMessage | undefined {
  const changed = event.subtype === 'message_changed';
  const said = changed ? event.message : event;
  if (!CHANNELS.includes(event.channel_type) || said === undefined || !POSTED.includes(said.subtype))
    return undefined;
  const { bot_id: bot, ts, thread_ts: thread } = said;
  if (!bot || bot === us) return undefined;
  // A message that has answers carries its own thread's name as well.
  const threadTs = thread !== undefined && thread !== ts ? thread : undefined;
  return {
    message: said,
    channel: event.channel,
    ts,
    ...(threadTs === undefined ? {} : { threadTs }),
    eventId,
    ...(changed ? { previous: event.previous_message } : {}),
  };
}
