import type { Ask, Reply, UseRow } from '../asks.ts';
import { compareText } from '../diagnosis/compare.ts';
import type { Node } from '../diagnosis/objects/node.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { AnswerDeps } from './answer-deps.ts';
import { needed, wanted } from './needed.ts';

/** The cluster's nodes, those that are not ready first, with what is used of them where metrics-server says it. */
export async function listNodes(ask: Ask, { cluster, progress }: AnswerDeps): Promise<Reply> {
  progress('reading nodes');
  const [read, metrics] = await Promise.all([
    needed(cluster, { section: 'nodes' }),
    wanted(cluster, { section: 'node-metrics' }),
  ]);
  const nodes = read.map(wellFormed).toSorted(worstFirst);
  const use = (metrics.value ?? []).map(wellFormed).map(({ metadata, usage }): UseRow => {
    const node = nodes.find((one) => one.metadata?.name === metadata?.name);
    const { cpu, memory } = node?.status?.allocatable ?? {};
    return {
      name: metadata?.name ?? '',
      ...(usage?.cpu ? { cpu: usage.cpu } : {}),
      ...(usage?.memory ? { memory: usage.memory } : {}),
      ...(cpu ? { cpuOf: cpu } : {}),
      ...(memory ? { memoryOf: memory } : {}),
    };
  });
  return { kind: 'nodes', ask, takenAt: cluster.now(), nodes, use, gaps: metrics.gaps };
}

function worstFirst(a: Node, b: Node): number {
  return trouble(b) - trouble(a) || compareText(a.metadata?.name ?? '', b.metadata?.name ?? '');
}

function trouble({ spec, status }: Node): number {
  const conditions = status?.conditions ?? [];
  if (!conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')) return 3;
  // DiskPressure and its like.
  if (conditions.some(({ type, status: is }) => type !== 'Ready' && is === 'True')) return 2;
  return spec?.unschedulable ? 1 : 0;
}
