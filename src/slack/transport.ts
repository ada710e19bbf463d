import type { Server } from 'node:http';
import { type App, HTTPReceiver } from '@slack/bolt';
import type { HttpRoute } from '../http-route.ts';
import type { Logger } from '../ports.ts';
import { boltLogger } from './bolt-logger.ts';
import { closeServer, portError, portOf, safely, serveRoutes } from './routes.ts';
import { createSocketConnection } from './socket-connection.ts';

export type SlackTransport =
  | { readonly mode: 'socket'; readonly appToken: string }
  | { readonly mode: 'http'; readonly signingSecret: string };

/** How payloads come in: what Bolt calls a receiver, with its state. */
export interface Receiving {
  init(app: App): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
  /** Of the HTTP server; undefined where there is none. */
  port(): number | undefined;
}

interface ReceivingOptions {
  /** Over HTTP Slack's requests and the routes; in Socket Mode the routes alone, and nothing where absent. */
  readonly port?: number;
  readonly apiUrl?: string;
  readonly routes: readonly HttpRoute[];
  readonly logger: Logger;
}

/** While Slack renews one connection (several times a day), the other takes the payloads. */
const CONNECTIONS = 2;
const PORT = 3000;
const EVENTS_PATH = '/slack/events';
/** Slack's payloads are a few kB; a long message with its blocks some hundred. */
const BODY_LIMIT = 1024 * 1024;

export function createReceiving(transport: SlackTransport, options: ReceivingOptions): Receiving {
  return transport.mode === 'http' ? overHttp(transport, options) : overSockets(transport, options);
}

function overSockets(
  { appToken }: Extract<SlackTransport, { mode: 'socket' }>,
  { port, apiUrl, routes, logger }: ReceivingOptions,
): Receiving {
  const socket = { appToken, logger, ...(apiUrl === undefined ? {} : { apiUrl }) };
  const connections = Array.from({ length: CONNECTIONS }, () => createSocketConnection(socket));
  let server: Server | undefined;
  return {
    init(app) {
      for (const { receiver } of connections) receiver.init(app);
    },
    async start() {
      if (port !== undefined) server = await serveRoutes(routes, port, logger);
      // One after the other: a wrong token is then asked about once.
      for (const connection of connections) await connection.open();
    },
    async stop() {
      await Promise.all([...connections.map((connection) => connection.close()), closeServer(server)]);
    },
    connected: () => connections.some((connection) => connection.connected()),
    port: () => portOf(server),
  };
}

function overHttp(
  { signingSecret }: Extract<SlackTransport, { mode: 'http' }>,
  { port = PORT, routes, logger }: ReceivingOptions,
): Receiving {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [EVENTS_PATH],
    bodyLimit: BODY_LIMIT,
    logger: boltLogger(logger),
    customRoutes: routes.map((route) => ({ ...route, handler: safely(route, logger) })),
    // Bolt accepts the same signed request again for five minutes: its signature makes it known.
    customPropertiesExtractor: ({ headers }) => ({ signature: headers['x-slack-signature'] }),
  });
  let server: Server | undefined;
  return {
    init: (app) => receiver.init(app),
    async start() {
      server = await receiver.start(port).catch((cause: unknown) => {
        throw portError(port, cause);
      });
    },
    async stop() {
      await closeServer(server);
      server = undefined;
    },
    connected: () => server?.listening ?? false,
    port: () => portOf(server),
  };
}
