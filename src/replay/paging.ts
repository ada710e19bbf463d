import { keyOf } from './bucket.ts';
import { at } from './json-path.ts';
import type { KubeObject } from './recording.ts';
import { ApiError, badRequest, failure } from './status.ts';

/** One page of a list, with what the list's metadata says of the rest. */
export interface Page {
  readonly items: readonly KubeObject[];
  readonly resourceVersion: number;
  readonly continue?: string;
  readonly remainingItemCount?: number;
}

/** Where a list stands: the version now, and the first from which pages can be continued. */
export interface Versions {
  readonly now: number;
  readonly first: number;
}

/**
 * Cuts the page that `limit` and `continue` ask for out of a list in the store's order.
 * @throws ApiError 400 for a token that is none, 410 for one that is too old.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export function pageOf(matching: readonly KubeObject[], query: URLSearchParams, versions: Versions): Page {
  const token = query.get('continue') ?? '';
  const limit = limitOf(query);
  const start = token === '' ? undefined : readToken(token, versions);
  const from = start === undefined ? 0 : firstAfter(matching, start.after);
  const resourceVersion = start?.resourceVersion ?? versions.now;
  const items = matching.slice(from, limit > 0 ? from + limit : undefined);
  const remaining = matching.length - from - items.length;
  const last = items.at(-1);
  if (last === undefined || remaining === 0) return { items, resourceVersion };
  // The API server counts the rest only for a list without selectors.
  const counted = !query.get('labelSelector') && !query.get('fieldSelector');
  return {
    items,
    resourceVersion,
    continue: writeToken(resourceVersion, keyOf(last.metadata)),
    ...(counted && { remainingItemCount: remaining }),
  };
}

/** Where the objects begin whose keys come after a key: found by halving, as each page of a long list asks for it. */
function firstAfter(sorted: readonly KubeObject[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const object = sorted[middle];
    if (object === undefined || keyOf(object.metadata) > key) high = middle;
    else low = middle + 1;
  }
  return low;
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit') ?? '0';
  if (!/^-?\d+$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

function writeToken(resourceVersion: number, after: string): string {
  const token = { v: 'meta.k8s.io/v1', rv: resourceVersion, start: `${after}\u0000` };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(token: string, versions: Versions): { resourceVersion: number; after: string } {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw badRequest('continue key is not valid: illegal base64 data or JSON');
  }
  const start = at(value, 'start');
  const version = at(value, 'rv');
  if (typeof start !== 'string' || typeof version !== 'number' || at(value, 'v') !== 'meta.k8s.io/v1')
    throw badRequest('continue key is not valid: server does not recognize this encoded version');
  const after = start.replace(/\u0000$/, '');
  // -1 is the API server's mark of a list that goes on without being consistent with its first page.
  if (version === -1) return { resourceVersion: versions.now, after };
  if (version < versions.first) throw expiredToken(after);
  return { resourceVersion: version, after };
}

function expiredToken(after: string): ApiError {
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list ' +
    'without the continue parameter, or use the continue token in this response to retrieve the remainder of the ' +
    'results. Continuing with the provided token results in an inconsistent list - objects that were created, ' +
    'modified, or deleted between the time the first chunk was returned and now may show up in the list.';
  return new ApiError({ ...failure('Expired', message), metadata: { continue: writeToken(-1, after) } });
}
