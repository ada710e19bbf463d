import type { Gate } from '../../diagnosis/gate.ts';
import type { Message } from '../../ports.ts';
import { mrkdwnText } from '../escape.ts';
import { cut, cutLine, FALLBACK_CHARACTERS, FILE_CHARACTERS } from '../limits.ts';
import { fitBlocks, type Part } from './fit-blocks.ts';

/** A file for the thread. */
export interface RenderedFile {
  readonly name: string;
  readonly title: string;
  readonly content: string | Uint8Array;
  /** Of a picture: what it says, for who does not see it. */
  readonly altText?: string;
}

export interface TextFile extends RenderedFile {
  readonly content: string;
}

/** What is too long for a message. */
export function textFile(name: string, title: string, content: string): TextFile {
  return {
    name: name.replace(/[^\w.-]+/g, '-').slice(-120) || 'answer.txt',
    title: cutLine(title, 200) || 'podwhy',
    content: cut(content, FILE_CHARACTERS),
  };
}

/** A message, and the files that belong in its thread. */
export interface RenderedReply {
  readonly message: Message;
  readonly files?: readonly RenderedFile[];
  /** The message with the picture among its files in it, once Slack has given it an id. */
  readonly withPicture?: (fileId: string) => Message;
}

/** What the watch of a target has come to. */
export interface Watching {
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** How often it has looked. */
  readonly ticks?: number;
  /** Milliseconds since the epoch; absent: how long it took isn't said. */
  readonly since?: number;
}

export interface RenderOptions {
  /** False keeps every line of a log out of the message. */
  readonly logs: boolean;
  /** Redacts and sanitizes. */
  readonly clean: Gate;
  /** Slack's id of the person who asked. */
  readonly requestedBy?: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly watching?: Watching;
  /** Only the asker sees it: it can be shared. */
  readonly ephemeral?: boolean;
  /** Buttons of a report that would put another answer in its place. */
  readonly withoutButtons?: readonly ('rerun' | 'watch')[];
}

/** A message that fits, by its notification text and its parts. */
export function message(text: string, parts: readonly Part[]): Message {
  return { text: mrkdwnText(text, FALLBACK_CHARACTERS) || 'podwhy', blocks: fitBlocks(parts) };
}
