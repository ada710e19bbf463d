import type { PodShare } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import type { Pod } from './objects/pod.ts';
import type { PodGroup } from './pod-group.ts';

/**
 * A target's pods by what is wrong with them, each in one share: under the first of the findings that is about it, as
 * unwell and not explained, as unwell and not looked into, or as well. Undefined where all are in one.
 */
export function splitOf(
  groups: readonly PodGroup[],
  findings: readonly Finding[],
  judged: ReadonlySet<Pod>,
): readonly PodShare[] | undefined {
  const named = findings.map((finding) => new Set(isOfPods(finding) ? finding.pods : []));
  const shares = new Map<string, { share: Omit<PodShare, 'pods'>; pods: string[] }>();
  for (const { well, pods } of groups) {
    for (const pod of pods) {
      const name = pod.metadata?.name ?? '';
      const finding = named.findIndex((names) => names.has(name));
      const share =
        finding >= 0 ? { state: 'cause' as const, finding } : { state: stateOf(pod, well, judged) };
      const key = JSON.stringify(share);
      const known = shares.get(key) ?? { share, pods: [] };
      known.pods.push(name);
      shares.set(key, known);
    }
  }
  if (shares.size < 2) return undefined;
  return [...shares.values()]
    .map(({ share, pods }) => ({ ...share, pods }))
    .toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** What is merely worth knowing leaves a pod well. */
function isOfPods({ subject, severity }: Finding): boolean {
  return subject.pod !== undefined && severity !== 'info';
}

function stateOf(pod: Pod, well: boolean, judged: ReadonlySet<Pod>): PodShare['state'] {
  if (well) return 'well';
  return judged.has(pod) ? 'unexplained' : 'unjudged';
}

const ORDER: readonly PodShare['state'][] = ['cause', 'unexplained', 'unjudged', 'well'];

/** Causes in the findings' order. */
function placeOf({ state, finding = 0 }: Omit<PodShare, 'pods'>): number {
  return ORDER.indexOf(state) * 1_000_000 + finding;
}
