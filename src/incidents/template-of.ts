import type { Pod } from '../diagnosis/objects/pod.ts';

/**
 * The hash of the template that a pod was made of; empty where its controller gives none
 * (https://kubernetes.io/docs/reference/labels-annotations-taints/#controller-revision-hash).
 */
export function templateOf({ metadata }: Pod): string {
  const labels = metadata?.labels ?? {};
  return labels['pod-template-hash'] ?? labels['controller-revision-hash'] ?? '';
}
