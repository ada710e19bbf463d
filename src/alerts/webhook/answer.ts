import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a webhook's request is answered with, as JSON. */
export interface Answer {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** How long a sender is listened to that was answered before it had sent everything. */
const LINGER_MS = 1_000;

export function refusal(code: number, error: string, headers: Answer['headers'] = {}): Answer {
  return { code, body: { error }, headers };
}

/**
 * Sends an answer. One that comes before the end of the request closes the connection; what still arrives is thrown away
 * for a moment first, because a connection that is closed on unread bytes is reset, and the answer lost with it.
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
): Promise<void> {
  if (response.destroyed) return;
  const text = `${JSON.stringify(answer.body)}\n`;
  const early = !request.complete;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  response.writeHead(answer.code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(early ? { connection: 'close' } : {}),
  });
  response.write(text);
  if (early) await endOf(request);
  response.end();
}

function endOf(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LINGER_MS);
    request.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    request.resume();
  });
}
