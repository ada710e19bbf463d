import type { Pod } from '../diagnosis/objects/pod.ts';
import { templateHash } from '../diagnosis/template-hash.ts';

/** The hash of the template that a pod was made of; empty where its controller gives none. */
export function templateOf(pod: Pod): string {
  return templateHash(pod) ?? '';
}
