import type { Effects } from './effects.ts';
import { isObject, type Json } from './json.ts';

/** A file that a message carries. */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly bytes: Buffer;
  /** The bytes as UTF-8. */
  readonly content: string;
  /** Of a picture. */
  readonly altText?: string;
}

/** What a message said from one moment on. */
export interface Version {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** What wrote it. */
  readonly by:
    | 'chat.postMessage'
    | 'chat.update'
    | 'chat.postEphemeral'
    | 'response_url'
    | 'ack'
    | 'file'
    | 'person';
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  /** What it carries unseen. */
  readonly metadata?: Json;
  readonly effects: Effects;
}

export interface Posting {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** Who wrote it: a person, or the user behind a bot. */
  readonly user: string;
  readonly botId?: string;
  /** The one person who sees it, where it is ephemeral. */
  readonly visibleTo?: string;
  readonly files?: readonly SharedFile[];
}

/** A message with everything it ever said. */
export class Message {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly botId: string | undefined;
  readonly visibleTo: string | undefined;
  readonly files: readonly SharedFile[];
  readonly reactions: { readonly name: string; readonly user: string }[] = [];
  /** Oldest first; never empty. */
  readonly versions: [Version, ...Version[]];
  /** Milliseconds since the epoch. */
  deletedAt: number | undefined;

  constructor(posting: Posting, first: Version) {
    this.channel = posting.channel;
    this.ts = posting.ts;
    this.threadTs = posting.threadTs;
    this.user = posting.user;
    this.botId = posting.botId;
    this.visibleTo = posting.visibleTo;
    this.files = posting.files ?? [];
    this.versions = [first];
  }

  get current(): Version {
    return this.versions.at(-1) ?? this.versions[0];
  }

  get text(): string {
    return this.current.text;
  }

  get blocks(): readonly Json[] {
    return this.current.blocks;
  }

  /** All that a person reads in it now, blocks instead of the fallback text where there are any. */
  get shown(): string {
    return shownIn(this.current);
  }

  /** What every version set off, taken together: an edit can't unring a bell. */
  get mentions(): readonly string[] {
    return this.versions.flatMap((version) => version.effects.mentions.map((mention) => mention.target));
  }

  get unfurls(): readonly string[] {
    return this.versions.flatMap((version) => version.effects.unfurls);
  }
}

/** The words of a version, in reading order, a line to each text. */
export function shownIn(version: Version): string {
  const inBlocks = textsOf(version.blocks).join('\n');
  const attached = textsOf(version.attachments).join('\n');
  return [inBlocks === '' ? version.text : inBlocks, attached].filter((part) => part !== '').join('\n');
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' ? (isProse(key) ? [inner] : []) : textsOf(inner),
  );
}

function isProse(key: string): boolean {
  return ['text', 'title', 'alt_text', 'caption', 'pretext', 'fallback', 'footer'].includes(key);
}

/**
 * A message as the Web API and interaction payloads spell it. What metadata holds is told to those who ask for all of
 * it; the others learn its name.
 */
export function messageJson(message: Message, { allMetadata = false } = {}): Json {
  const { current, versions } = message;
  const { metadata } = current;
  const shownMetadata = allMetadata ? metadata : { event_type: metadata?.event_type };
  return {
    type: 'message',
    ...(message.botId === undefined ? {} : { bot_id: message.botId }),
    user: message.user,
    text: current.text,
    ts: message.ts,
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(current.blocks.length === 0 ? {} : { blocks: current.blocks }),
    ...(current.attachments.length === 0 ? {} : { attachments: current.attachments }),
    ...(metadata === undefined ? {} : { metadata: shownMetadata }),
    ...(versions.length === 1 ? {} : { edited: { user: message.user, ts: `${current.at / 1000}` } }),
  };
}
