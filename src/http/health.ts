import type { HttpRoute } from '../http-route.ts';
import type { Metrics } from './metrics.ts';

/** What those ask who look after processes: whether it lives, whether it can work, what it has counted. */
export function healthRoutes(
  ready: () => Readonly<Record<string, boolean>>,
  metrics: Pick<Metrics, 'text'>,
): readonly HttpRoute[] {
  return [
    { path: '/healthz', method: 'GET', handler: (_, response) => void response.end('ok\n') },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_, response) => {
        const state = ready();
        response.statusCode = Object.values(state).every(Boolean) ? 200 : 503;
        response.end(`${JSON.stringify(state)}\n`);
      },
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: async (_, response) => {
        const { contentType, body } = await metrics.text();
        response.setHeader('content-type', contentType);
        response.end(body);
      },
    },
  ];
}
