import type { Pod } from './objects/pod.ts';

/**
 * The hash of the template that a pod was made of; undefined where its controller gives none
 * (https://kubernetes.io/docs/reference/labels-annotations-taints/#controller-revision-hash).
 */
export function templateHash({ metadata }: Pod): string | undefined {
  return metadata?.labels?.['pod-template-hash'] ?? metadata?.labels?.['controller-revision-hash'];
}
