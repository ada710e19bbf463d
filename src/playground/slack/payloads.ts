import type { Placed } from './find-element.ts';
import type { Json } from './json.ts';
import { type Message, messageJson } from './message.ts';
import { type View, viewJson } from './views.ts';
import { type Channel, identity, type UserSeed } from './workspace.ts';

/** What a person's gesture hands to the app beside itself. */
export interface Gesture {
  readonly user: UserSeed;
  readonly triggerId: string;
  readonly responseUrl: string;
}

const common = {
  api_app_id: identity.app,
  token: 'verification',
  team: { id: identity.team, domain: identity.teamDomain },
  enterprise: null,
  is_enterprise_install: false,
};

function userJson(user: UserSeed): Json {
  return { id: user.id, username: user.name, name: user.name, team_id: identity.team };
}

export function now(): string {
  return (Date.now() / 1000).toFixed(6);
}

export function slashCommand(gesture: Gesture, channel: Channel, command: string, text: string): Json {
  return {
    token: 'verification',
    team_id: identity.team,
    team_domain: identity.teamDomain,
    channel_id: channel.id,
    channel_name: channel.kind === 'private' ? 'privategroup' : channel.name,
    user_id: gesture.user.id,
    user_name: gesture.user.name,
    command,
    text,
    api_app_id: identity.app,
    is_enterprise_install: 'false',
    response_url: gesture.responseUrl,
    trigger_id: gesture.triggerId,
  };
}

/** Where an interaction happened: in a message, or in a view. */
export type Place =
  | { readonly kind: 'message'; readonly message: Message; readonly channel: Channel }
  | { readonly kind: 'view'; readonly view: View };

function placeJson(place: Place): Json {
  if (place.kind === 'view') {
    return { container: { type: 'view', view_id: place.view.id }, view: viewJson(place.view) };
  }
  const { message, channel } = place;
  const ephemeral = message.visibleTo !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: ephemeral,
      ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    },
    channel: { id: channel.id, name: channel.name },
    // Of an ephemeral message Slack sends its place only.
    ...(ephemeral ? {} : { message: messageJson(message) }),
  };
}

export function blockActions(gesture: Gesture, place: Place, placed: Placed, chosen: Json): Json {
  const { element, blockId, actionId } = placed;
  const state = { [blockId]: { [actionId]: { type: element.type, ...chosen } } };
  return {
    type: 'block_actions',
    ...common,
    user: userJson(gesture.user),
    trigger_id: gesture.triggerId,
    ...placeJson(place),
    ...(place.kind === 'message' ? { response_url: gesture.responseUrl } : {}),
    state: { values: element.type === 'button' ? {} : state },
    actions: [{ type: element.type, action_id: actionId, block_id: blockId, ...chosen, action_ts: now() }],
  };
}

export function blockSuggestion(user: UserSeed, place: Place, placed: Placed, value: string): Json {
  return {
    type: 'block_suggestion',
    ...common,
    user: userJson(user),
    ...placeJson(place),
    action_id: placed.actionId,
    block_id: placed.blockId,
    value,
  };
}

export function messageAction(
  gesture: Gesture,
  callbackId: string,
  message: Message,
  channel: Channel,
): Json {
  return {
    type: 'message_action',
    ...common,
    user: userJson(gesture.user),
    callback_id: callbackId,
    trigger_id: gesture.triggerId,
    response_url: gesture.responseUrl,
    channel: { id: channel.id, name: channel.name },
    message_ts: message.ts,
    message: messageJson(message),
    action_ts: now(),
  };
}

export function globalShortcut(gesture: Gesture, callbackId: string): Json {
  return {
    type: 'shortcut',
    ...common,
    user: userJson(gesture.user),
    callback_id: callbackId,
    trigger_id: gesture.triggerId,
    action_ts: now(),
  };
}

export function viewSubmission(gesture: Gesture, view: View, values: Json): Json {
  return {
    type: 'view_submission',
    ...common,
    user: userJson(gesture.user),
    trigger_id: gesture.triggerId,
    view: viewJson(view, values),
    response_urls: [],
  };
}

export function viewClosed(user: UserSeed, view: View): Json {
  return { type: 'view_closed', ...common, user: userJson(user), view: viewJson(view), is_cleared: false };
}

/** An Events API payload around one event. */
export function eventCallback(event: Json): Json {
  return {
    token: 'verification',
    team_id: identity.team,
    api_app_id: identity.app,
    event,
    type: 'event_callback',
    event_id: `Ev${crypto.randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: identity.team,
        user_id: identity.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: 'EC1',
  };
}
