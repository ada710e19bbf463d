import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HttpMode } from '../../src/playground/slack/http-mode.ts';
import type { Slack } from '../../src/playground/slack/slack.ts';
import { startSlack } from '../../src/playground/slack/start-slack.ts';
import { type BoltApp, startBoltApp } from './bolt-app.ts';

const FORM = 'application/x-www-form-urlencoded';

let slack: Slack;

beforeEach(async () => {
  slack = await startSlack({ times: { ackMs: 200, retryMs: [10, 20, 30] } });
});

afterEach(() => slack.close());

describe('against Bolt', () => {
  let app: BoltApp;
  let http: HttpMode;

  beforeEach(async () => {
    app = await startBoltApp(slack, 'http');
    http = slack.deliverTo(app.url);
  });

  afterEach(async () => {
    await app.stop();
  });

  test('the address proves itself', async () => {
    expect(await http.verifyUrl('abc')).toMatchObject({ status: 200, body: '{"challenge":"abc"}' });
    expect((await http.sslCheck()).status).toBe(200);
  });

  test('a forged signature is refused', async () => {
    const forged = await http.post('command=%2Fpod', FORM, { 'x-slack-signature': 'v0=00' });
    expect(forged.status).toBe(401);
    const old = String(Math.floor(Date.now() / 1000) - 600);
    expect((await http.post('command=%2Fpod', FORM, { 'x-slack-request-timestamp': old })).status).toBe(401);
  });
});

describe('against an endpoint that misbehaves', () => {
  let server: Server;
  let requests: IncomingMessage[];
  let answer: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly afterMs?: number;
  };

  beforeEach(async () => {
    requests = [];
    answer = { status: 500 };
    server = createServer((request, response) => {
      requests.push(request);
      request.resume();
      const { status, headers, afterMs } = answer;
      setTimeout(() => response.writeHead(status, headers).end(), afterMs ?? 0);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    slack.deliverTo(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/slack/events`);
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test('forms come bare of a charset, and events as JSON', async () => {
    answer = { status: 200 };
    await slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
    await slack.user('U1').mention('C1', 'help');
    expect(requests.map(({ headers }) => headers['content-type'])).toEqual([FORM, 'application/json']);
  });

  test('a command that fails is not sent again', async () => {
    const seen = await slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
    expect(seen).toMatchObject({ acked: false, problem: 'dispatch_failed' });
    await slack.settled({ quietMs: 100 });
    expect(requests).toHaveLength(1);
  });

  test('a late answer is too late', async () => {
    answer = { status: 200, afterMs: 400 };
    const seen = await slack.user('U1').slash('/pod', 'help', { channel: 'C1' });
    expect(seen).toMatchObject({ acked: false, problem: 'operation_timeout' });
  });

  test('an event that fails is sent four times, unless the app asks for no more', async () => {
    await slack.user('U1').mention('C1', 'help');
    await slack.until(() => (slack.journal.deliveries()[0]?.attempts.at(3)?.status ? true : undefined));
    expect(requests.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(requests[1]?.headers['x-slack-retry-reason']).toBe('http_error');
    answer = { status: 500, headers: { 'x-slack-no-retry': '1' } };
    await slack.user('U1').mention('C1', 'help');
    await slack.settled({ quietMs: 100 });
    expect(requests).toHaveLength(5);
  });
});
