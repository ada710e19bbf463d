import { BotError } from '../errors.ts';
import type { HeldWork } from '../incident-ports.ts';
import type { Logger, Message, MessageRef, Messenger } from '../ports.ts';

/** What is told unasked: each message once, at Slack's pace, and only by who holds the work. */
export interface Say {
  /**
   * Posts a message that is found again by its mark. `begun`: it may have been posted by who held the work before.
   * @throws BotError slack-unavailable, slack-not-in-channel, slack-rejected.
   */
  post(
    to: Place,
    message: Message,
    once: { readonly mark: string; readonly begun: boolean; readonly since: number },
  ): Promise<MessageRef>;
  /** Edits a message; false for one that is gone, or that Slack no longer lets us edit. The same errors but the last. */
  edit(at: MessageRef, message: Message): Promise<boolean>;
}

interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

interface SayDeps {
  readonly messenger: Pick<Messenger, 'post' | 'update' | 'find'>;
  readonly logger: Logger;
}

export function sayFor(held: HeldWork, { messenger, logger }: SayDeps): Say {
  return {
    async post(to, message, { mark, begun, since }) {
      const there = begun ? await messenger.find(to, mark, since) : undefined;
      if (there) return there;
      await held.turn('post', to.channel);
      await held.permit();
      return plainer(message, (one) => messenger.post(to, one, { mark }));
    },
    async edit(at, message) {
      await held.turn('edit', at.channel);
      await held.permit();
      try {
        await plainer(message, (one) => messenger.update(at, one));
        return true;
      } catch (error) {
        if (!(error instanceof BotError && error.code === 'slack-rejected')) throw error;
        logger.warn('slack.not-edited', { channel: at.channel, problem: error.message });
        return false;
      }
    },
  };

  /** Where Slack refuses the blocks, the words alone still say it. */
  async function plainer<T>(message: Message, send: (message: Message) => Promise<T>): Promise<T> {
    try {
      return await send(message);
    } catch (error) {
      const refused = error instanceof BotError && error.code === 'slack-rejected';
      if (!refused || message.blocks === undefined) throw error;
      logger.error('slack.blocks-refused', { problem: error.message });
      return send({ text: message.text });
    }
  }
}
