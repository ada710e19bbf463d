import { sortEvents } from '../diagnosis/events.ts';
import type { KubeEvent } from '../diagnosis/objects/meta.ts';
import type { Collected, EventList, Read } from '../diagnosis/snapshot.ts';
import type { ApiClient } from './api-client.ts';
import { collected } from './collected.ts';
import { list } from './list.ts';

/** Events are listed in the order of their names, so the newest may be on a later page. */
const PAGES = 4;
/** A controller's tries on one object are few events: https://pkg.go.dev/k8s.io/client-go/tools/record#EventCorrelator */
const FAILED_CREATE_PAGES = 2;
const EVENTS = { group: '', version: 'v1', resource: 'events' };

/** Events about one object, oldest first. */
export async function readEvents(
  api: ApiClient,
  ask: Read<'events'>,
): Promise<Collected<readonly KubeEvent[]>> {
  const uid = uidOf(ask);
  const selector = [
    uid === undefined ? `involvedObject.kind=${ask.kind}` : `involvedObject.uid=${uid}`,
    `involvedObject.name=${ask.name}`,
  ];
  const fetched = await list<KubeEvent>(
    api,
    // Events about objects without a namespace are kept in `default`.
    { ...EVENTS, namespace: ask.namespace || 'default', query: { fieldSelector: selector.join(',') } },
    PAGES,
  );
  return collected(fetched, ({ items }) => sortEvents(items.filter((event) => isAbout(event, ask, uid))));
}

/** All events of a namespace, oldest first. */
export async function readNamespaceEvents(
  api: ApiClient,
  { namespace }: Read<'namespace-events'>,
): Promise<Collected<EventList>> {
  const fetched = await list<KubeEvent>(api, { ...EVENTS, namespace }, PAGES);
  return collected(fetched, ({ items, truncated }) => ({ events: sortEvents(items), truncated }));
}

/** Events of controllers that could not make what they want, oldest first. */
export async function readFailedCreates(
  api: ApiClient,
  { namespace }: Read<'failed-creates'>,
): Promise<Collected<EventList>> {
  const where = namespace === undefined ? {} : { namespace };
  const request = { ...EVENTS, ...where, query: { fieldSelector: 'reason=FailedCreate' } };
  const fetched = await list<KubeEvent>(api, request, FAILED_CREATE_PAGES);
  return collected(fetched, ({ items, truncated }) => ({
    events: sortEvents(items.filter(({ reason }) => reason === 'FailedCreate')),
    truncated,
  }));
}

/**
 * The kubelet writes the node's name where a node's UID belongs, the controllers write the UID: only the name finds
 * both (`kubectl describe node` asks twice).
 */
function uidOf({ kind, uid }: Read<'events'>): string | undefined {
  return kind === 'Node' ? undefined : uid;
}

/** A server is free not to index a field that is selected on. */
function isAbout({ involvedObject }: KubeEvent, ask: Read<'events'>, uid: string | undefined): boolean {
  if (uid !== undefined) return involvedObject?.uid === uid;
  return involvedObject?.kind === ask.kind && involvedObject.name === ask.name;
}
