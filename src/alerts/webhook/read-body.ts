import type { IncomingMessage } from 'node:http';
import { type Answer, refusal } from './answer.ts';

export interface BodyLimits {
  readonly bytes: number;
  /** Milliseconds until all of it is there. */
  readonly ms: number;
}

export type ReadBody = { readonly bytes: Buffer } | { readonly refused: Answer };

const MEBIBYTE = 1024 * 1024;

/** Reads a request's body; of one that is too large no more than the limit is ever held. */
export async function readBody(request: IncomingMessage, limits: BodyLimits): Promise<ReadBody> {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  // RFC 9110, 12.5.3: says what would be understood.
  if (encoding !== 'identity')
    return { refused: refusal(415, 'Send it uncompressed.', { 'accept-encoding': 'identity' }) };
  if (Number(request.headers['content-length'] ?? 0) > limits.bytes) return { refused: tooLarge(limits) };
  return collect(request, limits);
}

function collect(request: IncomingMessage, limits: BodyLimits): Promise<ReadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle({ refused: tooSlow(limits) }), limits.ms);
    request.on('data', take);
    request.once('end', finish);
    request.once('close', breakOff);

    function settle(body: ReadBody): void {
      clearTimeout(timer);
      request.off('data', take).off('end', finish).off('close', breakOff);
      resolve(body);
    }
    function take(chunk: Buffer): void {
      size += chunk.length;
      if (size > limits.bytes) settle({ refused: tooLarge(limits) });
      else chunks.push(chunk);
    }
    function finish(): void {
      settle({ bytes: Buffer.concat(chunks) });
    }
    /** Nobody is left to read the answer, but it is counted. */
    function breakOff(): void {
      settle({ refused: refusal(400, 'It broke off.') });
    }
  });
}

function tooLarge({ bytes }: BodyLimits): Answer {
  const most = bytes < MEBIBYTE ? `${bytes} bytes` : `${bytes / MEBIBYTE} MiB`;
  return refusal(
    413,
    `It has more than ${most}. Send fewer alerts at once: max_alerts in Alertmanager's webhook_configs.`,
  );
}

function tooSlow({ ms }: BodyLimits): Answer {
  return refusal(408, `It was not all there after ${ms / 1000} s.`);
}
