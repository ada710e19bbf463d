import { BotError } from '../errors.ts';
import type { Candidate, Resolution } from '../ports.ts';
import { namespaceState, noNamespace } from './absent.ts';
import type { ApiClient } from './api-client.ts';
import { marked, need } from './found-target.ts';
import { POD } from './kinds.ts';
import { list } from './list.ts';
import type { PartialObject } from './named-objects.ts';
import { listPods } from './pods-of.ts';

/** A selector's pods. The target's namespace is empty where they may be of several. */
export async function resolveSelector(
  api: ApiClient,
  selector: string,
  namespace: string | undefined,
): Promise<Resolution> {
  const fetched = await listPods(api, namespace, selector);
  if (fetched.status !== 'ok' && fetched.httpStatus === 400) {
    const message = `"${selector}" is not a label selector: ${fetched.message}. Write it as \`app=web,tier!=cache\`.`;
    throw new BotError('target-invalid', message);
  }
  const { items, truncated } = need(fetched, { ...POD, ...(namespace === undefined ? {} : { namespace }) });
  if (items.length === 0) return noPods(api, selector, namespace);
  const target = { kind: 'Selector', namespace: namespace ?? '', name: selector };
  return { status: 'found', target, pods: items, ...marked(truncated) };
}

async function noPods(api: ApiClient, selector: string, namespace: string | undefined): Promise<Resolution> {
  const nothing = { status: 'not-found', near: [], elsewhere: [] } as const;
  if (namespace === undefined)
    return { ...nothing, message: `No pods match "${selector}" in any namespace.` };
  const [home, elsewhere] = await Promise.all([namespaceState(api, namespace), matching(api, selector)]);
  if (home.exists === false)
    return { ...nothing, message: noNamespace(namespace), near: home.near, elsewhere };
  return { ...nothing, message: `No pods match "${selector}" in namespace "${namespace}".`, elsewhere };
}

/** One pod of each namespace in which the selector matches. */
async function matching(api: ApiClient, labelSelector: string): Promise<readonly Candidate[]> {
  const listed = await list<PartialObject>(api, { ...POD, query: { labelSelector }, metadataOnly: true });
  if (listed.status !== 'ok') return [];
  const byNamespace = new Map(
    listed.value.items.map(({ metadata }) => [metadata?.namespace ?? '', metadata?.name ?? '']),
  );
  return [...byNamespace].slice(0, 10).map(([namespace, name]) => ({ kind: 'Pod', namespace, name }));
}
