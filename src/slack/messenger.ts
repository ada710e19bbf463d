import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { BotError } from '../errors.ts';
import type { Logger, Message, MessageRef, Messenger } from '../ports.ts';
import { boltLogger } from './bolt-logger.ts';
import { createFind, markedWith } from './find-message.ts';
import { type Patience, patiently } from './patient-call.ts';
import { createPermalink } from './permalink.ts';
import { isResponseUrl, postToResponseUrl } from './response-url.ts';

export interface MessengerOptions {
  readonly token: string;
  /** Ends in `/api/`; Slack's own where absent. */
  readonly apiUrl?: string;
  readonly logger: Logger;
  /** Milliseconds for one HTTP request. */
  readonly callMs?: number;
  /** Milliseconds for one message, pauses included, where the caller doesn't say. */
  readonly patienceMs?: number;
}

/** Below the time that the queue gives one delivery. */
const PATIENCE_MS = 20_000;
const CALL_MS = 5_000;
/** Nobody waits for a link that is late; the next answer may have it. */
const PERMALINK_MS = 2_000;

/** Nothing in our text is made a link, a mention or a preview. chat.update's `parse` is `client` unless it is told. */
const LITERAL = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Slack's Web API and response_urls as a {@link Messenger}. */
export function createMessenger(options: MessengerOptions): Messenger {
  const { callMs = CALL_MS, patienceMs = PATIENCE_MS, apiUrl } = options;
  const clients = new Map<number, webApi.WebClient>();

  /** A client has one time limit for all its requests: callers in a hurry share one of their own. */
  function client(withinMs: number): webApi.WebClient {
    const timeout = Math.min(callMs, withinMs);
    const known = clients.get(timeout) ?? createWebClient(options, timeout);
    clients.set(timeout, known);
    return known;
  }

  function call<T>(work: (client: webApi.WebClient) => Promise<T>, patience: Partial<Patience>): Promise<T> {
    const withinMs = patience.withinMs ?? patienceMs;
    // A post that is cut short may have been made: nobody would know of the message.
    const slack = client(patience.once ? callMs : withinMs);
    return patiently(() => work(slack), { ...patience, withinMs });
  }

  return {
    async post({ channel, threadTs }, message, { withinMs, mark } = {}) {
      // Who is in a hurry has another way to answer, and what is marked can be found. Else: rather twice than never.
      const once = withinMs !== undefined || mark !== undefined;
      const metadata = mark === undefined ? {} : { metadata: markedWith(mark) };
      const to = { channel, ...inThread(threadTs), ...metadata };
      const posted = await call(
        (slack) => slack.chat.postMessage({ ...to, ...bodyOf(message), ...LITERAL }),
        {
          once,
          ...(withinMs === undefined ? {} : { withinMs }),
        },
      );
      return refOf(posted, channel);
    },
    find: createFind({ call: (work) => call(work, {}), logger: options.logger }),
    permalink: createPermalink({
      call: (work) => call(work, { withinMs: PERMALINK_MS }),
      logger: options.logger,
    }),
    async update({ channel, ts }, message, { withinMs } = {}) {
      await call(
        // Blocks that an edit leaves out stay, as its metadata does: the mark outlives every edit.
        (slack) => slack.chat.update({ channel, ts, blocks: [], ...bodyOf(message), ...LITERAL }),
        withinMs === undefined ? {} : { withinMs },
      );
    },
    async respond(url, message, { withinMs = patienceMs, ...how }) {
      if (!isResponseUrl(url, apiUrl))
        throw new BotError('slack-rejected', 'The address to answer to is not one of Slack’s.');
      const timeoutMs = Math.min(callMs, withinMs);
      await patiently(() => postToResponseUrl(url, message, { ...how, timeoutMs }), { withinMs });
    },
    async ephemeral({ channel, user, threadTs }, message) {
      const { parse, link_names } = LITERAL;
      const to = { channel, user, ...inThread(threadTs), parse, link_names };
      await call((slack) => slack.chat.postEphemeral({ ...to, ...bodyOf(message) }), { once: true });
    },
    async upload({ channel, threadTs }, { name, title, content, altText }) {
      const to =
        threadTs === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: threadTs };
      const file = {
        filename: name,
        title,
        // Slack documents `alt_txt` and its client sends `alt_text`: a message that shows the picture says it itself.
        ...(altText === undefined ? {} : { alt_text: altText }),
        ...(typeof content === 'string' ? { content } : { file: Buffer.from(content) }),
      };
      const uploaded = await call((slack) => slack.filesUploadV2({ ...to, ...file }), { once: true });
      return fileIdOf(uploaded);
    },
  };
}

/** A client that fails fast: pauses and repetitions are {@link patiently}'s. */
export function createWebClient(
  { token, apiUrl, logger }: Pick<MessengerOptions, 'token' | 'apiUrl' | 'logger'>,
  timeout: number,
): webApi.WebClient {
  return new webApi.WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(logger),
  });
}

function inThread(threadTs: string | undefined): { thread_ts?: string } {
  return threadTs === undefined ? {} : { thread_ts: threadTs };
}

/** Our blocks are plain objects; Slack's types know each of their fields. */
function bodyOf({ text, blocks }: Message): { text: string; blocks?: webApi.KnownBlock[] } {
  return { text, ...(blocks === undefined ? {} : { blocks: [...blocks] as webApi.KnownBlock[] }) };
}

function refOf({ channel, ts }: { channel?: string; ts?: string }, asked: string): MessageRef {
  if (ts === undefined) throw new BotError('slack-rejected', 'Slack did not say where the message is.');
  // A person's id as the channel opens a conversation with an id of its own.
  return { channel: channel ?? asked, ts };
}

const UPLOADED = z.object({
  files: z.array(z.object({ files: z.array(z.object({ id: z.string().min(1) })) })),
});

/** Slack's types do not know what a client makes of several answers. */
function fileIdOf(uploaded: unknown): string | undefined {
  return UPLOADED.safeParse(uploaded).data?.files[0]?.files[0]?.id;
}
