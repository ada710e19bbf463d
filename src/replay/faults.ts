import type { RequestInfo } from './route.ts';

/** Which requests a fault strikes. */
interface FaultMatch {
  /** `get`, `list`, `watch`, …, or `*` for every one. */
  readonly verb: string;
  /** `events`, `pods/log`, `deployments.apps`, `*` for every resource, or a path such as `/version`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  /** How many requests it strikes; every one when missing. */
  readonly times?: number;
  /** How many requests pass before it strikes; none when missing. */
  readonly after?: number;
}

/** Something that goes wrong on demand. */
export type Fault = FaultMatch &
  (
    | { readonly kind: 'status'; readonly code: number; readonly retryAfterSeconds?: number }
    /** Never answers. */
    | { readonly kind: 'hang' }
    /** Ends the connection in the middle of the body. */
    | { readonly kind: 'cut' }
    | { readonly kind: 'latency'; readonly milliseconds: number }
  );

const form =
  'expected WHAT[:VERB:RESOURCE[:KEY=VALUE…]] with WHAT a code from 400 to 599, hang, cut or latency:TIME';

/**
 * Reads a fault as a command line gives it: `403:list:events`, `429:get:pods:retry-after=1:times=2`, `hang:get:nodes`,
 * `cut:list:events`, `latency:5ms`, `latency:2s:get:pods/log`, `503:*:*`. Further keys: `namespace`, `name`, `after`.
 * @throws Error that says what is wrong with the text.
 */
export function parseFault(text: string): Fault {
  const [what = '', ...rest] = text.split(':');
  const latency = what === 'latency' ? parseTime(rest.shift() ?? '', text) : 0;
  const positional = rest.filter((part) => !part.includes('='));
  const options = parseOptions(
    rest.filter((part) => part.includes('=')),
    text,
  );
  if (positional.length > 2 || positional.includes('')) throw new Error(`fault "${text}": ${form}`);
  if (positional.length < 2 && what !== 'latency') throw new Error(`fault "${text}": ${form}`);
  const match = { verb: positional[0] ?? '*', resource: positional[1] ?? '*', ...options.match };
  if (what === 'latency') return { kind: 'latency', milliseconds: latency, ...match };
  if (what === 'hang' || what === 'cut') return { kind: what, ...match };
  if (!/^[45]\d\d$/.test(what)) throw new Error(`fault "${text}": ${form}`);
  return { kind: 'status', code: Number(what), ...options.retryAfter, ...match };
}

interface FaultOptions {
  readonly match: Pick<FaultMatch, 'namespace' | 'name' | 'times' | 'after'>;
  readonly retryAfter: { readonly retryAfterSeconds?: number };
}

function parseOptions(parts: readonly string[], text: string): FaultOptions {
  const match: { namespace?: string; name?: string; times?: number; after?: number } = {};
  const retryAfter: { retryAfterSeconds?: number } = {};
  for (const part of parts) {
    const key = part.slice(0, part.indexOf('='));
    const value = part.slice(key.length + 1);
    if (key === 'namespace' || key === 'name') match[key] = value;
    else if (key === 'times' || key === 'after') match[key] = parseCount(value, part, text);
    else if (key === 'retry-after') retryAfter.retryAfterSeconds = parseCount(value, part, text);
    else
      throw new Error(`fault "${text}": unknown key "${key}" (namespace, name, times, after, retry-after)`);
  }
  return { match, retryAfter };
}

function parseCount(value: string, part: string, text: string): number {
  if (!/^\d+$/.test(value)) throw new Error(`fault "${text}": "${part}" is not a whole number`);
  return Number(value);
}

function parseTime(value: string, text: string): number {
  const parts = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(value);
  if (!parts) throw new Error(`fault "${text}": "${value}" is not a time such as 5ms or 2s`);
  return Number(parts[1]) * (parts[2] === 's' ? 1000 : 1);
}

/** Whether a fault is meant for a request, its count aside. */
export function strikes(fault: Fault, request: RequestInfo): boolean {
  if (fault.verb !== '*' && fault.verb !== request.verb) return false;
  if (request.kind === 'other') return matchesPath(fault.resource, request.path);
  if (fault.namespace !== undefined && fault.namespace !== request.namespace) return false;
  if (fault.name !== undefined && fault.name !== request.name) return false;
  if (fault.resource === '*') return !isSelfReview(fault, request.group);
  const [resource, subresource] = fault.resource.split('/');
  if (subresource !== request.subresource && subresource !== '*') return false;
  return resource === request.resource || resource === `${request.resource}.${request.group}`;
}

/** `/version`, or `/openapi/*` for all below. */
function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

// Everybody may ask what they are allowed to do (the role system:basic-user), so no RBAC rule takes that away.
function isSelfReview(fault: Fault, group: string): boolean {
  const isReview = group === 'authorization.k8s.io' || group === 'authentication.k8s.io';
  return isReview && fault.kind === 'status' && fault.code === 403;
}
