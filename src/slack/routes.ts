import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotError } from '../errors.ts';
import type { HttpRoute } from '../http-route.ts';
import type { Logger } from '../ports.ts';

/** Bolt does not catch what an async handler throws: it would end the process. */
export function safely({ handler, path }: HttpRoute, logger: Logger): HttpRoute['handler'] {
  return async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      logger.error('http.route-failed', { path, problem: String(error) });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  };
}

/** Serves the routes where Slack itself needs no port: in Socket Mode. */
export async function serveRoutes(
  routes: readonly HttpRoute[],
  port: number,
  logger: Logger,
): Promise<Server> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const route = routes.find((one) => one.path === path && one.method === request.method);
    if (route) return void safely(route, logger)(request, response);
    response.writeHead(404).end();
  });
  await listening(server, port);
  return server;
}

/** @throws BotError port-taken. */
function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(portError(port, cause)));
    server.listen(port, () => resolve());
  });
}

export function portError(port: number, cause: unknown): BotError {
  return new BotError('port-taken', `Port ${port} cannot be listened on (${String(cause)}).`, { cause });
}

export function portOf(server: Server | undefined): number | undefined {
  return (server?.address() as AddressInfo | null | undefined)?.port;
}

export async function closeServer(server: Server | undefined): Promise<void> {
  if (server === undefined) return;
  server.closeIdleConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    // A probe that keeps its connection open must not keep us.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
