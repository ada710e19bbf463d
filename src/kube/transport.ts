import http from 'node:http';
import https from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Bytes of a body that are kept. */
export interface BodyLimit {
  readonly bytes: number;
  /** Whether a longer body fails, or loses its beginning. */
  readonly beyond: 'fail' | 'drop-oldest';
}

export interface HttpReply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  /** Why the body ended before its end. */
  readonly cutOff?: string;
  /** The body lost its beginning to the limit. */
  readonly shortened?: boolean;
}

/**
 * One GET over node's own client: it keeps connections alive, and takes the agents (proxies, client certificates)
 * that the Kubernetes client makes.
 * @throws the error of the connection, or an AbortError; never once the headers are there.
 */
export function httpGet(url: URL, options: https.RequestOptions, limit: BodyLimit): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'http:' ? http : https;
    let answered = false;
    const request = client.request(url, { ...options, method: 'GET' }, (response) => {
      answered = true;
      readReply(response, limit).then(resolve, reject);
    });
    // An abort is told to the request and to the response; the latter knows what came until then.
    request.on('error', (error) => {
      if (!answered) reject(error);
    });
    request.end();
  });
}

async function readReply(response: http.IncomingMessage, limit: BodyLimit): Promise<HttpReply> {
  const head = { status: response.statusCode ?? 0, headers: response.headers };
  const chunks: Buffer[] = [];
  let length = 0;
  let shortened = false;
  try {
    for await (const chunk of decoded(response)) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit.bytes && limit.beyond === 'fail') {
        throw new Error(`the answer is larger than ${limit.bytes} bytes`);
      }
      while (length - (chunks[0]?.length ?? 0) >= limit.bytes) {
        length -= chunks.shift()?.length ?? 0;
        shortened = true;
      }
    }
  } catch (error) {
    response.destroy();
    const cutOff = error instanceof Error ? error.message : String(error);
    return { ...head, body: Buffer.concat(chunks), cutOff, shortened };
  }
  return { ...head, body: Buffer.concat(chunks), shortened };
}

function decoded(response: http.IncomingMessage): Readable {
  if (response.headers['content-encoding'] !== 'gzip') return response;
  // The callback is needed for pipeline to hand an error on to the stream that is read.
  return pipeline(response, createGunzip(), () => {});
}
