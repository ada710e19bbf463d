import { webApi } from '@slack/bolt';
import { BotError } from '../errors.ts';

/** Slack answered and said no. */
export class SlackRefusal extends Error {
  /** Slack's own code: `message_not_found`. */
  readonly slackError: string;
  readonly retryAfterMs?: number;

  constructor(slackError: string, retryAfterMs?: number) {
    super(`Slack: ${slackError}`);
    this.name = 'SlackRefusal';
    this.slackError = slackError;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The bot may not write there: somewhere else, or through a response_url, it may. */
const NOT_THERE = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'cannot_dm_bot',
  'no_permission',
]);
/** Slack's side is at fault, and a moment later it may not be. */
const PASSING = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'rollup_error',
]);
const SECOND = 1000;

export interface Failure {
  readonly error: BotError;
  /** Absent: trying again changes nothing. */
  readonly retryAfterMs?: number;
  /** It isn't known whether Slack did what was asked. */
  readonly unsure?: boolean;
}

/** What a failed call means to us. */
export function failureOf(cause: unknown): Failure {
  if (cause instanceof webApi.WebAPIRateLimitedError) return throttled(cause.retryAfter * SECOND, cause);
  const slackError = slackErrorOf(cause);
  if (slackError !== undefined) return refused(slackError, cause);
  const answered = cause instanceof webApi.WebAPIHTTPError;
  if (answered && cause.statusCode < 500) return { error: rejected(`HTTP ${cause.statusCode}`, cause) };
  const reason = cause instanceof Error ? cause.message.slice(0, 120) : 'no answer';
  const error = new BotError('slack-unavailable', `Slack did not take the message (${reason}).`, { cause });
  return { error, retryAfterMs: 0, unsure: !(answered || neverLeft(cause)) };
}

/** The code in Slack's own answer, where the failure of a call was one. */
export function slackErrorOf(error: unknown): string | undefined {
  if (error instanceof BotError) return slackErrorOf(error.cause);
  if (error instanceof SlackRefusal) return error.slackError;
  return error instanceof webApi.WebAPIPlatformError ? error.data.error.slice(0, 80) : undefined;
}

function refused(slackError: string, cause: unknown): Failure {
  if (slackError === 'ratelimited' || slackError === 'rate_limited')
    return throttled((cause instanceof SlackRefusal ? cause.retryAfterMs : undefined) ?? SECOND, cause);
  if (PASSING.has(slackError)) {
    const said = `Slack did not take the message (${slackError}).`;
    return { error: new BotError('slack-unavailable', said, { cause }), retryAfterMs: 0 };
  }
  if (!NOT_THERE.has(slackError)) return { error: rejected(slackError, cause) };
  const said = `I may not write in this channel (${slackError}). Invite me with /invite.`;
  return { error: new BotError('slack-not-in-channel', said, { cause }) };
}

function throttled(retryAfterMs: number, cause: unknown): Failure {
  const said = 'Slack takes no more messages from me for the moment (rate limit).';
  return { error: new BotError('slack-unavailable', said, { cause }), retryAfterMs };
}

function rejected(slackError: string, cause: unknown): BotError {
  return new BotError('slack-rejected', `Slack refused the message (${slackError}).`, { cause });
}

/** The connection was never made, so nothing can have been posted. */
function neverLeft(cause: unknown): boolean {
  const original = cause instanceof webApi.WebAPIRequestError ? cause.original : cause;
  const inner = original instanceof Error ? (original.cause ?? original) : undefined;
  const code = typeof inner === 'object' && inner !== null && 'code' in inner ? inner.code : undefined;
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(String(code));
}
