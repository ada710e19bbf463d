import type { types, webApi } from '@slack/bolt';
import { BotError } from '../errors.ts';
import type { Logger, MessageRef } from '../ports.ts';
import { slackErrorOf } from './slack-failure.ts';

/** What a message of ours carries unseen; everyone in the workspace may read it, so it holds nothing but the mark. */
const EVENT_TYPE = 'podwhy_incident';

/** Slack recommends no more than 200 (https://docs.slack.dev/reference/methods/conversations.history). */
const PAGE = 200;
const MOST_PAGES = 3;
/** Slack's clock names the messages, ours the time to look from. */
const CLOCKS_DIFFER_MS = 30_000;

/** A message's metadata that holds the mark. */
export function markedWith(mark: string): types.MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { mark } };
}

interface Looking {
  /** Makes a call, with patience. */
  readonly call: <T>(work: (client: webApi.WebClient) => Promise<T>) => Promise<T>;
  readonly logger: Logger;
}

interface Place {
  readonly channel: string;
  readonly threadTs?: string;
}

type Find = (at: Place, mark: string, since: number) => Promise<MessageRef | undefined>;

/**
 * Finds what we posted where its answer was lost. Undefined too where Slack does not let us look: that takes the scope to
 * read the channel, which an app can do without.
 */
export function createFind({ call, logger }: Looking): Find {
  const told = new Set<string>();
  let us: Promise<string | undefined> | undefined;

  function ourBot(): Promise<string | undefined> {
    us ??= call((slack) => slack.auth.test()).then(({ bot_id: bot }) => bot);
    return us.catch((error: unknown) => {
      us = undefined;
      throw error;
    });
  }

  async function look(
    { channel, threadTs }: Place,
    mark: string,
    since: number,
  ): Promise<MessageRef | undefined> {
    const bot = await ourBot();
    const oldest = ((since - CLOCKS_DIFFER_MS) / 1000).toFixed(6);
    const range = { channel, oldest, limit: PAGE, include_all_metadata: true };
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const asked = { ...range, ...(cursor ? { cursor } : {}) };
      const read = await call((slack) =>
        threadTs === undefined
          ? slack.conversations.history(asked)
          : slack.conversations.replies({ ...asked, ts: threadTs }),
      );
      const found = (read.messages ?? []).find((one) => one.bot_id === bot && isMarked(one, mark));
      if (found?.ts !== undefined) return { channel, ts: found.ts };
      cursor = read.response_metadata?.next_cursor ?? '';
      if (!cursor) break;
    }
    return undefined;
  }

  return async (at, mark, since) => {
    try {
      return await look(at, mark, since);
    } catch (error) {
      if (!(error instanceof BotError) || error.code === 'slack-unavailable') throw error;
      tell(error, at.channel);
      return undefined;
    }
  };

  /** Once for each reason: it is so for every message. */
  function tell(error: BotError, channel: string): void {
    const reason = slackErrorOf(error) ?? error.code;
    if (told.has(reason)) return;
    told.add(reason);
    const scope = reason === 'missing_scope' ? { scope: scopeFor(channel) } : {};
    logger.info('slack.cannot-look', { channel, reason, ...scope });
  }
}

function isMarked(message: object, mark: string): boolean {
  const { metadata } = message as { readonly metadata?: Partial<types.MessageMetadata> };
  return metadata?.event_type === EVENT_TYPE && metadata.event_payload?.mark === mark;
}

/** Ids of private channels may begin like those of public ones: both are named. */
function scopeFor(channel: string): string {
  return channel.startsWith('D') ? 'im:history' : 'channels:history (groups:history in private channels)';
}
