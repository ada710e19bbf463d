import { cleanText } from '../diagnosis/gate.ts';
import type { Cluster } from '../ports.ts';
import type { AskableName } from './askable-names.ts';

/** What can be asked about in a real cluster, as far as it has been read by now. */
export type NamesFor = (typed: string) => readonly AskableName[];

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
/** What was made since is offered after so long. */
const FRESH_MS = 60_000;
/** `feed/`, `-n feed` */
const NAMESPACE = /(?:-n +|\s)([a-z0-9](?:[-a-z0-9]*[a-z0-9])?)(?:\/|\s|$)/g;

/**
 * Reads the namespaces, and the workloads of the default one and of those that are typed, when they are first asked
 * for: the next key stroke finds them. What may not be read is not offered.
 */
export function clusterNames(cluster: Pick<Cluster, 'read'>, defaultNamespace: string): NamesFor {
  const known = new Map<string, readonly AskableName[]>();
  const readAt = new Map<string, number>();

  function refresh(key: string, read: () => Promise<readonly AskableName[]>): void {
    if (Date.now() - (readAt.get(key) ?? 0) < FRESH_MS) return;
    readAt.set(key, Date.now());
    // Completion is a help: an answer says what is wrong with the cluster.
    read().then(
      (names) => known.set(key, names),
      () => undefined,
    );
  }

  return (typed) => {
    refresh('', () => namespacesOf(cluster));
    const namespaces = new Set(known.get('')?.map(({ word }) => word));
    const meant = [...typed.matchAll(NAMESPACE)].map(([, namespace = '']) => namespace);
    for (const namespace of [defaultNamespace, ...meant.filter((one) => namespaces.has(one))])
      refresh(namespace, () => workloadsOf(cluster, namespace, defaultNamespace));
    return [...known.values()].flat();
  };
}

async function namespacesOf(cluster: Pick<Cluster, 'read'>): Promise<readonly AskableName[]> {
  const read = await cluster.read({ section: 'namespaces' });
  const names = read.status === 'ok' ? read.value.map(({ name }) => cleanText(name)) : [];
  return names.toSorted().map((word) => ({ is: 'namespace', word, about: 'namespace' }));
}

async function workloadsOf(
  cluster: Pick<Cluster, 'read'>,
  namespace: string,
  defaultNamespace: string,
): Promise<readonly AskableName[]> {
  const reads = await Promise.all(
    KINDS.map(async (kind) => {
      const read = await cluster.read({ section: 'workloads', kind, namespace });
      return read.status === 'ok'
        ? read.value.map(({ metadata }) => ({ kind, name: metadata?.name ?? '' }))
        : [];
    }),
  );
  return reads
    .flat()
    .map(({ kind, name }) => ({ kind, name: cleanText(name) }))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ kind, name }) => ({
      is: 'workload',
      word: namespace === defaultNamespace ? name : `${namespace}/${name}`,
      about: `${kind} in ${namespace}`,
    }));
}
