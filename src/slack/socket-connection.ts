import { setTimeout as pause } from 'node:timers/promises';
import { SocketModeReceiver, webApi } from '@slack/bolt';
import { BotError } from '../errors.ts';
import type { Logger } from '../ports.ts';
import { boltLogger } from './bolt-logger.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly apiUrl?: string;
  readonly logger: Logger;
}

/** One WebSocket to Slack that comes back by itself. */
export interface SocketConnection {
  readonly receiver: SocketModeReceiver;
  /** @throws BotError config-invalid where Slack will never let us in, slack-unavailable after several attempts. */
  open(): Promise<void>;
  close(): Promise<void>;
  connected(): boolean;
}

const CALL_MS = 10_000;
/** From the WebSocket's opening to Slack's hello. */
const HELLO_MS = 15_000;
const CLOSE_MS = 2_000;
const FIRST_ATTEMPTS = 5;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;
const NEVER = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'not_allowed_token_type',
  'token_revoked',
]);

/**
 * The library's own reconnecting waits five seconds without a connection, and a failed `apps.connections.open` in it ends
 * as an unhandled rejection after which nothing reconnects any more: so it is switched off, and done here.
 */
export function createSocketConnection({ appToken, apiUrl, logger }: SocketOptions): SocketConnection {
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: boltLogger(logger),
    installerOptions: {
      clientOptions: {
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
        timeout: CALL_MS,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
      },
    },
  });
  const { client } = receiver;
  const closing = new AbortController();
  let connected = false;
  let reconnecting = false;

  client.on('connected', () => {
    connected = true;
  });
  client.on('disconnected', () => {
    const lost = connected;
    connected = false;
    if (lost) void reconnect();
  });

  async function attempt(): Promise<void> {
    const late = setTimeout(() => void client.disconnect().catch(() => undefined), HELLO_MS);
    try {
      await client.start();
    } finally {
      clearTimeout(late);
    }
  }

  async function reconnect(): Promise<void> {
    if (reconnecting) return;
    reconnecting = true;
    let backoff = FIRST_BACKOFF_MS;
    while (!closing.signal.aborted && !connected) {
      try {
        await attempt();
      } catch (error) {
        logger.warn('slack.reconnect-failed', { problem: problemOf(error), nextInMs: backoff });
        await pause(waitOf(error, backoff), undefined, { signal: closing.signal }).catch(() => undefined);
        backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
      }
    }
    reconnecting = false;
  }

  return {
    receiver,
    connected: () => connected,
    async open() {
      for (let tries = 1; ; tries++) {
        try {
          return await attempt();
        } catch (error) {
          if (tries >= FIRST_ATTEMPTS || isFinal(error)) throw openError(error);
          await pause(waitOf(error, FIRST_BACKOFF_MS * 2 ** (tries - 1)));
        }
      }
    },
    async close() {
      closing.abort();
      const closed = client.disconnect().catch(() => undefined);
      await Promise.race([closed, pause(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

/** A little apart from each other, so that two connections don't knock at the same moment for ever. */
function waitOf(error: unknown, backoff: number): number {
  const asked = error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter * 1000 : 0;
  return Math.max(asked, backoff) * (1 + Math.random() / 5);
}

function isFinal(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && NEVER.has(error.data.error);
}

function openError(cause: unknown): BotError {
  const problem = problemOf(cause);
  if (isFinal(cause))
    return new BotError('config-invalid', `Slack does not accept SLACK_APP_TOKEN (${problem}).`, { cause });
  return new BotError('slack-unavailable', `No Socket Mode connection to Slack (${problem}).`, { cause });
}

function problemOf(error: unknown): string {
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error.slice(0, 80);
  return error instanceof Error ? error.message.slice(0, 120) : 'the connection closed';
}
