import { setTimeout as pause } from 'node:timers/promises';
import type { Logger, Message, MessageRef, Messenger } from '../ports.ts';

const TRIES = 3;
const REST_MS = 1_000;
/** An edit that is late is worth less than the next answer. */
const EDIT_WITHIN_MS = 1_500;

/**
 * Edits a message into the same with a picture in it. Slack looks at a file before it lets a message show it, and refuses
 * the blocks until then (https://github.com/slackapi/python-slack-sdk/issues/1521). Never throws: the message stands
 * without the picture, which is in its thread.
 */
export async function showPicture(
  at: MessageRef,
  message: Message,
  {
    messenger,
    logger,
    pictureRestMs = REST_MS,
  }: {
    readonly messenger: Pick<Messenger, 'update'>;
    readonly logger: Logger;
    readonly pictureRestMs?: number;
  },
): Promise<void> {
  let problem: unknown;
  for (let tries = 0; tries < TRIES; tries++) {
    await pause(pictureRestMs, undefined, { ref: false });
    try {
      return await messenger.update(at, message, { withinMs: EDIT_WITHIN_MS });
    } catch (error) {
      problem = error;
    }
  }
  logger.info('slack.picture-not-shown', { problem: String(problem) });
}
