import type { ResourceType } from './resources.ts';

/** A request for API objects, as the API server's RequestInfo has it. */
export interface ResourceRequest {
  readonly kind: 'resource';
  readonly verb: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Missing where the API serves no such resource. */
  readonly type?: ResourceType;
}

/** A request for anything else: discovery, health, version. */
export interface OtherRequest {
  readonly kind: 'other';
  readonly verb: string;
  readonly path: string;
}

export type RequestInfo = ResourceRequest | OtherRequest;

/** What a request asks, read from its method, path and query. */
export function routeOf(method: string, url: URL, types: readonly ResourceType[]): RequestInfo {
  const path = url.pathname;
  const parts = path.split('/').filter(Boolean).map(decode);
  const versionAt = parts[0] === 'api' ? 1 : parts[0] === 'apis' ? 2 : undefined;
  const version = versionAt === undefined ? undefined : parts[versionAt];
  const rest = versionAt === undefined ? [] : parts.slice(versionAt + 1);
  if (version === undefined || rest.length === 0) return { kind: 'other', verb: method.toLowerCase(), path };
  const group = versionAt === 2 ? (parts[1] ?? '') : '';
  const target = targetOf(rest);
  const type = types.find(
    (one) => one.group === group && one.version === version && one.resource === target.resource,
  );
  const verb = verbOf(method, target.name !== undefined, url.searchParams);
  const name = target.name ?? nameFromSelector(verb, url.searchParams);
  return { kind: 'resource', verb, group, version, ...target, ...(name && { name }), ...(type && { type }) };
}

interface Target {
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
}

function targetOf(rest: readonly string[]): Target {
  const [first = '', namespace, third] = rest;
  const isNamespaceItself = third === undefined || third === 'status' || third === 'finalize';
  if (first === 'namespaces' && namespace !== undefined) {
    // The API server counts a request for a namespace object as one inside that namespace.
    if (isNamespaceItself) return named('namespaces', namespace, third, namespace);
    return named(third, rest[3], rest[4], namespace);
  }
  return named(first, rest[1], rest[2]);
}

function named(resource: string, name?: string, subresource?: string, namespace?: string): Target {
  return {
    resource,
    ...(name && { name }),
    ...(subresource && { subresource }),
    ...(namespace && { namespace }),
  };
}

function verbOf(method: string, hasName: boolean, query: URLSearchParams): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      if (hasName) return 'get';
      return isTrue(query.get('watch')) ? 'watch' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return hasName ? 'delete' : 'deletecollection';
    default:
      return method.toLowerCase();
  }
}

/** A list narrowed to one name is authorised, and refused, as a request for that name. */
function nameFromSelector(verb: string, query: URLSearchParams): string | undefined {
  if (verb !== 'list' && verb !== 'watch') return undefined;
  return /(?:^|,)metadata\.name==?([^,!]+)(?:,|$)/.exec(query.get('fieldSelector') ?? '')?.[1];
}

/** A boolean query parameter, read as the API server's conversion does: present and not 0 or false. */
export function isTrue(value: string | null): boolean {
  return value !== null && value !== '0' && value.toLowerCase() !== 'false';
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
