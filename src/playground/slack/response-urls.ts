import { isOn, readContent } from './content.ts';
import { type Json, stringOf } from './json.ts';
import type { Message } from './message.ts';
import { Refusal } from './refusal.ts';
import { identity, type Workspace } from './workspace.ts';

interface Issued {
  readonly channel: string;
  readonly user: string;
  readonly at: number;
  uses: number;
  /** The message with the button; for a command, what was last said through the address. */
  original: Message | undefined;
  readonly ofCommand: boolean;
}

const USES = 5;

/** Addresses that a command or interaction may be answered at, five times within half an hour. */
export class ResponseUrls {
  readonly #workspace: Workspace;
  readonly #lifeMs: number;
  readonly #issued = new Map<string, Issued>();

  constructor(workspace: Workspace, lifeMs: number) {
    this.#workspace = workspace;
    this.#lifeMs = lifeMs;
  }

  /** The path of a new address; `original` is the message that was clicked. */
  issue(channel: string, user: string, original?: Message): string {
    const path = `/commands/${identity.team}/${this.#issued.size + 1}/${crypto.randomUUID().replaceAll('-', '')}`;
    const ofCommand = original === undefined;
    this.#issued.set(path, { channel, user, at: Date.now(), uses: 0, original, ofCommand });
    return path;
  }

  /**
   * Does what was posted to an address.
   * @throws Refusal expired_url, used_url, and those of the content.
   */
  use(path: string, args: Json): void {
    const issued = this.#issued.get(path);
    if (!issued || Date.now() - issued.at > this.#lifeMs) throw new Refusal('expired_url');
    if (issued.uses >= USES) throw new Refusal('used_url');
    this.#do(issued, args, 'response_url');
    issued.uses += 1;
  }

  /** What the acknowledgement itself says; undefined where it says nothing. */
  acknowledge(path: string, args: Json): Message | undefined {
    const issued = this.#issued.get(path);
    const silent = args.text === undefined && args.blocks === undefined && args.attachments === undefined;
    return issued && !silent ? this.#do(issued, args, 'ack') : undefined;
  }

  #do(issued: Issued, args: Json, by: 'response_url' | 'ack'): Message | undefined {
    const original = issued.original?.deletedAt === undefined ? issued.original : undefined;
    if (isOn(args.delete_original)) {
      if (original) this.#workspace.delete(original);
      return undefined;
    }
    const content = { ...readContent(args), by };
    // Previews are not fetched for what is said here.
    const reading = { unfurlMedia: false };
    if (isOn(args.replace_original) && original) {
      this.#workspace.rewrite(original, content, reading);
      return original;
    }
    const threadTs = stringOf(args.thread_ts);
    const message = this.#workspace.post(
      {
        channel: issued.channel,
        user: identity.botUser,
        botId: identity.bot,
        ...(args.response_type === 'in_channel' ? {} : { visibleTo: issued.user }),
        ...(threadTs === undefined ? {} : { threadTs }),
      },
      content,
      reading,
    );
    if (issued.ofCommand) issued.original = message;
    return message;
  }
}
