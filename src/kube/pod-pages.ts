import { setImmediate as turn } from 'node:timers/promises';
import type { Pod } from '../diagnosis/objects/pod.ts';
import type { Cluster } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import type { ApiRequest } from './api-request.ts';
import { failureError } from './failure-error.ts';
import type { ApiFailure, Fetched } from './http-status.ts';
import { NOT_A_LIST } from './list.ts';

type Pods = readonly Pod[];

/** As many as kubectl asks for at once. */
const LIMIT = 500;
/** A list that has to be begun anew more often takes longer than the server keeps it. */
const RESTARTS = 3;

/** All pods, page by page; see `Cluster.podPages`. */
export function podPages(
  api: ApiClient,
  server: string,
  { namespace, limit = LIMIT }: Parameters<Cluster['podPages']>[0],
): AsyncIterable<Pods> {
  const where = namespace === undefined ? {} : { namespace };
  const request = { group: '', version: 'v1', resource: 'pods', ...where, query: { limit } };
  return {
    [Symbol.asyncIterator]() {
      const stop = new AbortController();
      const pages = oneAhead(readPages(api, server, request, stop.signal));
      return {
        next: () => pages.next(),
        return: () => {
          // Before the generator: that one ends no sooner than what it waits for.
          stop.abort();
          return pages.return();
        },
      };
    },
  };
}

/** Asks for the next page while one is worked on, and for no other until that one is taken. */
async function* oneAhead(pages: AsyncGenerator<Pods, void>): AsyncGenerator<Pods, void> {
  let coming = pages.next();
  for (;;) {
    const page = await coming;
    if (page.done) return;
    coming = pages.next();
    // Thrown when the page is asked for, and to nobody where it never is.
    coming.catch(() => undefined);
    // Lets the request leave first: work that never waits would hold it back till its own end.
    await turn();
    yield page.value;
  }
}

/** Where a list stands. */
interface Place {
  readonly token?: string;
  /** The token is not of a page, but of the answer that the last one has expired. */
  readonly isStandIn?: boolean;
  readonly restarts: number;
}

/** One page after the other, no pod twice. Only uids are remembered. */
async function* readPages(
  api: ApiClient,
  server: string,
  request: ApiRequest,
  stop: AbortSignal,
): AsyncGenerator<Pods, void> {
  const given = new Set<string>();
  let place: Place | undefined = { restarts: 0 };
  while (place) {
    const query = { ...request.query, continue: place.token };
    const page: Fetched<Page> = toPage(
      await api.json<PodList>({ ...request, query }, api.deadline(stop)),
      place,
    );
    if (page.status !== 'ok') {
      place = onward(place, page);
      if (!place) throw failureError(page, request, server);
      continue;
    }
    place = page.value.next;
    const pods = page.value.pods.filter(({ metadata }) => !metadata?.uid || !given.has(metadata.uid));
    for (const { metadata } of pods) if (metadata?.uid) given.add(metadata.uid);
    if (pods.length > 0) yield pods;
  }
}

/**
 * Where a list goes on whose token has expired, which it does after some minutes: where the answer says so, through the
 * list as it is by now, else at its beginning. Undefined where the failure is another one.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
function onward({ token, isStandIn, restarts }: Place, failure: ApiFailure): Place | undefined {
  const { httpStatus, continueToken } = failure;
  if (httpStatus !== 410 || token === undefined) return undefined;
  if (continueToken && !isStandIn) return { token: continueToken, isStandIn: true, restarts };
  return restarts < RESTARTS ? { restarts: restarts + 1 } : undefined;
}

/** As it came, not checked. */
interface PodList {
  readonly metadata?: { readonly continue?: string };
  readonly items?: readonly (Pod | null)[] | null;
}

interface Page {
  readonly pods: Pods;
  /** Absent after the last one. */
  readonly next?: Place;
}

function toPage(fetched: Fetched<PodList>, { token, restarts }: Place): Fetched<Page> {
  if (fetched.status !== 'ok') return fetched;
  const { metadata, items } = fetched.value;
  if (items !== null && !Array.isArray(items)) return NOT_A_LIST;
  const next = metadata?.continue || undefined;
  if (next !== undefined && next === token) return ENDLESS;
  const pods = (items ?? []).filter((item) => item !== null && typeof item === 'object');
  return {
    status: 'ok',
    value: { pods: pods.map(withoutManagedFields), ...(next ? { next: { token: next, restarts } } : {}) },
  };
}

const ENDLESS: ApiFailure = {
  status: 'unavailable',
  reason: 'failed',
  message: 'the list leads to the same page again',
  code: 'api-error',
};

/** Up to half of a pod's length, and nothing to judge by. */
function withoutManagedFields(pod: Pod): Pod {
  if (!pod.metadata?.managedFields) return pod;
  const { managedFields: _, ...metadata } = pod.metadata;
  return { ...pod, metadata };
}
