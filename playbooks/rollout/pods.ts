import { agoText } from '../../src/diagnosis/age.ts';
import { counted } from '../../src/diagnosis/counted.ts';
import { fromStatus } from '../../src/diagnosis/evidence.ts';
import type { Evidence } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { hasFailed, isReady, podStatus } from '../../src/diagnosis/pod-status.ts';

/** Seconds after which a pod that is not ready, and has not failed, holds a rollout up rather than being on its way. */
const SLOW_SECONDS = 600;

export function isLeaving({ metadata }: Pod): boolean {
  return metadata?.deletionTimestamp !== undefined;
}

/** Not ready, and not only because it is new: it has failed already, or has had long enough. */
export function holdsUp(pod: Pod, now: number): boolean {
  if (isLeaving(pod) || isReady(pod)) return false;
  return hasFailed(pod) || (now - unreadySince(pod)) / 1000 > SLOW_SECONDS;
}

function unreadySince(pod: Pod): number {
  return Date.parse(readyCondition(pod)?.lastTransitionTime ?? pod.metadata?.creationTimestamp ?? '');
}

function readyCondition({ status }: Pod) {
  return status?.conditions?.find(({ type }) => type === 'Ready');
}

/** For how long it has been as ready as it is, in words; empty where that isn't known. */
export function standsFor(pod: Pod, now: number): string {
  return agoText(now, readyCondition(pod)?.lastTransitionTime ?? pod.metadata?.creationTimestamp);
}

/** Ready for as long as the workload asks of a pod that counts as available. */
export function isAvailable(pod: Pod, minReadySeconds: number, now: number): boolean {
  if (!isReady(pod) || isLeaving(pod)) return false;
  const since = Date.parse(String(readyCondition(pod)?.lastTransitionTime));
  return minReadySeconds === 0 || !((now - since) / 1000 < minReadySeconds);
}

/** How a pod that is waited for stands. */
export function statusProof(pod: Pod, now: number): Evidence {
  return fromStatus(nameOf(pod), 'status', stateText(pod, now));
}

/** `web-2 (Running, not ready for 12m)` */
export function stateText(pod: Pod, now: number): string {
  const since = standsFor(pod, now);
  return `${nameOf(pod)} (${podStatus(pod)}, ${isReady(pod) ? 'ready' : 'not ready'}${since && ` for ${since}`})`;
}

/** `1 ready pod`, `3 ready pods`; undefined where there is none. */
export function readyText(pods: readonly Pod[]): string | undefined {
  const count = pods.filter((pod) => isReady(pod) && !isLeaving(pod)).length;
  return count === 0 ? undefined : counted(count, 'ready pod');
}
