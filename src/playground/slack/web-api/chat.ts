import { blocksIn, metadataIn, readContent, readingOf } from '../content.ts';
import { type Json, stringOf } from '../json.ts';
import { type Message, messageJson } from '../message.ts';
import { Refusal } from '../refusal.ts';
import { identity } from '../workspace.ts';
import { type Call, channelOf, type Method, writableChannelOf } from './call.ts';

/** Who writes what the app posts. */
export const author = { user: identity.botUser, botId: identity.bot };

function postMessage(call: Call): Json {
  const channel = writableChannelOf(call);
  const content = readContent(call.args, call.limits.blockText, call.files);
  const threadTs = threadIn(call, channel.id);
  const metadata = metadataIn(call.args);
  const message = call.workspace.post(
    { ...author, channel: channel.id, ...(threadTs === undefined ? {} : { threadTs }) },
    { ...content, ...(metadata ? { metadata } : {}), by: 'chat.postMessage' },
    readingOf(call.args),
  );
  const cut = (stringOf(call.args.text)?.length ?? 0) > content.text.length;
  return {
    channel: channel.id,
    ts: message.ts,
    message: messageJson(message),
    ...(cut ? { warning: 'message_truncated', response_metadata: { warnings: ['message_truncated'] } } : {}),
  };
}

/** A message in a thread hangs below the message that began it. */
export function threadIn(call: Call, channel: string): string | undefined {
  const threadTs = stringOf(call.args.thread_ts);
  if (threadTs === undefined) return undefined;
  const parent = call.workspace.find(channel, threadTs);
  if (!parent || parent.visibleTo !== undefined) throw new Refusal('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

function update(call: Call): Json {
  const channel = channelOf(call);
  const message = ownMessage(call, channel.id, 'cant_update_message');
  if (channel.archived) throw new Refusal('is_archived');
  const text = stringOf(call.args.text) ?? '';
  if (text.length > call.limits.updateText) throw new Refusal('msg_too_long');
  const given = readContent(call.args, call.limits.blockText, call.files);
  // Blocks that aren't mentioned stay; an empty list takes them away.
  const blocks = call.args.blocks === undefined ? message.blocks : given.blocks;
  const attachments = call.args.attachments === undefined ? message.current.attachments : given.attachments;
  const told = metadataIn(call.args);
  // "If you don't include this field, the message's previous metadata will be retained."
  const metadata = told === undefined ? message.current.metadata : told;
  const kept = metadata ? { metadata } : {};
  call.workspace.rewrite(
    message,
    { text: text === '' ? message.text : text, blocks, attachments, ...kept, by: 'chat.update' },
    readingOf(call.args, 'client'),
  );
  return { channel: channel.id, ts: message.ts, text: message.text, message: messageJson(message) };
}

/** Ephemeral messages have no timestamp that the Web API knows. */
function ownMessage(call: Call, channel: string, refusal: string): Message {
  const message = call.workspace.find(channel, stringOf(call.args.ts) ?? '');
  if (!message || message.visibleTo !== undefined) throw new Refusal('message_not_found');
  if (message.botId !== identity.bot) throw new Refusal(refusal);
  return message;
}

function postEphemeral(call: Call): Json {
  const channel = writableChannelOf(call);
  const user = stringOf(call.args.user);
  if (user === undefined || !call.workspace.users.has(user)) throw new Refusal('user_not_found');
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  const content = readContent(call.args, call.limits.blockText, call.files);
  const threadTs = threadIn(call, channel.id);
  const message = call.workspace.post(
    { ...author, channel: channel.id, visibleTo: user, ...(threadTs === undefined ? {} : { threadTs }) },
    { ...content, by: 'chat.postEphemeral' },
    readingOf(call.args),
  );
  return { message_ts: message.ts };
}

function remove(call: Call): Json {
  const channel = channelOf(call);
  const message = ownMessage(call, channel.id, 'cant_delete_message');
  call.workspace.delete(message);
  return { channel: channel.id, ts: message.ts };
}

function getPermalink(call: Call): Json {
  const channel = channelOf(call);
  const message = call.workspace.find(channel.id, stringOf(call.args.message_ts) ?? '');
  if (!message || message.visibleTo !== undefined) throw new Refusal('message_not_found');
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  const place = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return { channel: channel.id, permalink: `https://${identity.teamDomain}.slack.com/${place}${thread}` };
}

function validate(call: Call): Json {
  blocksIn(call.args.blocks);
  return {};
}

function addReaction(call: Call): Json {
  const channel = channelOf(call);
  const message = call.workspace.find(channel.id, stringOf(call.args.timestamp) ?? '');
  const name = stringOf(call.args.name);
  if (!message || message.visibleTo !== undefined) throw new Refusal('message_not_found');
  if (name === undefined || !/^[a-z0-9_+'-]+$/.test(name)) throw new Refusal('invalid_name');
  const reaction = { name, user: identity.botUser };
  if (message.reactions.some((other) => other.name === name && other.user === reaction.user)) {
    throw new Refusal('already_reacted');
  }
  message.reactions.push(reaction);
  return {};
}

export const chat: { readonly [method: string]: Method } = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
  'blocks.validate': validate,
  'reactions.add': addReaction,
};
