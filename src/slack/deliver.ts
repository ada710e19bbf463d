import type { AskJob, Reply } from '../asks.ts';
import type { Clock, Logger, Message, MessageRef, Messenger } from '../ports.ts';
import { type Audit, auditOfReply } from './audit.ts';
import { refusalMessage } from './blocks/failed.ts';
import { placeholderMessage } from './blocks/placeholder.ts';
import type { RenderedFile, RenderedReply } from './blocks/rendered.ts';
import { createBoundedSet } from './bounded-set.ts';
import { sendAnswer } from './send-answer.ts';
import { showPicture } from './show-picture.ts';

export interface DeliveryOptions {
  readonly messenger: Messenger;
  /** The gate is in here: what it returns is shown as it stands. */
  readonly render: (reply: Reply, job: AskJob) => RenderedReply;
  readonly logger: Logger;
  readonly audit: Audit;
  readonly clock: Clock;
  /** Milliseconds that Slack has to look at a picture before a message shows it; a second where absent. */
  readonly pictureRestMs?: number;
}

export interface Delivery {
  /**
   * Puts an answer in the place of its placeholder. The same twice is one message.
   * @param options.more this is not the last answer of the request: a watch goes on.
   * @throws BotError slack-unavailable, slack-not-in-channel, slack-rejected.
   */
  deliver(job: AskJob, reply: Reply, options?: { readonly more?: boolean }): Promise<void>;
  /** Shows the steps so far in the placeholders, at most once in a while, and never after the answer. Never throws. */
  progress(jobs: readonly AskJob[], steps: readonly string[]): Promise<void>;
}

/** Slack's advice is one edit a second and channel; chat.update allows 50 a minute. */
const EDIT_EVERY_MS = 1_700;
/** A step that is late is worth nothing. */
const EDIT_WITHIN_MS = 1_500;
const REMEMBERED = 5_000;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { messenger, logger, audit, clock } = options;
  const answered = createBoundedSet(REMEMBERED);
  /** Edits under way, by message: an answer waits for them, so that no step overwrites it. */
  const edits = new Map<string, Promise<void>>();
  const editedAt = new Map<string, number>();

  async function step(job: AskJob, steps: readonly string[]): Promise<void> {
    const { replyTo } = job;
    // A response_url is good for five messages: steps would use them up.
    if (replyTo.kind !== 'message' || answered.has(job.id) || edits.has(job.id)) return;
    const now = clock.now();
    if (now - (editedAt.get(job.id) ?? Number.NEGATIVE_INFINITY) < EDIT_EVERY_MS) return;
    if (editedAt.size >= REMEMBERED) editedAt.clear();
    editedAt.set(job.id, now);
    const message = placeholderMessage(job.ask, steps, job.asker.user);
    const edit = messenger
      .update({ channel: replyTo.channel, ts: replyTo.ts }, message, { withinMs: EDIT_WITHIN_MS })
      .catch((error) => logger.info('slack.step-not-shown', { id: job.id, problem: String(error) }))
      .finally(() => edits.delete(job.id));
    edits.set(job.id, edit);
    await edit;
  }

  return {
    async deliver(job, reply, { more = false } = {}) {
      answered.add(job.id);
      await edits.get(job.id);
      editedAt.delete(job.id);
      const answer = rendered(job, reply, options);
      const shareable = reply.kind !== 'failed' && reply.kind !== 'unresolved';
      const at = await sendAnswer(job, answer.message, { shareable }, options);
      if (more) return;
      const withPicture = await attach(job, at, answer, options);
      audit(auditOfReply(job, reply, clock.now()));
      // Last: Slack looks at a picture before a message may show it.
      if (at && withPicture) await showPicture(at, withPicture, options);
    },
    async progress(jobs, steps) {
      await Promise.all(jobs.map((job) => step(job, steps)));
    },
  };
}

/** A fault in the rendering must not leave the placeholder standing. */
function rendered(job: AskJob, reply: Reply, { render, logger }: DeliveryOptions): RenderedReply {
  try {
    return render(reply, job);
  } catch (error) {
    logger.error('slack.not-rendered', { id: job.id, kind: reply.kind, problem: String(error) });
    return {
      message: refusalMessage('The answer is there but could not be shown: that is a fault of podwhy.'),
    };
  }
}

/**
 * Files go into the thread of the answer. Without them it still stands.
 * @returns the answer with the picture among them, where Slack has taken one.
 */
async function attach(
  job: AskJob,
  at: MessageRef | undefined,
  { files = [], withPicture }: RenderedReply,
  ports: DeliveryOptions,
): Promise<Message | undefined> {
  if (files.length === 0) return undefined;
  if (at === undefined) {
    ports.logger.info('slack.file-left-out', { id: job.id, files: files.length });
    return undefined;
  }
  const { replyTo } = job;
  const threadTs = (replyTo.kind === 'message' ? replyTo.threadTs : undefined) ?? at.ts;
  const to = { channel: at.channel, threadTs };
  let answer: Message | undefined;
  for (const file of files) {
    const fileId = await upload(job, to, file, ports);
    if (fileId !== undefined && file.altText !== undefined) answer = withPicture?.(fileId);
  }
  return answer;
}

/** Slack's id of the file; undefined where it did not take it. */
async function upload(
  { id }: AskJob,
  to: { readonly channel: string; readonly threadTs: string },
  file: RenderedFile,
  { messenger, logger }: DeliveryOptions,
): Promise<string | undefined> {
  try {
    return await messenger.upload(to, file);
  } catch (error) {
    logger.warn('slack.file-refused', { id, problem: String(error) });
    // The answer says what a picture of it would.
    if (file.altText === undefined) await messenger.post(to, leftOut(error)).catch(() => undefined);
    return undefined;
  }
}

function leftOut(error: unknown): Message {
  const missing = String(error).includes('missing_scope') ? ' The app lacks the scope files:write.' : '';
  return {
    text: `The whole text could not be attached here.${missing} The fix's commands show it in a terminal.`,
  };
}
