import { findElement, optionsOf, type Placed } from './find-element.ts';
import { gestureOf, perform, type Seen, type Stage } from './gestures.ts';
import { isObject, type Json, objectsOf } from './json.ts';
import type { Message } from './message.ts';
import {
  blockActions,
  blockSuggestion,
  eventCallback,
  globalShortcut,
  messageAction,
  now,
  type Place,
  slashCommand,
} from './payloads.ts';
import { closeView, submitView } from './submit-view.ts';
import { typedText } from './typed-text.ts';
import { type View, viewJson } from './views.ts';
import { type Channel, identity, type UserSeed } from './workspace.ts';

interface Said {
  readonly threadTs?: string;
  /** Sent as it stands, links and escapes included. */
  readonly raw?: boolean;
}

/** Someone in the workspace, with what they can do there. */
export class Person {
  readonly #stage: Stage;
  readonly #user: UserSeed;

  constructor(stage: Stage, user: UserSeed) {
    this.#stage = stage;
    this.#user = user;
  }

  async slash(command: string, text: string, where: { channel: string; threadTs?: string }): Promise<Seen> {
    const channel = this.#channel(where.channel);
    // "/pod is not supported in threads. Sorry!"
    if (where.threadTs !== undefined) return { acked: false, problem: 'not_supported_in_threads' };
    if (this.#stage.commands?.includes(command) === false)
      return { acked: false, problem: 'unknown_command' };
    const gesture = gestureOf(this.#stage, this.#user, channel);
    const payload = slashCommand(gesture, channel, command, text);
    return await perform(this.#stage, 'slash_commands', payload, gesture);
  }

  /** Says something that the app is not called by. */
  async say(channel: string, text: string, said: Said = {}): Promise<Message> {
    const place = this.#channel(channel);
    const message = this.#post(place, text, said);
    await this.#tell(place, message);
    return message;
  }

  /** Writes `@podwhy text` in a channel or thread. */
  async mention(
    channel: string,
    text: string,
    said: Said = {},
  ): Promise<Seen & { readonly message: Message }> {
    const place = this.#channel(channel);
    const words = `<@${identity.botUser}> ${said.raw ? text : typedText(text)}`;
    const message = this.#post(place, words, { ...said, raw: true });
    void this.#tell(place, message);
    if (!place.members.has(identity.botUser)) return { acked: false, problem: 'not_in_channel', message };
    const seen = await this.#event('app_mention', { type: 'app_mention', ...eventOf(message) });
    return { ...seen, message };
  }

  /** Writes to the app in private. */
  async dm(
    text: string,
    said: Said = {},
  ): Promise<Seen & { readonly message: Message; readonly channel: string }> {
    const place = this.#stage.workspace.im(this.#user.id);
    const message = this.#post(place, text, said);
    const seen = await this.#tell(place, message);
    return { ...seen, message, channel: place.id };
  }

  /** Clicks the button with this action id or these words; `value` tells equal ones apart. */
  async click(target: Message | View, name: string, value?: string): Promise<Seen> {
    const { place, blocks } = this.#seen(target);
    const placed = findElement(blocks, name, value);
    const { text, value: carried } = placed.element;
    return await this.#act(place, placed, { text, ...(carried === undefined ? {} : { value: carried }) });
  }

  /** Chooses an option of a menu by its value or its words; of an external menu, among what the app offers. */
  async select(target: Message | View, name: string, option: string): Promise<Seen> {
    const { place, blocks } = this.#seen(target);
    const placed = findElement(blocks, name);
    const type = String(placed.element.type);
    if (/^(users|channels|conversations)_select$/.test(type)) {
      return await this.#act(place, placed, { [`selected_${type.slice(0, -8)}`]: option });
    }
    const offered =
      type === 'external_select' ? await this.#offered(place, placed, '') : optionsOf(placed.element);
    const chosen = offered.find(
      (one) => one.value === option || (isObject(one.text) && one.text.text === option),
    );
    if (!chosen) throw new Error(`no option "${option}" in ${JSON.stringify(offered)}`);
    const many = type.startsWith('multi_') || type === 'checkboxes';
    return await this.#act(
      place,
      placed,
      many ? { selected_options: [chosen] } : { selected_option: chosen },
    );
  }

  /** What an external menu offers for what is typed into it. */
  async suggest(target: Message | View, name: string, typed: string): Promise<readonly Json[]> {
    const { place, blocks } = this.#seen(target);
    return await this.#offered(place, findElement(blocks, name), typed);
  }

  /** Runs a message shortcut; without a message, a global one. */
  async shortcut(callbackId: string, message?: Message): Promise<Seen> {
    if (!message) {
      const gesture = gestureOf(this.#stage, this.#user, undefined);
      return await perform(this.#stage, 'interactive', globalShortcut(gesture, callbackId), gesture);
    }
    const channel = this.#channel(message.channel);
    // Slack offers no shortcuts on what only one person sees.
    if (message.visibleTo !== undefined) throw new Error('no shortcuts on ephemeral messages');
    const gesture = gestureOf(this.#stage, this.#user, channel);
    const payload = messageAction(gesture, callbackId, message, channel);
    return await perform(this.#stage, 'interactive', payload, gesture);
  }

  /** Looks at the app's Home. */
  async openHome(): Promise<Seen> {
    const channel = this.#stage.workspace.im(this.#user.id).id;
    const shown = this.home ? { view: viewJson(this.home) } : {};
    const event = { type: 'app_home_opened', user: this.#user.id, channel, tab: 'home', event_ts: now() };
    return await this.#event('app_home_opened', { ...event, ...shown });
  }

  get home(): View | undefined {
    return this.#stage.views.home(this.#user.id);
  }

  /** The modal on this person's screen. */
  get modal(): View | undefined {
    return this.#stage.views.top(this.#user.id);
  }

  /** Sends the modal with what was filled in: block id → action id → text or option value. */
  async submitView(
    values: { readonly [block: string]: { readonly [action: string]: string } } = {},
  ): Promise<Seen> {
    return await submitView(this.#stage, this.#user, values);
  }

  async closeView(): Promise<Seen> {
    return await closeView(this.#stage, this.#user);
  }

  /** Everything that this person sees in a channel, oldest first. */
  sees(channel: string): readonly Message[] {
    return this.#stage.workspace.history(channel, this.#user.id);
  }

  /** What the app said to this person alone. */
  ephemerals(channel: string): readonly Message[] {
    return this.sees(channel).filter((message) => message.visibleTo === this.#user.id);
  }

  #channel(id: string): Channel {
    const channel = this.#stage.workspace.channels.get(id);
    if (!channel) throw new Error(`no channel ${id}`);
    if (channel.kind !== 'public' && !channel.members.has(this.#user.id)) {
      throw new Error(`${this.#user.id} is not in ${id}`);
    }
    return channel;
  }

  #post(channel: Channel, text: string, said: Said): Message {
    return this.#stage.workspace.post(
      {
        channel: channel.id,
        user: this.#user.id,
        ...(said.threadTs === undefined ? {} : { threadTs: said.threadTs }),
      },
      { text: said.raw ? text : typedText(text), blocks: [], attachments: [], by: 'person' },
      { unfurlMedia: false },
    );
  }

  /** A message event, where the app asked for those of such channels. */
  async #tell(channel: Channel, message: Message): Promise<Seen> {
    const kind = { public: 'channel', private: 'group', im: 'im' }[channel.kind];
    if (!channel.members.has(identity.botUser)) return { acked: false, problem: 'not_in_channel' };
    const event = { type: 'message', channel_type: kind, ...eventOf(message) };
    return await this.#event(kind === 'im' ? 'message.im' : `message.${kind}s`, event);
  }

  async #event(subscription: string, event: Json): Promise<Seen> {
    if (!this.#stage.events.has(subscription)) return { acked: false, problem: 'not_subscribed' };
    return await perform(this.#stage, 'events_api', eventCallback(event));
  }

  async #act(place: Place, placed: Placed, chosen: Json): Promise<Seen> {
    const message = place.kind === 'message' ? place.message : undefined;
    const channel = place.kind === 'message' ? place.channel : undefined;
    const gesture = gestureOf(this.#stage, this.#user, channel, message);
    return await perform(this.#stage, 'interactive', blockActions(gesture, place, placed, chosen), gesture);
  }

  async #offered(place: Place, placed: Placed, typed: string): Promise<readonly Json[]> {
    const payload = blockSuggestion(this.#user, place, placed, typed);
    const { response } = await perform(this.#stage, 'interactive', payload);
    return isObject(response) ? optionsOf(response) : [];
  }

  #seen(target: Message | View): { readonly place: Place; readonly blocks: readonly Json[] } {
    if ('json' in target)
      return { place: { kind: 'view', view: target }, blocks: objectsOf(target.json.blocks) };
    const channel = this.#channel(target.channel);
    if (!this.sees(target.channel).includes(target))
      throw new Error(`${this.#user.id} does not see this message`);
    return { place: { kind: 'message', message: target, channel }, blocks: target.blocks };
  }
}

function eventOf(message: Message): Json {
  return {
    user: message.user,
    text: message.text,
    ts: message.ts,
    channel: message.channel,
    event_ts: message.ts,
    team: identity.team,
    client_msg_id: crypto.randomUUID(),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  };
}
