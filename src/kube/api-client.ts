import { BotError } from '../errors.ts';
import type { Cost, RequestRecord } from '../ports.ts';
import { type ApiRequest, olderRequest, readsContents } from './api-request.ts';
import type { Credentials } from './credentials.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { type ApiFailure, type Fetched, failureOf, NO_SUCH_RESOURCE } from './http-status.ts';
import { networkReason } from './network-error.ts';
import type { RateLimiter } from './rate-limit.ts';
import { createRequestLog } from './request-log.ts';
import { send } from './sender.ts';
import type { BodyLimit, HttpReply } from './transport.ts';

/** GETs of one cluster, with limits, retries and a count. Failures are values. */
export interface ApiClient {
  /** A started clock for one question, which `stop` ends at once. */
  deadline(stop?: AbortSignal): Deadline;
  /** The API's own JSON, not checked beyond being an object. */
  json<T extends object>(request: ApiRequest, deadline?: Deadline): Promise<Fetched<T>>;
  /** A body as it came; may be cut off or shortened. */
  raw(request: ApiRequest, limit: BodyLimit, deadline?: Deadline): Promise<Fetched<HttpReply>>;
  serverTime(): string;
  cost(): Cost;
  requests(): readonly RequestRecord[];
}

export interface ApiClientOptions {
  readonly credentials: Credentials;
  readonly limiter: RateLimiter;
  /** Milliseconds for one question. */
  readonly timeout: number;
  readonly onRequest?: (request: RequestRecord) => void;
}

/** 5,000 pods with managedFields are about this large. */
const JSON_LIMIT: BodyLimit = { bytes: 64 * 1024 * 1024, beyond: 'fail' };

export function createApiClient({ credentials, limiter, timeout, onRequest }: ApiClientOptions): ApiClient {
  const log = createRequestLog(onRequest);
  let serverTime = 0;

  async function raw(request: ApiRequest, limit: BodyLimit, given?: Deadline): Promise<Fetched<HttpReply>> {
    if (readsContents(request)) throw new TypeError(`${request.resource} are read by metadata alone`);
    try {
      // A login by credential plugin may take longer than a question.
      await credentials.connection();
      const deadline = given ?? createDeadline(timeout);
      const result = await send({ credentials, limiter, log }, request, limit, deadline);
      if (result.status === 'no-answer') return noAnswer(result.error, deadline, credentials.server);
      const { reply } = result;
      serverTime = Math.max(serverTime, Date.parse(reply.headers.date ?? '') || 0);
      // Half a log is worth having, half an object is not.
      const late = reply.cutOff !== undefined && deadline.signal.aborted;
      if (late && limit.beyond === 'fail') return noAnswer(undefined, deadline, credentials.server);
      const failure = failureOf(reply, request);
      const older = failure?.message === NO_SUCH_RESOURCE ? olderRequest(request) : undefined;
      if (older) return raw(older, limit, deadline);
      return failure ?? { status: 'ok', value: reply };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { status: 'unavailable', reason: 'failed', message: error.userMessage, code: error.code };
    }
  }

  return {
    deadline: (stop) => createDeadline(timeout, stop),
    async json<T extends object>(request: ApiRequest, deadline?: Deadline) {
      const fetched = await raw(request, JSON_LIMIT, deadline);
      return fetched.status === 'ok' ? parseJson<T>(fetched.value) : fetched;
    },
    raw,
    serverTime: () => new Date(serverTime || Date.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    cost: log.cost,
    requests: log.records,
  };
}

function noAnswer(error: unknown, deadline: Deadline, server: string): ApiFailure {
  if (deadline.signal.aborted) {
    const message = `no answer within ${deadline.milliseconds / 1000} s`;
    return { status: 'unavailable', reason: 'timeout', message, code: 'timeout' };
  }
  const message = `no answer from ${new URL(server).host}: ${networkReason(error)}`;
  return { status: 'unavailable', reason: 'failed', message, code: 'cluster-unreachable' };
}

function parseJson<T extends object>(reply: HttpReply): Fetched<T> {
  if (reply.cutOff !== undefined) return broken(`the answer broke off: ${reply.cutOff}`);
  try {
    const value: unknown = JSON.parse(reply.body.toString('utf8'));
    if (typeof value === 'object' && value !== null) return { status: 'ok', value: value as T };
  } catch {
    // Said below: a login page of a proxy is the usual case.
  }
  return broken('the answer is not JSON: what answers there may not be a Kubernetes API');
}

function broken(message: string): ApiFailure {
  return { status: 'unavailable', reason: 'failed', message, code: 'api-error' };
}
