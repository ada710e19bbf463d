import type { Found } from './finding.ts';
import type { Pod } from './objects/pod.ts';
import type { CauseInfo, View } from './playbook.ts';
import type { PodGroup } from './pod-group.ts';
import { isSameCrash } from './same-crash.ts';

interface Judged {
  readonly found: Found;
  /** The row of its cause. */
  readonly info: CauseInfo | undefined;
  /** Of the group's first pod, which was judged. */
  readonly view: View;
  /** Another pod's own status gives the same cause. */
  readonly isSame: (pod: Pod) => boolean;
}

/**
 * The pods of a group that a finding about its first one is about as well. What a pod that is well has to tell is its
 * own, or that of a crash that others have come through too. What is wrong with a node is true of the pods on it, and of
 * those on another node only where their own status says the same.
 */
export function speaksFor({ pods, well }: PodGroup, judged: Judged): readonly Pod[] {
  const [first] = pods;
  if (well) return pods.filter((pod) => pod === first || isSameCrash(pod, first as Pod));
  const node = nodeOf(judged);
  if (node === undefined) return pods;
  const others = [...new Set(pods.map(({ spec }) => spec?.nodeName))].filter((name) => name !== node);
  const alike = others.filter((name) =>
    judged.isSame(pods.find(({ spec }) => spec?.nodeName === name) as Pod),
  );
  return pods.filter(({ spec }) => spec?.nodeName === node || alike.includes(spec?.nodeName));
}

/** The pod's node, where the title of the cause blames it. */
function nodeOf({ found, info, view }: Judged): string | undefined {
  const node = view.pod.spec?.nodeName;
  const isNamed = info?.title.includes('{node}') && (found.params.node ?? node) === node;
  return isNamed ? node : undefined;
}
