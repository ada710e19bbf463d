import type { Changes } from './changes.ts';
import { effectsOf, type Names, type Reading } from './effects.ts';
import { Message, type Posting, type Version } from './message.ts';

export interface ChannelSeed {
  readonly id: string;
  readonly name: string;
  readonly kind?: 'public' | 'private' | 'im';
  /** People in it; everyone where absent. */
  readonly members?: readonly string[];
  /** Whether the bot is in it: yes where absent. */
  readonly bot?: boolean;
  readonly archived?: boolean;
}

export interface UserSeed {
  readonly id: string;
  readonly name: string;
  /** IANA's name; Etc/UTC where absent. */
  readonly timeZone?: string;
}

export interface UserGroupSeed {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  /** The person on the other side of an im. */
  readonly user?: string;
  readonly members: Set<string>;
  archived: boolean;
}

/** Who the app is in the workspace. */
export interface Identity {
  readonly team: string;
  readonly teamDomain: string;
  readonly app: string;
  readonly bot: string;
  readonly botUser: string;
  readonly botName: string;
}

export const identity: Identity = {
  team: 'T0001',
  teamDomain: 'shop',
  app: 'A0001',
  bot: 'B0001',
  botUser: 'U0BOT',
  botName: 'podwhy',
};

/** Channels, people and everything that was ever said. */
export class Workspace {
  readonly channels = new Map<string, Channel>();
  readonly users = new Map<string, UserSeed>();
  readonly userGroups = new Map<string, UserGroupSeed>();
  /** Oldest first, ephemeral and deleted ones too. */
  readonly messages: Message[] = [];
  readonly #changes: Changes;
  readonly #byPlace = new Map<string, Message>();
  #lastTs = 0;

  constructor(
    changes: Changes,
    seed: {
      readonly channels: readonly ChannelSeed[];
      readonly users: readonly UserSeed[];
      readonly userGroups: readonly UserGroupSeed[];
    },
  ) {
    this.#changes = changes;
    for (const user of seed.users) this.users.set(user.id, user);
    this.users.set(identity.botUser, { id: identity.botUser, name: identity.botName });
    for (const group of seed.userGroups) this.userGroups.set(group.id, group);
    for (const channel of seed.channels) this.addChannel(channel);
  }

  addChannel(seed: ChannelSeed): Channel {
    const people = seed.members ?? [...this.users.keys()].filter((id) => id !== identity.botUser);
    const members = new Set(seed.bot === false ? people : [...people, identity.botUser]);
    const channel = {
      id: seed.id,
      name: seed.name,
      kind: seed.kind ?? 'public',
      members,
      archived: seed.archived ?? false,
    };
    this.channels.set(seed.id, channel);
    return channel;
  }

  /** The conversation between a person and the app. */
  im(user: string): Channel {
    const id = `D${user.slice(1)}`;
    const existing = this.channels.get(id);
    if (existing) return existing;
    const channel: Channel = {
      id,
      name: 'directmessage',
      kind: 'im',
      user,
      members: new Set([user, identity.botUser]),
      archived: false,
    };
    this.channels.set(id, channel);
    return channel;
  }

  /** A new timestamp, which is also a message's id within its channel. */
  nextTs(): string {
    this.#lastTs = Math.max(Date.now() * 1000, this.#lastTs + 1);
    return `${Math.floor(this.#lastTs / 1_000_000)}.${String(this.#lastTs % 1_000_000).padStart(6, '0')}`;
  }

  post(posting: Omit<Posting, 'ts'>, content: Omit<Version, 'at' | 'effects'>, reading: Reading): Message {
    const message = new Message({ ...posting, ts: this.nextTs() }, this.#version(content, reading));
    this.messages.push(message);
    this.#byPlace.set(`${message.channel} ${message.ts}`, message);
    this.#changes.tell();
    return message;
  }

  rewrite(message: Message, content: Omit<Version, 'at' | 'effects'>, reading: Reading): void {
    message.versions.push(this.#version(content, reading));
    this.#changes.tell();
  }

  delete(message: Message): void {
    message.deletedAt = Date.now();
    this.#changes.tell();
  }

  /** A message that is still there. */
  find(channel: string, ts: string): Message | undefined {
    const message = this.#byPlace.get(`${channel} ${ts}`);
    return message?.deletedAt === undefined ? message : undefined;
  }

  /** What is still there, oldest first; with `user`, what this person sees, theirs alone too. */
  history(channel: string, user?: string): readonly Message[] {
    return this.messages.filter(
      (message) =>
        message.channel === channel &&
        message.deletedAt === undefined &&
        (message.visibleTo === undefined || message.visibleTo === user),
    );
  }

  names(): Names {
    return new Map([
      ...[...this.users.values()].map((user) => [`@${user.name}`, `@${user.id}`] as const),
      ...[...this.userGroups.values()].map((group) => [`@${group.handle}`, `!subteam^${group.id}`] as const),
      ...[...this.channels.values()].map((channel) => [`#${channel.name}`, `#${channel.id}`] as const),
    ]);
  }

  #version(content: Omit<Version, 'at' | 'effects'>, reading: Reading): Version {
    return { ...content, at: Date.now(), effects: effectsOf(content, reading, this.names()) };
  }
}
