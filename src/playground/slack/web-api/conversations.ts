import { isOn } from '../content.ts';
import { type Json, stringOf } from '../json.ts';
import { messageJson } from '../message.ts';
import { Refusal } from '../refusal.ts';
import { type Channel, identity } from '../workspace.ts';
import { type Call, channelOf, type Method, paged } from './call.ts';

function channelJson(channel: Channel): Json {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: channel.kind === 'im',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_member: channel.members.has(identity.botUser),
    num_members: channel.members.size,
    ...(channel.user === undefined ? {} : { user: channel.user }),
  };
}

const kindOf: { readonly [type: string]: Channel['kind'] } = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

function list(call: Call): Json {
  const types = (stringOf(call.args.types) ?? 'public_channel').split(',').map((type) => kindOf[type.trim()]);
  const known = [...call.workspace.channels.values()].filter(
    (channel) =>
      types.includes(channel.kind) &&
      (channel.kind === 'public' || channel.members.has(identity.botUser)) &&
      !(isOn(call.args.exclude_archived) && channel.archived),
  );
  const { page, cursor } = paged(call.args, known);
  return { channels: page.map(channelJson), response_metadata: { next_cursor: cursor } };
}

function members(call: Call): Json {
  const { page, cursor } = paged(call.args, [...channelOf(call).members]);
  return { members: page, response_metadata: { next_cursor: cursor } };
}

function open(call: Call): Json {
  const user = stringOf(call.args.users);
  if (user === undefined || !call.workspace.users.has(user)) throw new Refusal('user_not_found');
  const channel = call.workspace.im(user);
  return { channel: call.args.return_im === undefined ? { id: channel.id } : channelJson(channel) };
}

/** Messages of a channel, newest first, or of a thread, oldest first; its parent is among them whatever is asked for. */
function messages(call: Call, threadTs?: string): Json {
  const channel = channelOf(call);
  const needed = `${{ public: 'channels', private: 'groups', im: 'im' }[channel.kind]}:history`;
  if (!call.scopes.has(needed))
    throw new Refusal('missing_scope', { needed, provided: [...call.scopes].join() });
  if (!channel.members.has(identity.botUser)) throw new Refusal('not_in_channel');
  const all = call.workspace.history(channel.id);
  const chosen = all.filter((message) =>
    threadTs === undefined
      ? message.threadTs === undefined
      : message.ts === threadTs || message.threadTs === threadTs,
  );
  if (threadTs !== undefined && chosen.length === 0) throw new Refusal('thread_not_found');
  const oldest = Number(call.args.oldest ?? 0);
  const recent = chosen.filter(({ ts }) => ts === threadTs || Number(ts) > oldest);
  const { page, cursor } = paged(call.args, threadTs === undefined ? recent.toReversed() : recent);
  const allMetadata = isOn(call.args.include_all_metadata);
  return {
    messages: page.map((message) => messageJson(message, { allMetadata })),
    has_more: cursor !== '',
    response_metadata: { next_cursor: cursor },
  };
}

export const conversations: { readonly [method: string]: Method } = {
  'conversations.info': (call) => ({ channel: channelJson(channelOf(call)) }),
  'conversations.list': list,
  'conversations.members': members,
  'conversations.open': open,
  'conversations.history': (call) => messages(call),
  'conversations.replies': (call) => messages(call, stringOf(call.args.ts) ?? ''),
};
