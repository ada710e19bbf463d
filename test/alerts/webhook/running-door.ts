import { type ClientRequest, type IncomingHttpHeaders, request } from 'node:http';
import { onTestFinished } from 'vitest';
import { alertRoutes } from '../../../src/alerts/webhook/alert-routes.ts';
import type { WebhookOptions } from '../../../src/alerts/webhook/webhook-options.ts';
import type { AlertMetric } from '../../../src/incidents/alert-metric.ts';
import type { AlertNews } from '../../../src/incidents/alert-news.ts';
import { closeServer, portOf, serveRoutes } from '../../../src/slack/routes.ts';

export const TOKEN = 'a-token-of-some-length';
export const BEARER = { authorization: `Bearer ${TOKEN}` };
export const NOW = Date.parse('2026-11-22T08:00:00Z');
export const ALERTMANAGER = '/webhooks/alertmanager';
export const PAGER_DUTY = '/webhooks/pagerduty';

export interface Answered {
  readonly code: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export interface RunningDoor {
  readonly port: number;
  readonly added: readonly { readonly news: readonly AlertNews[]; readonly id: string }[];
  readonly counted: readonly AlertMetric[];
  /** Every line that was logged, with its fields. */
  readonly logged: readonly string[];
  setNow(ms: number): void;
  post(path: string, body: string | Uint8Array, headers?: Record<string, string>): Promise<Answered>;
}

/** The webhooks on a port of their own, with a queue that keeps what it gets. */
export async function runningDoor(options: Partial<WebhookOptions> = {}): Promise<RunningDoor> {
  const added: { readonly news: readonly AlertNews[]; readonly id: string }[] = [];
  const counted: AlertMetric[] = [];
  const logged: string[] = [];
  let now = NOW;
  const log = (event: string, fields = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const logger = { info: log, warn: log, error: log };
  const routes = alertRoutes({
    authorization: { tokens: [TOKEN] },
    queue: { add: async (news, id) => void added.push({ news, id }) },
    clock: { now: () => now },
    logger,
    count: (metric) => void counted.push(metric),
    ...options,
  });
  const server = await serveRoutes(routes, 0, logger);
  onTestFinished(() => closeServer(server));
  const port = portOf(server) ?? 0;
  return {
    port,
    added,
    counted,
    logged,
    setNow: (ms) => {
      now = ms;
    },
    post: (path, body, headers = {}) =>
      answerTo(begin(port, path, { 'content-length': String(Buffer.byteLength(body)), ...headers }), body),
  };
}

/** A request of which nothing but its head was sent. */
export function begin(port: number, path: string, headers: Record<string, string>): ClientRequest {
  const begun = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false });
  begun.flushHeaders();
  return begun;
}

/** Ends a request with what is left of its body, if that is given, and waits for the answer. */
export function answerTo(begun: ClientRequest, rest?: string | Uint8Array): Promise<Answered> {
  return new Promise((resolve, reject) => {
    let headed = false;
    // The server may close before it was told everything; what counts is that its answer came.
    begun.on('error', (error) => headed || reject(error));
    begun.on('response', (response) => {
      headed = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const { statusCode: code = 0, headers } = response;
        resolve({ code, headers, text, json: JSON.parse(text) });
      });
    });
    if (rest !== undefined) begun.end(rest);
  });
}

/** Alertmanager's webhook with these alerts. */
export function webhookOf(...alerts: readonly object[]): string {
  return JSON.stringify({
    version: '4',
    groupKey: '{}:{alertname="KubePodCrashLooping"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'podwhy',
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example.com',
    alerts,
  });
}

export const CRASHING = {
  status: 'firing',
  labels: { alertname: 'KubePodCrashLooping', namespace: 'shop', pod: 'web-1', severity: 'warning' },
  annotations: { summary: 'Pod is crash looping.' },
  startsAt: '2026-11-22T07:30:00Z',
  endsAt: '0001-01-01T00:00:00Z',
  fingerprint: 'c6eadffa33fcdf37',
};
