import type { Tokens } from './api-server.ts';
import type { Changes } from './changes.ts';
import type { Fault, Faults } from './faults.ts';
import type { Seen, Stage } from './gestures.ts';
import type { HttpMode } from './http-mode.ts';
import type { Attempt, Delivery, Journal } from './journal.ts';
import type { Json } from './json.ts';
import type { Message } from './message.ts';
import { editAsOther, type OtherApp, type OtherPost, postAsOther } from './other-app.ts';
import { Person } from './person.ts';
import type { SocketMode } from './socket-mode.ts';
import { identity, type Workspace } from './workspace.ts';

interface Parts {
  readonly stage: Stage;
  readonly changes: Changes;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly sockets: SocketMode;
  readonly tokens: Tokens;
  readonly signingSecret: string;
  readonly latency: { ms: number };
  toHttp(url: string): HttpMode;
  stop(): Promise<void>;
}

interface Patience {
  readonly timeoutMs?: number;
}

/** A running workspace, and the hands that move it. */
export class Slack {
  readonly #parts: Parts;
  /** The Web API's base: for Bolt's `clientOptions.slackApiUrl`. */
  readonly url: string;
  readonly origin: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly workspace: Workspace;
  readonly journal: Journal;
  readonly faults: { add(fault: Fault): () => void; clear(): void };
  /** Socket Mode's connections: how many, and how to lose them. */
  readonly sockets: Pick<SocketMode, 'connections' | 'disconnect' | 'drop'>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.origin = parts.stage.origin;
    this.url = `${this.origin}/api/`;
    this.botToken = parts.tokens.bot;
    this.appToken = parts.tokens.app;
    this.signingSecret = parts.signingSecret;
    this.workspace = parts.stage.workspace;
    this.journal = parts.journal;
    this.faults = parts.faults;
    this.sockets = parts.sockets;
  }

  /** From now on payloads go to this address, signed, instead of over a WebSocket. */
  deliverTo(url: string): HttpMode {
    const http = this.#parts.toHttp(url);
    this.#parts.stage.deliveries.transport = http;
    return http;
  }

  user(id: string): Person {
    const user = this.workspace.users.get(id);
    if (!user) throw new Error(`no user ${id}`);
    return new Person(this.#parts.stage, user);
  }

  /** Another app posts, as monitoring does; the event goes out where the app has subscribed to it and is in the channel. */
  async alert(channel: string, content: Json, options: OtherApp = {}): Promise<Message> {
    return (await postAsOther(this.#parts.stage, channel, content, options)).message;
  }

  /** The same, with what came of the event. */
  async otherApp(channel: string, content: Json, options: OtherApp = {}): Promise<OtherPost> {
    return await postAsOther(this.#parts.stage, channel, content, options);
  }

  /** Another app edits what it has posted; or Slack does, with the preview of a link. */
  async editAlert(message: Message, content: Json, options: OtherApp = {}): Promise<OtherPost> {
    return await editAsOther(this.#parts.stage, message, content, options);
  }

  /** The same payload again, with the same ids, as if the acknowledgement had been lost. */
  async redeliver(what: Delivery | Seen): Promise<Attempt> {
    const delivery = 'attempts' in what ? what : what.delivery;
    if (!delivery) throw new Error('there was no delivery');
    return await this.#parts.stage.deliveries.redeliver(delivery);
  }

  /** Every answer takes this much longer from now on. */
  slow(ms: number): void {
    this.#parts.latency.ms = ms;
  }

  /** What is in a channel now, ephemeral messages of everyone included, oldest first. */
  messages(channel: string): readonly Message[] {
    return this.workspace.messages.filter(
      (message) => message.channel === channel && message.deletedAt === undefined,
    );
  }

  /** The messages below another. */
  thread(parent: Pick<Message, 'channel' | 'ts'>): readonly Message[] {
    return this.messages(parent.channel).filter((message) => message.threadTs === parent.ts);
  }

  /** The first message of the channel that fits, as soon as there is one. */
  async message(
    channel: string,
    fits: (message: Message) => boolean,
    { timeoutMs = 5000 }: Patience = {},
  ): Promise<Message> {
    return await this.#parts.changes.until(
      () => this.messages(channel).find(fits),
      timeoutMs,
      () => `no such message in ${channel}; there is:\n${this.messages(channel).map(line).join('\n')}`,
    );
  }

  /** The first answer that is neither undefined nor false, asked again whenever something happened. */
  async until<T>(look: () => T | undefined | false, { timeoutMs = 5000 }: Patience = {}): Promise<T> {
    return await this.#parts.changes.until(look, timeoutMs, () => 'nothing of the kind happened');
  }

  /** When nothing was asked, sent or changed for `quietMs`. */
  async settled({
    quietMs = 200,
    timeoutMs = 10_000,
  }: Patience & { readonly quietMs?: number } = {}): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    let last = Date.now();
    const stop = this.#parts.changes.listen(() => {
      last = Date.now();
    });
    try {
      while (Date.now() - last < quietMs || this.#parts.stage.deliveries.inFlight > 0) {
        if (Date.now() > deadline) throw new Error(`still busy after ${timeoutMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, Math.min(quietMs, 20)));
      }
    } finally {
      stop();
    }
  }

  /** Calls back at every change, for a page that follows along. @returns what stops it. */
  onChange(listener: () => void): () => void {
    return this.#parts.changes.listen(listener);
  }

  async close(): Promise<void> {
    await this.#parts.stop();
  }
}

function line(message: Message): string {
  const to = message.visibleTo === undefined ? '' : ` (only ${message.visibleTo})`;
  const who = message.botId === identity.bot ? 'the app' : message.user;
  return `- ${who}${to}, version ${message.versions.length}: ${message.shown.slice(0, 300)}`;
}
