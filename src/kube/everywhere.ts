import type { Candidate, Resolution } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import { completeTarget, type Hit, need, objectRequest, ResolveFailure } from './found-target.ts';
import { CRON_JOB, DAEMON_SET, DEPLOYMENT, JOB, type Kind, POD, STATEFUL_SET } from './kinds.ts';
import { list } from './list.ts';
import type { PartialObject } from './named-objects.ts';

const SEARCHED = [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB, JOB, POD];

/** A name in whatever namespace has it. */
export async function resolveEverywhere(
  api: ApiClient,
  name: string,
  kind: Kind | undefined,
): Promise<Resolution> {
  const kinds = kind ? [kind] : SEARCHED;
  const query = { fieldSelector: `metadata.name=${name}` };
  const lists = await Promise.all(
    kinds.map(async (searched) => {
      const request = { ...searched, query, metadataOnly: true };
      return { searched, request, fetched: await list<PartialObject>(api, request) };
    }),
  );
  const hits = lists.flatMap(({ searched, fetched }) =>
    fetched.status === 'ok' ? namesakes(fetched.value.items, searched, name) : [],
  );
  const [only] = hits;
  if (only && hits.length === 1) return fetchHit(api, only);
  if (hits.length > 1) return { status: 'ambiguous', candidates: hits.map(({ candidate }) => candidate) };
  for (const { fetched, request } of lists) {
    if (fetched.status !== 'ok' && fetched.reason !== 'not-found') throw new ResolveFailure(fetched, request);
  }
  const what = kind ? `${kind.words.at(-1)} "${name}"` : `pod or workload "${name}"`;
  return { status: 'not-found', message: `There is no ${what} in any namespace.`, near: [], elsewhere: [] };
}

interface Namesake {
  readonly kind: Kind;
  readonly candidate: Candidate;
}

/** A server that ignores the field selector would otherwise give every object. */
function namesakes(items: readonly PartialObject[], kind: Kind, name: string): readonly Namesake[] {
  return items
    .filter(({ metadata }) => metadata?.name === name)
    .map(({ metadata }) => ({
      kind,
      candidate: { kind: kind.kind, namespace: metadata?.namespace ?? '', name },
    }));
}

async function fetchHit(api: ApiClient, { kind, candidate }: Namesake): Promise<Resolution> {
  const { namespace, name } = candidate;
  const request = objectRequest(kind, namespace, name);
  const object = need(await api.json<Hit['object']>(request), request);
  return completeTarget(api, { kind, namespace, object });
}
