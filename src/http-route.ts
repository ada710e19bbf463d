import type { IncomingMessage, ServerResponse } from 'node:http';

/** A path that the service's server answers: health, readiness, metrics, alerts. */
export interface HttpRoute {
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
}
