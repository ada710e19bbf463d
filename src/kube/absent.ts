import { nearNames } from '../diagnosis/near-names.ts';
import type { Candidate, Resolution } from '../ports.ts';
import type { ApiClient } from './api-client.ts';
import { CRON_JOB, DAEMON_SET, DEPLOYMENT, type Kind, POD, STATEFUL_SET } from './kinds.ts';
import { list } from './list.ts';
import type { PartialObject } from './named-objects.ts';
import type { Named } from './near.ts';

/** Nothing of that name here: is it in another namespace, or is the namespace itself wrong? */
export async function absent(
  api: ApiClient,
  { name, namespace, kind }: Named,
  near: readonly Candidate[],
): Promise<Resolution> {
  if (kind?.clusterScoped) {
    const message = `There is no ${kind.words.at(-1)} "${name}" in the cluster.`;
    return { status: 'not-found', message, near, elsewhere: [] };
  }
  const [home, elsewhere] = await Promise.all([
    namespaceState(api, namespace),
    namedEverywhere(api, name, kind ? [kind] : [DEPLOYMENT, STATEFUL_SET, DAEMON_SET, CRON_JOB, POD]),
  ]);
  const others = elsewhere.filter((candidate) => candidate.namespace !== namespace);
  if (home.exists === false) {
    return { status: 'not-found', message: noNamespace(namespace), near: home.near, elsewhere: others };
  }
  const what = kind ? `${kind.words.at(-1)} "${name}"` : `pod or workload "${name}"`;
  const message = `There is no ${what} in namespace "${namespace}".`;
  return { status: 'not-found', message, near, elsewhere: others };
}

export function noNamespace(namespace: string): string {
  return `There is no namespace "${namespace}".`;
}

/** Whether a namespace exists; undefined where that may not be seen. With the nearest names where it does not. */
export async function namespaceState(
  api: ApiClient,
  name: string,
): Promise<{ readonly exists: boolean | undefined; readonly near: readonly Candidate[] }> {
  const namespaces = { group: '', version: 'v1', resource: 'namespaces', metadataOnly: true };
  const fetched = await api.json<PartialObject>({ ...namespaces, name });
  if (fetched.status === 'ok') return { exists: true, near: [] };
  if (fetched.reason !== 'not-found') return { exists: undefined, near: [] };
  const listed = await list<PartialObject>(api, namespaces);
  if (listed.status !== 'ok') return { exists: false, near: [] };
  const names = listed.value.items.map(({ metadata }) => metadata?.name ?? '');
  const near = nearNames(name, names).map((close) => ({ kind: 'Namespace', namespace: '', name: close }));
  return { exists: false, near };
}

/** Objects of one name in all namespaces: a list of metadata that the server narrows down to the name. */
export async function namedEverywhere(
  api: ApiClient,
  name: string,
  kinds: readonly Kind[],
): Promise<readonly Candidate[]> {
  const query = { fieldSelector: `metadata.name=${name}` };
  const lists = await Promise.all(
    kinds.map(async (kind) => {
      const listed = await list<PartialObject>(api, { ...kind, query, metadataOnly: true });
      return listed.status === 'ok' ? listed.value.items.map((item) => toCandidate(kind, item)) : [];
    }),
  );
  return lists.flat().filter((candidate) => candidate.name === name);
}

function toCandidate(kind: Kind, { metadata }: PartialObject): Candidate {
  return { kind: kind.kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' };
}
