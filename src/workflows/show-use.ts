import type { Ask, Reply, UseRow } from '../asks.ts';
import type { Pod, PodMetrics } from '../diagnosis/objects/pod.ts';
import { parseQuantity } from '../diagnosis/quantity.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { absentNamespace } from './list-pods.ts';
import { needed, wanted } from './needed.ts';

/** What the containers of a namespace use, beside their limits. */
export async function showUse(ask: Ask, { cluster, progress }: AnswerDeps): Promise<Reply> {
  const namespace = ask.namespace ?? cluster.namespace;
  progress(`reading what the pods of ${namespace} use`);
  const [read, listed] = await Promise.all([
    needed(cluster, { section: 'namespace-metrics', namespace }),
    wanted(cluster, { section: 'namespace-pods', namespace }),
  ]);
  const absent = read.length === 0 ? await absentNamespace(ask, namespace, cluster) : undefined;
  if (absent) return absent;
  const metrics = read.map(wellFormed);
  const pods = new Map(listed.value?.pods.map(wellFormed).map((pod) => [pod.metadata?.name, pod]));
  const rows = metrics.flatMap((one) => rowsOf(one, pods.get(one.metadata?.name)));
  return { kind: 'top', ask, namespace, rows: rows.toSorted(byMemory), metrics, gaps: listed.gaps };
}

function rowsOf({ metadata, containers = [] }: PodMetrics, pod: Pod | undefined): readonly UseRow[] {
  const specs = [...(pod?.spec?.containers ?? []), ...(pod?.spec?.initContainers ?? [])];
  return containers.map(({ name, usage }) => {
    const limits = specs.find((spec) => spec.name === name)?.resources?.limits;
    return {
      name: metadata?.name ?? '',
      container: name,
      ...(usage?.cpu ? { cpu: usage.cpu } : {}),
      ...(usage?.memory ? { memory: usage.memory } : {}),
      ...(limits?.cpu ? { cpuOf: limits.cpu } : {}),
      ...(limits?.memory ? { memoryOf: limits.memory } : {}),
    };
  });
}

/** Nearest to its limit first, then those without a limit by what they use. */
function byMemory(a: UseRow, b: UseRow): number {
  return shareOf(b) - shareOf(a) || bytesOf(b) - bytesOf(a);
}

function shareOf(row: UseRow): number {
  const limit = parseQuantity(row.memoryOf);
  return limit ? bytesOf(row) / limit : -1;
}

function bytesOf({ memory }: UseRow): number {
  return parseQuantity(memory) ?? 0;
}
