import type { Ask, Reply } from '../asks.ts';
import { groupPods } from '../diagnosis/pod-group.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { Cluster } from '../ports.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { nearNamespaces } from './near-namespaces.ts';
import { needed } from './needed.ts';

/** The pods of a namespace, the unwell ones first. */
export async function listPods(ask: Ask, { cluster, progress }: AnswerDeps): Promise<Reply> {
  const namespace = ask.namespace ?? cluster.namespace;
  progress(`reading the pods of ${namespace}`);
  const { pods: read, truncated } = await needed(cluster, { section: 'namespace-pods', namespace });
  const absent = read.length === 0 ? await absentNamespace(ask, namespace, cluster) : undefined;
  if (absent) return absent;
  const groups = groupPods(read.map(wellFormed)).filter((group) => !ask.unhealthy || !group.well);
  const pods = groups.flatMap((group) => group.pods);
  return { kind: 'list', ask, namespace, takenAt: cluster.now(), pods, truncated };
}

/** The API gives an empty list of a namespace that does not exist. */
export async function absentNamespace(
  ask: Ask,
  namespace: string,
  cluster: Cluster,
): Promise<Reply | undefined> {
  const read = await cluster.read({ section: 'namespaces' });
  const names = read.status === 'ok' ? read.value.map(({ name }) => name) : [namespace];
  return names.includes(namespace) ? undefined : noNamespace(ask, namespace, names);
}

/** A namespace that does not exist, with those that there are. */
export function noNamespace(ask: Ask, namespace: string, known: readonly string[]): Reply {
  const { near, others } = nearNamespaces(namespace, known);
  const message = `There is no namespace "${namespace}".`;
  return { kind: 'unresolved', ask, code: 'not-found', message, near, elsewhere: others };
}
