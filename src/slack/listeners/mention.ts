import type { App } from '@slack/bolt';
import type { Door } from '../front-door.ts';
import { parseMention } from '../parse-command.ts';
import { type Aside, sayAside, takeAsk } from '../take-ask.ts';
import { takeSchedule } from '../take-schedule.ts';
import { said } from './command.ts';

/** What both kinds of event have, as far as we read it. */
interface Said {
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly user?: string;
  readonly text?: string;
  readonly subtype?: string;
  readonly bot_id?: string;
  readonly channel_type?: string;
}

/** `@podwhy why web` in channels and threads, and direct messages: answered in the thread of the message. */
export function registerMentions(app: App, door: Door): void {
  app.event('app_mention', ({ event, body }) => answer(event, body, door));
  app.event('message', async ({ event, body }) => {
    if (event.channel_type === 'im') await answer(event as Said, body, door);
  });
}

/** Alerts, edits, joins and other bots are not people who ask. */
const BY_PEOPLE: readonly (string | undefined)[] = [undefined, 'file_share', 'thread_broadcast'];

async function answer(
  event: Said,
  body: { readonly event_id: string; readonly team_id?: string },
  door: Door,
): Promise<void> {
  const { channel, ts, thread_ts: thread, user, text = '', subtype, bot_id: bot, channel_type: type } = event;
  if (user === undefined || bot !== undefined || !BY_PEOPLE.includes(subtype)) return;
  const askedAt = door.clock.now();
  const threadTs = thread ?? ts;
  const parsed = parseMention(text);
  const aside: Aside = { kind: 'ephemeral', channel, user, ...(thread ? { threadTs: thread } : {}) };
  if (parsed.kind !== 'ask' && parsed.kind !== 'schedule') {
    // An ephemeral message in a thread that nobody has opened yet would be seen by nobody.
    const message = said(parsed);
    if (type === 'im') await door.messenger.post({ channel, threadTs }, message);
    else await sayAside(aside, message, door);
    return;
  }
  const request = {
    id: `event-${body.event_id}`,
    asker: { user, channel, ...(body.team_id ? { team: body.team_id } : {}) },
    askedAt,
  };
  const place = { channel, threadTs };
  if (parsed.kind === 'ask')
    return takeAsk({ ...request, draft: parsed.ask, place: { kind: 'new', ...place }, aside }, door);
  const own: Aside = type === 'im' ? { kind: 'direct', user } : aside;
  await takeSchedule({ ...request, command: parsed.command, place, aside: own }, door);
}
