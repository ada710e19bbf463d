import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import type { Deadline } from './deadline.ts';
import type { ApiFailure, Fetched } from './http-status.ts';

export interface Listed<T> {
  readonly items: readonly T[];
  /** There are more than were read. */
  readonly truncated: boolean;
}

interface Page<T> {
  readonly metadata?: { readonly continue?: string };
  readonly items?: readonly T[] | null;
}

/** As many as kubectl asks for at once. */
const PAGE = 500;

/**
 * A list, page by page, at most `pages` of them. A continue token that has expired (410) starts the list once more.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function list<T>(
  api: ApiClient,
  request: ApiRequest,
  pages = 1,
  deadline: Deadline = api.deadline(),
): Promise<Fetched<Listed<T>>> {
  let items: readonly T[] = [];
  let token: string | undefined;
  let restarted = false;
  for (let page = 1; page <= pages; page++) {
    const query = { ...request.query, limit: PAGE, continue: token };
    const fetched = await api.json<Page<T>>({ ...request, query }, deadline);
    if (fetched.status !== 'ok') {
      if (fetched.httpStatus !== 410 || restarted || token === undefined) return fetched;
      [items, token, restarted, page] = [[], undefined, true, 0];
      continue;
    }
    const received = fetched.value.items;
    // Go writes an empty list as null now and then.
    if (received !== null && !Array.isArray(received)) return NOT_A_LIST;
    items = [...items, ...(received ?? [])];
    token = fetched.value.metadata?.continue || undefined;
    if (token === undefined) break;
  }
  return { status: 'ok', value: { items, truncated: token !== undefined } };
}

export const NOT_A_LIST: ApiFailure = {
  status: 'unavailable',
  reason: 'failed',
  message: 'the answer is not a list',
  code: 'api-error',
};
