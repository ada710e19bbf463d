import type { IncomingMessage } from 'node:http';
import { decodeReview } from './protobuf-review.ts';
import { ApiError, badRequest, failure } from './status.ts';

// The API server's own limit: https://github.com/kubernetes/kubernetes/blob/v1.32.0/staging/src/k8s.io/apiserver/pkg/server/config.go
const limitBytes = 3 * 1024 * 1024;

/**
 * The request's parsed body, undefined if it has none.
 * @throws ApiError 400 or 413 for a body that cannot be read.
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitBytes)
      throw new ApiError(failure('RequestEntityTooLarge', `limit is ${limitBytes}`, undefined, 413));
    chunks.push(bytes);
  }
  // Only reviews are read, all else that has a body is refused unread.
  if (size === 0 || request.method !== 'POST') return undefined;
  const body = Buffer.concat(chunks);
  const contentType = request.headers['content-type'] ?? '';
  return contentType.startsWith('application/vnd.kubernetes.protobuf') ? decodeReview(body) : parseJson(body);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest("couldn't get version/kind; json parse error");
  }
}
