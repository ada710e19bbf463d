import { setTimeout as pause } from 'node:timers/promises';
import { App, type Receiver } from '@slack/bolt';
import { BotError } from '../errors.ts';
import type { HttpRoute } from '../http-route.ts';
import { boltLogger } from './bolt-logger.ts';
import { dropRepeated } from './drop-repeated.ts';
import type { FrontDoor } from './front-door.ts';
import { createTurns } from './in-turn.ts';
import { registerActions } from './listeners/actions.ts';
import { registerAlertMessages } from './listeners/alert-message.ts';
import { registerCommand } from './listeners/command.ts';
import { registerDigestButtons } from './listeners/digest.ts';
import { registerDigestFiles } from './listeners/digest-files.ts';
import { registerHome } from './listeners/home.ts';
import { registerIncidentButtons } from './listeners/incident-buttons.ts';
import { registerMentions } from './listeners/mention.ts';
import { registerShortcut } from './listeners/shortcut.ts';
import { createWebClient } from './messenger.ts';
import { patiently } from './patient-call.ts';
import { slackErrorOf } from './slack-failure.ts';
import { createReceiving, type Receiving, type SlackTransport } from './transport.ts';

export interface SlackAppOptions extends FrontDoor {
  readonly botToken: string;
  readonly transport: SlackTransport;
  /** Ends in `/api/`; Slack's own where absent. */
  readonly apiUrl?: string;
  /** Over HTTP Slack's requests and the routes; in Socket Mode the routes alone, and nothing where absent. */
  readonly port?: number;
  /** Health, readiness, metrics. */
  readonly routes?: readonly HttpRoute[];
}

export interface SlackApp {
  /** @throws BotError config-invalid, slack-unavailable, port-taken. */
  start(): Promise<void>;
  /** Takes nothing new and waits a few seconds for what is under way. */
  stop(): Promise<void>;
  /** Whether Slack reaches us: a socket is up, or the server listens. */
  connected(): boolean;
  /** Of the HTTP server; undefined where there is none. */
  port(): number | undefined;
}

const CALL_MS = 5_000;
const AUTH_MS = 20_000;
/** Of 500 commands at once the last placeholder is up seconds later; each acknowledgement within one. */
const AT_A_TIME = 24;
const DRAIN_MS = 5_000;

/**
 * Slack's side of the bot: takes requests in, authorises them, puts placeholders up and enqueues. Answers are the
 * delivery's.
 * @throws BotError config-invalid, slack-unavailable.
 */
export async function createSlackApp(options: SlackAppOptions): Promise<SlackApp> {
  const { logger, routes = [] } = options;
  const server = {
    ...(options.apiUrl === undefined ? {} : { apiUrl: options.apiUrl }),
    ...(options.port === undefined ? {} : { port: options.port }),
  };
  const receiving = createReceiving(options.transport, { ...server, routes, logger });
  const underWay = countUnderWay();
  const turns = { quick: createTurns(AT_A_TIME), patient: createTurns(AT_A_TIME) };
  const door = { ...options, turns };
  const app = createBolt(options, receiving, await whoWeAre(options));
  app.use(underWay.middleware);
  app.use(dropRepeated(logger));
  for (const register of [
    registerCommand,
    registerMentions,
    registerActions,
    registerShortcut,
    registerHome,
    registerIncidentButtons,
    registerDigestButtons,
    registerDigestFiles,
    registerAlertMessages,
  ])
    register(app, door);
  app.error(async (error) => {
    logger.error('slack.listener-failed', { problem: problemOf(error) });
  });
  return {
    start: () => receiving.start(),
    async stop() {
      await receiving.stop();
      await Promise.race([underWay.none(), pause(DRAIN_MS, undefined, { ref: false })]);
    },
    connected: () => receiving.connected(),
    port: () => receiving.port(),
  };
}

function createBolt(
  { botToken, apiUrl, logger }: SlackAppOptions,
  receiving: Receiving,
  us: { readonly botId: string; readonly botUserId: string },
): App {
  return new App({
    ...us,
    token: botToken,
    receiver: receiving satisfies Receiver,
    // Asked above: Bolt keeps a failed auth.test for ever and then drops every event.
    tokenVerificationEnabled: false,
    convoStore: false,
    logger: boltLogger(logger),
    clientOptions: {
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      timeout: CALL_MS,
      retryConfig: { retries: 1 },
      rejectRateLimitedCalls: true,
    },
  });
}

async function whoWeAre(options: SlackAppOptions): Promise<{ botId: string; botUserId: string }> {
  const { botToken: token, logger, apiUrl } = options;
  const client = createWebClient({ token, logger, ...(apiUrl === undefined ? {} : { apiUrl }) }, CALL_MS);
  try {
    const { bot_id: botId, user_id: botUserId } = await patiently(() => client.auth.test(), {
      withinMs: AUTH_MS,
    });
    if (botId === undefined || botUserId === undefined) throw notABot('it is not a bot’s token');
    return { botId, botUserId };
  } catch (error) {
    const refused = error instanceof BotError && error.code === 'slack-rejected';
    throw refused ? notABot(slackErrorOf(error) ?? error.userMessage) : error;
  }
}

function notABot(reason: string): BotError {
  return new BotError('config-invalid', `Slack does not accept SLACK_BOT_TOKEN (${reason}).`);
}

/** Counts payloads that are being handled. */
function countUnderWay(): {
  middleware: (args: { next: () => Promise<void> }) => Promise<void>;
  none: () => Promise<void>;
} {
  const running = new Set<Promise<void>>();
  return {
    async middleware({ next }) {
      const work = next();
      running.add(work);
      await work.finally(() => running.delete(work));
    },
    async none() {
      await Promise.allSettled(running);
    },
  };
}

function problemOf(error: Error): string {
  const inner = 'original' in error && error.original instanceof Error ? error.original : error;
  return `${inner.name}: ${inner.message}`.slice(0, 300);
}
