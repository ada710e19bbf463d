import { createHmac } from 'node:crypto';
import { stringify } from 'node:querystring';
import type { Transport } from './deliveries.ts';
import type { Attempt, Delivery } from './journal.ts';
import type { Json } from './json.ts';

/** What an endpoint answered. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers: Headers;
}

/** Signed requests to the app's own address. */
export class HttpMode implements Transport {
  readonly noRetry = new Set<Attempt>();
  readonly #url: string;
  readonly #secret: string;
  readonly #ackMs: number;

  constructor(url: string, secret: string, ackMs: number) {
    this.#url = url;
    this.#secret = secret;
    this.#ackMs = ackMs;
  }

  async send(delivery: Delivery, attempt: Attempt): Promise<void> {
    const { type, body } = encoded(delivery);
    const startedAt = performance.now();
    try {
      const answer = await this.post(body, type, retryHeaders(attempt));
      attempt.status = answer.status;
      if (answer.headers.get('x-slack-no-retry') === '1') this.noRetry.add(attempt);
      attempt.latencyMs = performance.now() - startedAt;
      attempt.acked = answer.status >= 200 && answer.status < 300;
      if (attempt.acked) attempt.response = decoded(answer);
      else attempt.problem = 'dispatch_failed';
    } catch (error) {
      const late = error instanceof Error && error.name === 'TimeoutError';
      attempt.problem = late ? 'operation_timeout' : 'dispatch_failed';
    }
  }

  /** Asks the address to prove itself, as the app's settings do. */
  async verifyUrl(challenge: string): Promise<Answered> {
    const body = JSON.stringify({ type: 'url_verification', token: 'verification', challenge });
    return await this.post(body, 'application/json', {});
  }

  /** Unsigned, as Slack looks whether the certificate holds. */
  async sslCheck(): Promise<Answered> {
    return await this.#fetch('ssl_check=1&token=verification', {
      'content-type': 'application/x-www-form-urlencoded',
    });
  }

  /** Posts a signed body; headers of one's own win, to forge with. */
  async post(body: string, type: string, headers: { readonly [name: string]: string }): Promise<Answered> {
    const timestamp = headers['x-slack-request-timestamp'] ?? String(Math.floor(Date.now() / 1000));
    const digest = createHmac('sha256', this.#secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return await this.#fetch(body, {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...headers,
    });
  }

  async #fetch(body: string, headers: { readonly [name: string]: string }): Promise<Answered> {
    const signal = AbortSignal.timeout(this.#ackMs);
    const answer = await fetch(this.#url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  }
}

// Bare, without a charset: Bolt compares the whole header.
const FORM = 'application/x-www-form-urlencoded';

function encoded(delivery: Delivery): { readonly type: string; readonly body: string } {
  if (delivery.type === 'events_api')
    return { type: 'application/json', body: JSON.stringify(delivery.payload) };
  if (delivery.type === 'interactive') {
    return { type: FORM, body: stringify({ payload: JSON.stringify(delivery.payload) }) };
  }
  return { type: FORM, body: stringify(fields(delivery.payload)) };
}

function fields(payload: Json): { [field: string]: string } {
  return Object.fromEntries(Object.entries(payload).map(([field, value]) => [field, String(value)]));
}

function retryHeaders(attempt: Attempt): { readonly [name: string]: string } {
  if (attempt.retryNum === 0) return {};
  return {
    'x-slack-retry-num': String(attempt.retryNum),
    'x-slack-retry-reason': attempt.retryReason === 'timeout' ? 'http_timeout' : 'http_error',
  };
}

function decoded(answer: Answered): unknown {
  if (answer.body === '') return undefined;
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return { text: answer.body };
  return JSON.parse(answer.body);
}
