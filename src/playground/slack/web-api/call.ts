import type { Limits } from '../content.ts';
import type { Files } from '../files.ts';
import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Triggers } from '../triggers.ts';
import type { Views } from '../views.ts';
import { type Channel, identity, type Workspace } from '../workspace.ts';

/** One call of the Web API, and what it may touch. */
export interface Call {
  readonly args: Json;
  readonly workspace: Workspace;
  readonly triggers: Triggers;
  readonly views: Views;
  readonly files: Files;
  readonly limits: Limits;
  /** chat:write.public: the bot may post to public channels that it is not in. */
  readonly publicPosting: boolean;
  /** Scopes that an app can do without, of those that were granted: `channels:history`. */
  readonly scopes: ReadonlySet<string>;
  /** Where Slack's side listens, without a slash at the end. */
  readonly origin: string;
  /** A new address for one WebSocket. */
  socketUrl(): string;
}

export type Method = (call: Call) => Json;

/** The conversation that an argument names, as far as the bot may know of it. */
export function channelOf(call: Call, argument = 'channel'): Channel {
  const given = call.args[argument];
  const { channels, users } = call.workspace;
  if (typeof given !== 'string') throw new Refusal('channel_not_found');
  const byName = [...channels.values()].find((channel) => `#${channel.name}` === given);
  const direct = users.has(given) && given !== identity.botUser ? call.workspace.im(given) : undefined;
  const channel = channels.get(given) ?? byName ?? direct;
  if (!channel) throw new Refusal('channel_not_found');
  if (channel.kind === 'private' && !channel.members.has(identity.botUser))
    throw new Refusal('channel_not_found');
  return channel;
}

/** @throws Refusal channel_not_found, is_archived, not_in_channel. */
export function writableChannelOf(call: Call, argument = 'channel'): Channel {
  const channel = channelOf(call, argument);
  if (channel.archived) throw new Refusal('is_archived');
  const publicly = call.publicPosting && channel.kind === 'public';
  if (!channel.members.has(identity.botUser) && !publicly) throw new Refusal('not_in_channel');
  return channel;
}

/** One page of a list, with the cursor of the next. */
export function paged<T>(
  args: Json,
  all: readonly T[],
): { readonly page: readonly T[]; readonly cursor: string } {
  const start = Number(args.cursor ?? 0) || 0;
  const size = Math.min(1000, Number(args.limit ?? 100) || 100);
  const cursor = start + size < all.length ? String(start + size) : '';
  return { page: all.slice(start, start + size), cursor };
}
