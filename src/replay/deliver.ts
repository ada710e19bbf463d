import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Answer, Sink } from './answer.ts';
import type { OpenEntry } from './journal.ts';
import { at } from './json-path.ts';

/** What an answer is sent with. */
export interface Delivery {
  readonly response: ServerResponse;
  readonly entry: OpenEntry;
  /** Milliseconds since the epoch for the Date header: clients reckon ages from it. */
  readonly now: number;
  /** Ends the connection in the middle of the body. */
  readonly cut: boolean;
}

/** Sends an answer and notes its status and size in the journal. */
export function deliver(answer: Answer, delivery: Delivery): void {
  if (answer.kind === 'stream') stream(answer, delivery);
  else if (answer.kind === 'text') sendText(answer, delivery);
  else sendJson(answer, delivery);
}

function sendJson(answer: Answer & { kind: 'json' }, delivery: Delivery): void {
  const retryAfter = at(answer.body, 'details', 'retryAfterSeconds');
  const headers = {
    'content-type': answer.contentType ?? 'application/json',
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
  };
  send(delivery, answer.code, headers, `${JSON.stringify(answer.body)}\n`);
}

function sendText(answer: Answer & { kind: 'text' }, delivery: Delivery): void {
  const headers = { 'content-type': 'text/plain' };
  if (!answer.staysOpen) {
    send(delivery, answer.code, headers, answer.text);
    return;
  }
  begin(delivery, answer.code, headers);
  sinkOf(delivery).send(answer.text);
}

function send(delivery: Delivery, code: number, headers: Record<string, string>, text: string): void {
  const body = Buffer.from(text);
  begin(delivery, code, { ...headers, 'content-length': String(body.length) });
  if (delivery.cut) {
    cutAfter(delivery, body.subarray(0, body.length >> 1));
    return;
  }
  delivery.entry.bytes += body.length;
  delivery.response.end(body);
}

function stream(answer: Answer & { kind: 'stream' }, delivery: Delivery): void {
  begin(delivery, 200, { 'content-type': 'application/json' });
  const stop = answer.start(sinkOf(delivery));
  delivery.response.once('close', stop);
  // A watch that had nothing to send yet is cut before its first event.
  if (delivery.cut && delivery.entry.bytes === 0) cutAfter(delivery, Buffer.alloc(0));
}

function sinkOf(delivery: Delivery): Sink {
  const { response, entry, cut } = delivery;
  return {
    send: (text) => {
      if (response.destroyed || response.writableEnded) return;
      const body = Buffer.from(text);
      if (cut) {
        cutAfter(delivery, body.subarray(0, body.length >> 1));
      } else {
        entry.bytes += body.length;
        response.write(body);
      }
    },
    end: () => response.end(),
  };
}

function begin({ response, entry, now }: Delivery, code: number, headers: Record<string, string>): void {
  entry.status = code;
  response.writeHead(code, {
    'audit-id': randomUUID(),
    'cache-control': 'no-cache, private',
    date: new Date(now).toUTCString(),
    ...headers,
  });
  response.flushHeaders();
}

function cutAfter({ response, entry }: Delivery, part: Buffer): void {
  entry.bytes += part.length;
  if (part.length === 0) setImmediate(() => response.destroy());
  else response.write(part, () => response.destroy());
}
