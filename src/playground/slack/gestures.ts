import type { Deliveries } from './deliveries.ts';
import type { Delivery, DeliveryKind } from './journal.ts';
import { isObject, type Json } from './json.ts';
import type { Message } from './message.ts';
import type { Gesture } from './payloads.ts';
import type { ResponseUrls } from './response-urls.ts';
import type { Triggers } from './triggers.ts';
import type { Views } from './views.ts';
import type { Channel, UserSeed, Workspace } from './workspace.ts';

/** What a person saw of the app at once; what follows is in the channel. */
export interface Seen {
  readonly acked: boolean;
  /** Milliseconds to the acknowledgement, a late one too. */
  readonly latencyMs?: number;
  /** What Slack told the person in the app's place: `operation_timeout`, `dispatch_failed`, … */
  readonly problem?: string;
  /** What the acknowledgement carried. */
  readonly response?: unknown;
  /** The message that the acknowledgement itself made. */
  readonly reply?: Message;
  /** Absent where Slack did not ask the app at all. */
  readonly delivery?: Delivery;
  readonly triggerId?: string;
  readonly responseUrl?: string;
}

/** What people's doings are made of. */
export interface Stage {
  readonly workspace: Workspace;
  readonly deliveries: Deliveries;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly views: Views;
  /** The slash commands that the app registered; every one where absent. */
  readonly commands: readonly string[] | undefined;
  /** Events that the app subscribed to: `app_mention`, `message.im`, `message.channels`, … */
  readonly events: ReadonlySet<string>;
  readonly origin: string;
}

/** A new trigger id and response_url for what a person does. */
export function gestureOf(
  stage: Stage,
  user: UserSeed,
  channel: Channel | undefined,
  original?: Message,
): Gesture {
  const path = stage.responseUrls.issue(channel?.id ?? '', user.id, original);
  return { user, triggerId: stage.triggers.issue(user.id), responseUrl: `${stage.origin}${path}` };
}

/** Hands a payload over and tells what the person saw of it. */
export async function perform(
  stage: Stage,
  type: DeliveryKind,
  payload: Json,
  gesture?: Gesture,
): Promise<Seen> {
  const delivery = await stage.deliveries.deliver(type, payload);
  const [attempt] = delivery.attempts;
  const seen = {
    acked: attempt?.acked ?? false,
    delivery,
    ...(attempt?.latencyMs === undefined ? {} : { latencyMs: attempt.latencyMs }),
    ...(attempt?.problem === undefined ? {} : { problem: attempt.problem }),
    ...(attempt?.response === undefined ? {} : { response: attempt.response }),
    ...(gesture ? { triggerId: gesture.triggerId, responseUrl: gesture.responseUrl } : {}),
  };
  return type === 'slash_commands' && gesture ? withReply(stage, seen, gesture) : seen;
}

/** A command's acknowledgement may hold the answer; one that Slack can't show is an error to the person. */
function withReply(stage: Stage, seen: Seen, gesture: Gesture): Seen {
  if (!seen.acked || !isObject(seen.response)) return seen;
  try {
    const path = gesture.responseUrl.slice(stage.origin.length);
    const reply = stage.responseUrls.acknowledge(path, seen.response);
    return reply ? { ...seen, reply } : seen;
  } catch (error) {
    return { ...seen, problem: error instanceof Error ? error.message : String(error) };
  }
}
