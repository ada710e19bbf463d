import { readContent } from './content.ts';
import { perform, type Seen, type Stage } from './gestures.ts';
import type { Json } from './json.ts';
import { type Message, messageJson } from './message.ts';
import { eventCallback } from './payloads.ts';
import { identity } from './workspace.ts';

/** Who posts, and how. */
export interface OtherApp {
  /**
   * `webhook`: an incoming webhook, which posts under any name as `bot_message`; `app`: an app of today with a user of its
   * own and no subtype; `us`: the app itself, which is told of its own messages too.
   */
  readonly as?: 'webhook' | 'app' | 'us';
  readonly username?: string;
  readonly threadTs?: string;
}

export interface OtherPost {
  readonly message: Message;
  /** Absent where the app is not told. */
  readonly seen?: Seen;
}

const AUTHORS = {
  webhook: { user: 'U0ALERT', botId: 'B0ALERT' },
  app: { user: 'U0OTHER', botId: 'B0OTHER' },
  us: { user: identity.botUser, botId: identity.bot },
};

export async function postAsOther(
  stage: Stage,
  channel: string,
  content: Json,
  options: OtherApp,
): Promise<OtherPost> {
  const { threadTs, as = 'webhook' } = options;
  const message = stage.workspace.post(
    { channel, ...AUTHORS[as], ...(threadTs === undefined ? {} : { threadTs }) },
    { ...readContent(content), by: 'chat.postMessage' },
    { unfurlMedia: false },
  );
  return await tell(stage, message, { ...authored(stage, message, options), event_ts: message.ts });
}

/** An edit comes with what the message says now and what it said before. */
export async function editAsOther(
  stage: Stage,
  message: Message,
  content: Json,
  options: OtherApp,
): Promise<OtherPost> {
  const before = authored(stage, message, options);
  stage.workspace.rewrite(message, { ...readContent(content), by: 'chat.update' }, { unfurlMedia: false });
  const ts = stage.workspace.nextTs();
  return await tell(stage, message, {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    ts,
    event_ts: ts,
    message: authored(stage, message, options),
    previous_message: before,
  });
}

/** A message as events have it, with who wrote it. */
function authored(
  stage: Stage,
  message: Message,
  { as = 'webhook', username = 'AlertManager' }: OtherApp,
): Json {
  const { channel, ts } = message;
  const answered = stage.workspace.history(channel).some(({ threadTs }) => threadTs === ts);
  // A message that has answers is in a thread too: the one that has its own name.
  const json: Json = { ...messageJson(message), ...(answered ? { thread_ts: ts } : {}) };
  if (as === 'webhook') {
    const { user: _, ...rest } = json;
    return { ...rest, subtype: 'bot_message', username };
  }
  const app = as === 'us' ? identity.app : 'A0OTHER';
  const name = as === 'us' ? identity.botName : username;
  return { ...json, app_id: app, team: identity.team, bot_profile: { id: message.botId, app_id: app, name } };
}

const KINDS = { public: 'channel', private: 'group', im: 'im' } as const;

/** `message.channels` and its like reach the app where it is a member alone. */
async function tell(stage: Stage, message: Message, event: Json): Promise<OtherPost> {
  const channel = stage.workspace.channels.get(message.channel);
  const kind = KINDS[channel?.kind ?? 'public'];
  const subscribed = stage.events.has(kind === 'im' ? 'message.im' : `message.${kind}s`);
  if (!subscribed || !channel?.members.has(identity.botUser)) return { message };
  const payload = eventCallback({ ...event, channel: message.channel, channel_type: kind });
  return { message, seen: await perform(stage, 'events_api', payload) };
}
