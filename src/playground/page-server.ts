import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Playground } from './create-playground.ts';
import { createEventStream, type EventStream } from './event-stream.ts';
import { type Place, refusal } from './guard.ts';
import { type Answer, answerTo, failed, type Page } from './page-routes.ts';

export interface PageServerOptions {
  readonly page: Page;
  readonly playground: Playground;
  /** 0: any free one. */
  readonly port: number;
  /** 127.0.0.1 where absent. */
  readonly host?: string;
}

export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/**
 * Serves the page and what it asks for.
 * @throws Error with the code EADDRINUSE where the port is taken.
 */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const { playground, host } = options;
  const events = createEventStream(playground.state);
  const stopFollowing = playground.onChange(events.changed);
  let place: Place = { port: options.port, ...(host === undefined ? {} : { host }) };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const problem = refusal(request, place);
    if (problem !== undefined) {
      send(response, failed(403, problem));
      return;
    }
    answer(request, response, { ...options, events }).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, failed(500, String(error)));
    });
  });
  const port = await listen(server, options.port, host ?? LOOPBACK);
  place = { ...place, port };
  return {
    port,
    async close() {
      stopFollowing();
      events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Sends what there is to send; the stream of events stays open. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { events, page, playground }: PageServerOptions & { readonly events: EventStream },
): Promise<void> {
  const url = new URL((request.url ?? '/').replace(/^\/+/, '/'), 'http://page');
  if (request.method === 'GET' && url.pathname === '/api/events') events.open(response);
  else send(response, await answerTo(request, url, { page, playground }));
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
