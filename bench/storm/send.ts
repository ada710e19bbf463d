/**
 * Sends webhooks at their times and tells how each was answered: `send.ts URL TOKEN FILE`. A process of its own, so that
 * what answers and what simulates Slack do not blur the times. Late answers hold nothing back.
 */
import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Webhook } from './storm.ts';

/** How one webhook was answered: 0 where it was not. */
export interface Answered {
  readonly status: number;
  readonly ms: number;
}

const [url = '', token = '', file = ''] = process.argv.slice(2);
const webhooks: readonly Webhook[] = JSON.parse(await readFile(file, 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
// Whoever has measured begins to count from here.
console.log(JSON.stringify({ event: 'service.started' }));
const begin = performance.now();
const answered = await Promise.all(
  webhooks.map(async ({ atMs, body }) => {
    await sleep(Math.max(0, atMs - (performance.now() - begin)));
    return post(body);
  }),
);
agent.destroy();
console.log(JSON.stringify({ event: 'sent', answered }));

function post(body: string): Promise<Answered> {
  const from = performance.now();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const done = (status: number) => resolve({ status, ms: performance.now() - from });
    const call = request(url, { method: 'POST', agent, headers, timeout: 10_000 }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0));
    });
    call.once('timeout', () => call.destroy()).once('error', () => done(0));
    call.end(body);
  });
}
