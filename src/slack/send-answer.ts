import type { AskJob, ReplyTo } from '../asks.ts';
import { BotError } from '../errors.ts';
import type { Clock, Logger, Message, MessageRef, Messenger } from '../ports.ts';
import { slackErrorOf } from './slack-failure.ts';

interface SendPorts {
  readonly messenger: Messenger;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** Slack does not like the blocks: the words alone still say it. */
const TOO_MUCH =
  /^(invalid_blocks|invalid_blocks_format|msg_too_long|msg_blocks_too_long|invalid_arguments|no_text)$/;
/** The placeholder can't be edited any more. */
const GONE = /^(message_not_found|cant_update_message|edit_window_closed|thread_not_found)$/;
/** The response_url has been used five times, or 30 minutes have passed. */
const USED_UP = /^(expired_url|used_url|expired_trigger_id|http_404|http_410|invalid_url)$/;

/**
 * Puts an answer where its placeholder is, or as near to it as Slack lets us.
 * @returns where it stands, so that files can follow; undefined where none can.
 * @throws BotError slack-unavailable, slack-not-in-channel, slack-rejected.
 */
export async function sendAnswer(
  job: AskJob,
  message: Message,
  options: { readonly shareable: boolean },
  ports: SendPorts,
): Promise<MessageRef | undefined> {
  const { replyTo } = job;
  if (replyTo.kind === 'message') {
    try {
      return await edit(job, replyTo, message, ports);
    } catch (error) {
      if (!(error instanceof BotError && error.code === 'slack-not-in-channel')) throw error;
      return direct(job, message, ports);
    }
  }
  if (ports.clock.now() >= replyTo.expiresAt) return direct(job, message, ports);
  const how = {
    replaceOriginal: replyTo.as === undefined,
    inChannel: replyTo.as === 'share' && options.shareable,
  };
  try {
    await plainer(message, job, ports, (said) => ports.messenger.respond(replyTo.url, said, how));
    return undefined;
  } catch (error) {
    if (!USED_UP.test(slackErrorOf(error) ?? '')) throw error;
    return direct(job, message, ports);
  }
}

async function edit(
  job: AskJob,
  at: Extract<ReplyTo, { kind: 'message' }>,
  message: Message,
  ports: SendPorts,
): Promise<MessageRef> {
  const { messenger, logger } = ports;
  try {
    await plainer(message, job, ports, (said) => messenger.update({ channel: at.channel, ts: at.ts }, said));
    return { channel: at.channel, ts: at.ts };
  } catch (error) {
    if (!GONE.test(slackErrorOf(error) ?? '')) throw error;
    logger.info('slack.placeholder-gone', { id: job.id });
    const to = { channel: at.channel, ...(at.threadTs === undefined ? {} : { threadTs: at.threadTs }) };
    return plainer(message, job, ports, (said) => messenger.post(to, said));
  }
}

/** The last way to a person: a message of their own. */
async function direct(job: AskJob, message: Message, ports: SendPorts): Promise<MessageRef> {
  ports.logger.info('slack.answered-directly', { id: job.id });
  return plainer(message, job, ports, (said) => ports.messenger.post({ channel: job.asker.user }, said));
}

/** Sends a message, and its text alone where Slack refuses the blocks. */
async function plainer<T>(
  message: Message,
  job: AskJob,
  { logger }: SendPorts,
  send: (message: Message) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    const refusal = slackErrorOf(error) ?? '';
    if (!TOO_MUCH.test(refusal) || !(error instanceof BotError) || message.blocks === undefined) throw error;
    logger.error('slack.blocks-refused', { id: job.id, refusal });
    const note = 'Slack refused the full answer; ask again, or run the command in a terminal.';
    return send({ text: `${message.text}\n${note}` });
  }
}
