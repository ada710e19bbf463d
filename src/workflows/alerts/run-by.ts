import type { Pod } from '../../diagnosis/objects/pod.ts';
import { isWorkloadKind, ownerOf } from '../../diagnosis/owner.ts';
import type { FoundTarget } from '../../ports.ts';

export interface Owned {
  readonly kind: string;
  readonly name: string;
}

/** Something else runs it, or what it is about. */
const OWNED: ReadonlySet<string> = new Set(['Pod', 'PodDisruptionBudget']);

export function isOwnedKind(kind: string): boolean {
  return OWNED.has(kind);
}

/** What runs the pods of a target that was found; undefined where nothing that can be asked about does. */
export function runnerOf({ workload, pods }: Pick<FoundTarget, 'workload' | 'pods'>): Owned | undefined {
  const { kind, metadata } = workload ?? {};
  if (kind && metadata?.name && isWorkloadKind(kind)) return { kind, name: metadata.name };
  return runnerOfPod(pods[0]);
}

export function runnerOfPod(pod: Pod | undefined): Owned | undefined {
  const owner = pod && ownerOf(pod);
  return owner && isWorkloadKind(owner.kind) ? { kind: owner.kind, name: owner.name } : undefined;
}

/** A CronJob's runs fail one after the other: that is one trouble. */
export function cronJobOf({ kind, name }: Owned): Owned {
  if (kind !== 'Job') return { kind, name };
  const job = { kind, name, controller: true, apiVersion: 'batch/v1', uid: '' };
  const owner = ownerOf({ metadata: { ownerReferences: [job] } });
  return owner ? { kind: owner.kind, name: owner.name } : { kind, name };
}
