import { BotError } from '../../../src/errors.ts';
import { unknownPictures, validateBlocks } from '../../../src/playground/slack/blocks/validate-blocks.ts';
import type { Message, Messenger } from '../../../src/ports.ts';
import type { Trouble } from './trouble.ts';

export interface PostedMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  readonly mark?: string;
  readonly text: string;
  /** All that it says, blocks and text. */
  readonly shown: string;
  readonly edits: number;
}

export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  /** Of a picture: its bytes as UTF-8. */
  readonly content: string;
  readonly altText?: string;
}

export interface MemoryMessenger extends Pick<Messenger, 'post' | 'update' | 'find' | 'upload'> {
  readonly messages: readonly PostedMessage[];
  readonly files: readonly UploadedFile[];
  /** False: the app may not read the channel, so nothing is ever found. */
  mayLook: boolean;
  /** Why Slack refuses a message, where it does. */
  refusal: ((to: { readonly channel: string }, message: Message) => BotError | undefined) | undefined;
  /** As a person does who wants it away. */
  delete(ts: string): void;
}

/** Slack in memory: remembers marks, and refuses blocks that Slack would refuse. */
export function memoryMessenger(trouble: Trouble): MemoryMessenger {
  const messages: PostedMessage[] = [];
  const files: UploadedFile[] = [];
  let count = 0;

  function check(to: { readonly channel: string }, message: Message): void {
    const problem = messenger.refusal?.(to, message);
    if (problem) throw problem;
    const problems = [
      ...validateBlocks(message.blocks ?? [], 'message'),
      ...unknownPictures(message.blocks ?? [], (id) => files.some((file) => file.id === id && file.altText)),
    ];
    if (problems.length > 0) throw new BotError('slack-rejected', JSON.stringify(problems));
  }

  const messenger: MemoryMessenger = {
    messages,
    files,
    mayLook: true,
    refusal: undefined,
    delete(ts) {
      const index = messages.findIndex((one) => one.ts === ts);
      if (index >= 0) messages.splice(index, 1);
    },
    post: (to, message, { mark } = {}) =>
      trouble.around('post', () => {
        check(to, message);
        count++;
        const ts = `${count}.000100`;
        messages.push({ ...to, ts, ...(mark === undefined ? {} : { mark }), ...saidBy(message), edits: 0 });
        return { channel: to.channel, ts };
      }),
    async find({ channel, threadTs }, mark) {
      if (!messenger.mayLook) return undefined;
      const found = messages.find(
        (one) => one.channel === channel && one.threadTs === threadTs && one.mark === mark,
      );
      return found && { channel, ts: found.ts };
    },
    update: ({ channel, ts }, message) =>
      trouble.around('update', () => {
        check({ channel }, message);
        const index = messages.findIndex((one) => one.channel === channel && one.ts === ts);
        const known = messages[index];
        if (!known) throw new BotError('slack-rejected', 'message_not_found');
        messages[index] = { ...known, ...saidBy(message), edits: known.edits + 1 };
      }),
    upload: (_, { name, content, altText }) =>
      trouble.around('upload', () => {
        const id = `F${String(files.length + 1).padStart(10, '0')}`;
        const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
        files.push({ id, name, content: text, ...(altText === undefined ? {} : { altText }) });
        return id;
      }),
  };
  return messenger;
}

function saidBy({ text, blocks = [] }: Message): Pick<PostedMessage, 'text' | 'shown'> {
  return { text, shown: `${text}\n${JSON.stringify(blocks)}` };
}
