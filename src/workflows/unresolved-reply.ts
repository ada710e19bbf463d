import type { Ask, Reply } from '../asks.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { ownerOf } from '../diagnosis/owner.ts';
import { groupPods } from '../diagnosis/pod-group.ts';
import { hasFailed, podStatus } from '../diagnosis/pod-status.ts';
import { wellFormed } from '../diagnosis/well-formed.ts';
import type { Candidate, Cluster, Resolution } from '../ports.ts';

/** Namespaces whose pods are read to say how the candidates are. */
const LOOKED_INTO = 3;

/** A name that fits nothing or more than one thing, with how the things that may be meant are. */
export async function unresolvedReply(
  ask: Ask,
  resolution: Exclude<Resolution, { status: 'found' }>,
  cluster: Cluster,
): Promise<Reply> {
  if (resolution.status === 'ambiguous') {
    const judged = await judge(resolution.candidates, cluster);
    // Stable: those that are equally unwell stay in the order of likelihood.
    const near = judged.toSorted((a, b) => b.badness - a.badness).map(({ candidate }) => candidate);
    const message = `"${ask.target ?? ask.selector}" fits more than one object.`;
    return { kind: 'unresolved', ask, code: 'ambiguous', message, near, elsewhere: [] };
  }
  const { message } = resolution;
  const judged = await judge([...resolution.near, ...resolution.elsewhere], cluster);
  const candidates = judged.map(({ candidate }) => candidate);
  const near = candidates.slice(0, resolution.near.length);
  const elsewhere = candidates.slice(near.length);
  return { kind: 'unresolved', ask, code: 'not-found', message, near, elsewhere };
}

interface Judged {
  readonly candidate: Candidate;
  /** 3: something has failed, 2: not ready, 1: not known, 0: well. */
  readonly badness: number;
}

async function judge(candidates: readonly Candidate[], cluster: Cluster): Promise<readonly Judged[]> {
  const namespaces = [...new Set(candidates.map(({ namespace }) => namespace))].filter((name) => name !== '');
  const podsIn = new Map(
    await Promise.all(
      namespaces.slice(0, LOOKED_INTO).map(async (namespace) => {
        const read = await cluster.read({ section: 'namespace-pods', namespace });
        return [namespace, read.status === 'ok' ? read.value.pods.map(wellFormed) : []] as const;
      }),
    ),
  );
  return candidates.map((candidate) =>
    judgeOne(
      candidate,
      (podsIn.get(candidate.namespace) ?? []).filter((pod) => isOf(pod, candidate)),
    ),
  );
}

function isOf(pod: Pod, { kind, name }: Candidate): boolean {
  if (kind === 'Pod') return pod.metadata?.name === name;
  const owner = ownerOf(pod);
  return (
    (owner?.kind === kind && owner.name === name) || (kind === 'ReplicaSet' && owner?.replicaSet === name)
  );
}

function judgeOne(candidate: Candidate, pods: readonly Pod[]): Judged {
  const groups = groupPods(pods);
  const [worst] = groups;
  if (!worst) return { candidate, badness: 1 };
  const [first] = pods;
  const well = groups.filter((group) => group.well).flatMap((group) => group.pods).length;
  const ready = candidate.status ?? `${well}/${pods.length} ready`;
  const many = worst.well ? ready : `${ready}, ${worst.status}`;
  const status = candidate.kind === 'Pod' && first ? podStatus(first) : many;
  if (worst.well) return { candidate: { ...candidate, status }, badness: 0 };
  return { candidate: { ...candidate, status }, badness: pods.some(hasFailed) ? 3 : 2 };
}
