import { type Answer, answerError } from './answer.ts';
import { type Fault, strikes } from './faults.ts';
import type { RequestInfo, ResourceRequest } from './route.ts';
import { ApiError, failure, forbidden, notFound, reasonOf } from './status.ts';
import { expiredWatch } from './watch.ts';

/** The user that a replay takes every client for. */
export const replayUser = 'podwhy';

/** What a request has to go through. */
export interface Trouble {
  readonly delayMs: number;
  readonly fault?: Exclude<Fault, { kind: 'latency' }>;
}

/** The faults of a replay with how often each was met. */
export interface FaultPlan {
  /** The trouble of a request that arrives now; counts it. */
  meet(request: RequestInfo): Trouble;
  /** Whether RBAC would refuse the request; counts nothing. */
  forbids(request: ResourceRequest): boolean;
}

/** Of several faults that strike the same request the first wins; delays add up. */
export function createFaultPlan(faults: readonly Fault[]): FaultPlan {
  const met = faults.map(() => 0);
  const isDue = (fault: Fault, count: number) => {
    const passed = count - (fault.after ?? 0);
    return passed >= 0 && passed < (fault.times ?? Number.POSITIVE_INFINITY);
  };
  return {
    meet: (request) => {
      let delayMs = 0;
      let struck: Trouble['fault'];
      for (const [index, fault] of faults.entries()) {
        if (!strikes(fault, request)) continue;
        const count = met[index] ?? 0;
        met[index] = count + 1;
        if (!isDue(fault, count)) continue;
        if (fault.kind === 'latency') delayMs += fault.milliseconds;
        else struck ??= fault;
      }
      return { delayMs, ...(struck && { fault: struck }) };
    },
    forbids: (request) =>
      faults.some(
        (fault, index) =>
          fault.kind === 'status' &&
          fault.code === 403 &&
          strikes(fault, request) &&
          isDue(fault, met[index] ?? 0),
      ),
  };
}

/** What a `status` fault answers, in the API server's words. */
export function faultAnswer(fault: Fault & { kind: 'status' }, request: RequestInfo): Answer {
  const { code, retryAfterSeconds } = fault;
  if (code === 410 && request.verb === 'watch') return expiredWatch('too old resource version');
  return answerError(faultError(code, request, retryAfterSeconds));
}

function faultError(code: number, request: RequestInfo, retryAfterSeconds = 1): ApiError {
  if (code === 403) return forbiddenByRbac(request);
  if (code === 404 && request.kind === 'resource' && request.name) return notFound(request, request.name);
  if (code === 429) {
    const message = 'Too many requests, please try again later.';
    return new ApiError(failure('TooManyRequests', message, { retryAfterSeconds }));
  }
  const message = messages[code] ?? `the server answered with the status code ${code}`;
  return new ApiError(failure(reasonOf(code) ?? 'Unknown', message, undefined, code));
}

const messages: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  404: 'the server could not find the requested resource',
  410: 'The resourceVersion for the provided watch or list is too old.',
  500: 'Internal error occurred: etcdserver: request timed out',
  503: 'the server is currently unable to handle the request',
  504: 'Timeout: request did not complete within the allotted duration',
};

/** What RBAC says: https://kubernetes.io/docs/reference/access-authn-authz/authorization/ */
function forbiddenByRbac(request: RequestInfo): ApiError {
  if (request.kind === 'other') {
    const message = `forbidden: User "${replayUser}" cannot ${request.verb} path "${request.path}"`;
    return new ApiError(failure('Forbidden', message, {}));
  }
  const { verb, group, namespace } = request;
  const resource = request.subresource ? `${request.resource}/${request.subresource}` : request.resource;
  const where = namespace ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const why = `User "${replayUser}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
  return forbidden(request, request.name, why);
}
