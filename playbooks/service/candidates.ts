import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { type Labels, labelsOf, livingPods, makerOf, workloadText } from './scene.ts';

/** Pods of one maker, or what would make some, by the labels that they have in common. */
export interface Candidate {
  /** As kubectl names it: `deployment/web`, `pod/web`. */
  readonly maker: string;
  readonly labels: Labels;
  readonly pods: number;
}

/** Labels that controllers put on to tell their pods apart: no two makers have them in common. */
export const OWN_LABELS: ReadonlySet<string> = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'controller-uid',
  'batch.kubernetes.io/controller-uid',
]);

/** Everything whose pods a Service can have meant, what bears its name first, then what has most pods. */
export function candidatesOf(
  pods: readonly Pod[],
  workloads: readonly Workload[],
  service: string,
): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  for (const pod of livingPods(pods)) {
    const maker = makerOf(pod);
    const before = found.get(maker);
    const labels = before?.labels ?? ownLabelsOff(labelsOf(pod));
    found.set(maker, { maker, labels, pods: (before?.pods ?? 0) + 1 });
  }
  for (const workload of workloads) {
    const maker = workloadText(workload);
    const labels = ownLabelsOff(labelsOf(workload.spec?.template ?? {}));
    if (!found.has(maker)) found.set(maker, { maker, labels, pods: 0 });
  }
  return [...found.values()].toSorted(
    (a, b) => Number(isNamed(b, service)) - Number(isNamed(a, service)) || b.pods - a.pods,
  );
}

/** It bears the Service's name: by custom the one that is meant. */
export function isNamed({ maker }: Candidate, service: string): boolean {
  return maker.endsWith(`/${service}`);
}

function ownLabelsOff(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OWN_LABELS.has(key)));
}
