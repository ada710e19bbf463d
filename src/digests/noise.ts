import type { Pod } from '../diagnosis/objects/pod.ts';
import { kubectlName } from '../diagnosis/owner.ts';
import { hasFailed } from '../diagnosis/pod-status.ts';
import { fitsGlob } from '../glob.ts';
import type { OwnerPlace } from './owner-place.ts';

/** What nobody wants to read about every morning. In a glob `*` stands for any text. */
export interface IgnoreRules {
  readonly namespaces?: readonly string[];
  /** As kubectl names them: `deployment/web-*`; `pod/x` for a pod that nothing runs. */
  readonly owners?: readonly string[];
  /** Of the pods: one that fits is enough. */
  readonly labels?: Readonly<Record<string, string>>;
  /** `pending/*`, `unexplained`. */
  readonly causes?: readonly string[];
}

/** Pods on their way in or out are no trouble yet. */
export const PATIENCE_MS = 120_000;

/** Starting, or ending within its grace period, and nothing has failed. */
export function isOnItsWay(pod: Pod, now: number, graceMs: number): boolean {
  const { deletionTimestamp, creationTimestamp } = pod.metadata ?? {};
  if (deletionTimestamp) return now - timeOf(deletionTimestamp) < graceMs;
  return !hasFailed(pod) && now - timeOf(creationTimestamp) < graceMs;
}

function timeOf(time: string | undefined): number {
  return Date.parse(time ?? '') || 0;
}

/** Whether an unwell pod is none of the reader's business. */
export function isIgnoredPod(
  pod: Pod,
  owner: OwnerPlace,
  { namespaces = [], owners = [], labels = {} }: IgnoreRules,
): boolean {
  const names = [kubectlName(owner.kind, owner.name), `${owner.kind}/${owner.name}`];
  const own = pod.metadata?.labels ?? {};
  return (
    namespaces.some((glob) => fitsGlob(glob, owner.namespace)) ||
    owners.some((glob) => names.some((name) => fitsGlob(glob, name))) ||
    Object.entries(labels).some(([name, glob]) => own[name] !== undefined && fitsGlob(glob, own[name]))
  );
}

/** Whether a cause is not to be told of. */
export function isIgnoredCause(cause: string, { causes = [] }: IgnoreRules): boolean {
  return causes.some((glob) => fitsGlob(glob, cause));
}
