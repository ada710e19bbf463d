import { containersOf } from '../../src/diagnosis/containers.ts';
import { computed } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { isPullWaiting, type Trouble } from './trouble.ts';

/** What other pods tell about an image: the nodes on which it runs, and those on which it can't be pulled either. */
export interface Elsewhere {
  readonly params: Params;
  readonly evidence: readonly Evidence[];
}

/** Tells a node's problem from an image's: by the pods of the same workload that have the same image. */
export function elsewhere(view: View<'pods'>, { image }: Trouble, ask: boolean): Elsewhere {
  const others = ask && view.siblings.length === 0 ? askForOthers(view) : view.siblings;
  const own = view.pod.spec?.nodeName;
  const running = nodesOf(others, (pod) => hasImage(pod, image, false)).filter((node) => node !== own);
  const failing = nodesOf(others, (pod) => hasImage(pod, image, true)).filter((node) => node !== own);
  const params = { runningOn: running, alsoFailingOn: failing };
  if (running.length === 0) return { params, evidence: [] };
  return { params, evidence: [computed(`pod/${view.podName}`, `${image} runs on ${running.join(', ')}`)] };
}

/** Labels that one pod of a workload has for itself, or one of its revisions. */
const OWN_LABELS = new Set([
  'pod-template-hash',
  'controller-revision-hash',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
]);

/** A target that is one pod has no siblings: they are asked for where a workload owns it. */
function askForOthers(view: View<'pods'>): readonly Pod[] {
  const labels = Object.entries(view.pod.metadata?.labels ?? {}).filter(([key]) => !OWN_LABELS.has(key));
  if (view.owner === undefined || labels.length === 0) return [];
  const selector = labels.map(([key, value]) => `${key}=${value}`).join(',');
  const answer = view.get({ section: 'pods', namespace: view.namespace, selector });
  if (answer.status !== 'ok') return [];
  return answer.value.filter((pod) => pod.metadata?.name !== view.podName);
}

function hasImage(pod: Pod, image: string, waiting: boolean): boolean {
  return containersOf(pod).some(
    (container) =>
      container.spec.image === image &&
      (waiting ? isPullWaiting(container) : container.status?.state?.running !== undefined),
  );
}

function nodesOf(pods: readonly Pod[], fits: (pod: Pod) => boolean): readonly string[] {
  const nodes = pods.filter(fits).flatMap((pod) => pod.spec?.nodeName ?? []);
  return [...new Set(nodes)].sort();
}
