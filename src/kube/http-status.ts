import type { UnavailableReason } from '../diagnosis/snapshot.ts';
import type { ErrorCode } from '../errors.ts';
import type { ApiRequest } from './api-request.ts';
import type { HttpReply } from './transport.ts';

/** A request that brought nothing, as the core sees it (`reason`) and as an error of ours (`code`). */
export interface ApiFailure {
  readonly status: 'unavailable';
  readonly reason: Exclude<UnavailableReason, 'not-collected'>;
  readonly message: string;
  /** `not-found` has none: it is a fact, not an error. */
  readonly code?: ErrorCode;
  readonly httpStatus?: number;
  /** Of a 410: the token with which a list goes on, though no longer as of the time of its first page. */
  readonly continueToken?: string;
}

export type Fetched<T> = { readonly status: 'ok'; readonly value: T } | ApiFailure;

/** Undefined for a 2xx. */
export function failureOf(reply: HttpReply, request: ApiRequest): ApiFailure | undefined {
  if (reply.status >= 200 && reply.status < 300) return undefined;
  const said = statusOf(reply);
  const { reason, code, message } = judge(reply, request, said.message);
  const { continueToken } = reply.status === 410 ? said : {};
  return {
    status: 'unavailable',
    reason,
    message,
    httpStatus: reply.status,
    ...(code ? { code } : {}),
    ...(continueToken ? { continueToken } : {}),
  };
}

type Judgement = Pick<ApiFailure, 'reason' | 'code' | 'message'>;

function judge(reply: HttpReply, request: ApiRequest, said: string | undefined): Judgement {
  const message = said ?? `the API server answered ${reply.status}`;
  switch (reply.status) {
    case 401:
      return {
        reason: 'failed',
        code: 'unauthorized',
        message: 'the credentials were refused (401): expired or wrong',
      };
    case 403:
      return { reason: 'forbidden', code: 'forbidden', message };
    case 404:
      return missing(reply, request, said);
    case 408:
    case 504:
      return { reason: 'timeout', code: 'timeout', message };
    case 429:
      return { reason: 'failed', code: 'throttled', message: 'the API server asks to slow down (429)' };
    case 400:
      if (request.subresource === 'log' && said && NO_SUCH_LOG.test(said)) {
        return { reason: 'not-found', message: said };
      }
      return { reason: 'failed', code: 'api-error', message };
    default:
      return { reason: 'failed', code: 'api-error', message };
  }
}

/**
 * How the API server refuses a log that does not exist (400), which is an answer: no previous run, a container that
 * has not started, a container that the pod does not have.
 */
const NO_SUCH_LOG = /not found|is waiting to start|is not available|is terminated|is not valid for pod/;

/** What is said where the cluster lacks the resource itself, in this version, not one object of it. */
export const NO_SUCH_RESOURCE = 'the cluster has no such resource';

/** A 404 counts only when Kubernetes says it: a wrong address or a proxy also answers 404, with a page. */
function missing(reply: HttpReply, { group }: ApiRequest, said: string | undefined): Judgement {
  if (group === 'metrics.k8s.io' && said === undefined) {
    return { reason: 'not-found', message: 'the cluster has no metrics-server' };
  }
  const text = reply.body.subarray(0, 200).toString('utf8').trim();
  if (said === 'the server could not find the requested resource') {
    return { reason: 'not-found', message: NO_SUCH_RESOURCE };
  }
  if (said !== undefined) return { reason: 'not-found', message: said };
  if (text === '404 page not found') return { reason: 'not-found', message: NO_SUCH_RESOURCE };
  const message = 'what answers there is not a Kubernetes API (404 without a Status): is the address right?';
  return { reason: 'failed', code: 'cluster-unreachable', message };
}

interface Said {
  readonly message?: string;
  readonly continueToken?: string;
}

/** What the API's Status object says, or the kubelet's plain text. */
function statusOf(reply: HttpReply): Said {
  const text = reply.body.toString('utf8').trim();
  if (!text.startsWith('{')) {
    const plain = reply.status >= 500 && text !== '' && !text.startsWith('<');
    return plain ? { message: text.slice(0, 300) } : {};
  }
  try {
    const status: { kind?: unknown; message?: unknown; metadata?: { continue?: unknown } } = JSON.parse(text);
    if (status.kind !== 'Status') return {};
    const { message, metadata } = status;
    return {
      ...(typeof message === 'string' ? { message } : {}),
      ...(typeof metadata?.continue === 'string' ? { continueToken: metadata.continue } : {}),
    };
  } catch {
    return {};
  }
}
