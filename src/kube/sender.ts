import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiRequest, acceptOf, pathOf } from './api-request.ts';
import type { Connection, Credentials } from './credentials.ts';
import type { Deadline } from './deadline.ts';
import { isPassing, networkReason } from './network-error.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { RequestLog } from './request-log.ts';
import { type Attempt, retryAdvice } from './retry.ts';
import { type BodyLimit, httpGet } from './transport.ts';

export interface Line {
  readonly credentials: Credentials;
  readonly limiter: RateLimiter;
  readonly log: RequestLog;
}

/**
 * Sends a request, within the rate limit, and again where that may help: with new credentials after a 401, later after
 * a 429, once after what passes.
 * @throws BotError of the credentials.
 */
export async function send(
  line: Line,
  request: ApiRequest,
  limit: BodyLimit,
  deadline: Deadline,
): Promise<Attempt> {
  let renewed = false;
  for (let attempts = 1; ; attempts++) {
    const connection = await line.credentials.connection();
    const result = await attempt(line, connection, { request, limit, deadline });
    const refused = result.status === 'answered' && result.reply.status === 401;
    if (refused && !renewed && (await line.credentials.renew())) {
      renewed = true;
      continue;
    }
    const advice = retryAdvice(result, attempts, request.subresource !== 'log');
    if (!advice || advice.wait >= deadline.remaining()) return result;
    if (advice.forAll) line.limiter.pause(advice.wait);
    else await sleep(advice.wait, undefined, { signal: deadline.signal }).catch(() => undefined);
  }
}

interface Question {
  readonly request: ApiRequest;
  readonly limit: BodyLimit;
  readonly deadline: Deadline;
}

async function attempt(line: Line, connection: Connection, question: Question): Promise<Attempt> {
  const { request, limit, deadline } = question;
  const { agent, auth } = connection;
  const path = pathOf(request);
  const open = line.log.open(path);
  try {
    open.sent(await line.limiter.take(deadline.signal));
    const headers = { ...connection.headers, ...headersOf(request) };
    const options = { agent, headers, signal: deadline.signal, ...(auth === undefined ? {} : { auth }) };
    const reply = await httpGet(new URL(`${line.credentials.server}${path}`), options, limit);
    open.over({ status: reply.status, ...(reply.cutOff === undefined ? {} : { problem: reply.cutOff }) });
    return { status: 'answered', reply };
  } catch (error) {
    const late = deadline.signal.aborted;
    const problem = deadline.isStopped() ? 'given up: nobody waits for it' : 'timeout';
    open.over({ problem: late ? problem : networkReason(error) });
    return { status: 'no-answer', error, passing: !late && isPassing(error) };
  }
}

function headersOf(request: ApiRequest): Record<string, string> {
  const headers = { accept: acceptOf(request), 'user-agent': 'podwhy' };
  // The API server compresses answers above 128 KiB: a node list is a tenth of its size.
  return request.subresource === 'log' ? headers : { ...headers, 'accept-encoding': 'gzip' };
}
