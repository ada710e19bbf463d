import type { Gap, Verdict } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import type { Pod, Workload } from './kube.ts';
import type { Playbook } from './playbook.ts';
import { type PodGroup, wantedPods } from './pod-group.ts';
import { hasFailed } from './pod-status.ts';
import { isWaiting } from './rank.ts';
import type { Snapshot } from './snapshot.ts';
import { workloadTrouble } from './workload-status.ts';

/** Seconds that a pod may be on its way without anything being wrong: images are pulled, volumes attached, apps start. */
const STARTING_SECONDS = 120;

interface Evidence {
  readonly snapshot: Snapshot;
  readonly groups: readonly PodGroup[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly playbooks: readonly Playbook[];
  /** The cluster has warned about an unwell pod. */
  readonly warned: boolean;
}

/**
 * Something found that needs someone: unhealthy. Nothing of the kind, but not all could be seen: inconclusive, never
 * healthy. Else by the pods' own status, where a young pod on its way is waiting.
 */
export function verdictOf({ snapshot, groups, findings, gaps, playbooks, warned }: Evidence): Verdict {
  const passing = findings.filter((finding) => isWaiting(finding, playbooks));
  if (findings.some((finding) => finding.severity !== 'info' && !passing.includes(finding)))
    return 'unhealthy';
  if (passing.length > 0) return 'waiting';
  const unwell = groups.filter((group) => !group.well);
  const wellEnough = isSatisfied(snapshot.workload, snapshot, unwell);
  if (gaps.length > 0) return 'inconclusive';
  if (wellEnough) return 'healthy';
  return !warned && isStarting(snapshot, unwell) ? 'waiting' : 'unhealthy';
}

/** All that is wanted is there. A Job is done by its own word, whatever its earlier attempts came to. */
function isSatisfied(
  workload: Workload | undefined,
  snapshot: Snapshot,
  unwell: readonly PodGroup[],
): boolean {
  if (workload?.kind === 'Job')
    return isComplete(workload) || (snapshot.pods.length > 0 && unwell.length === 0);
  if (workload?.kind === 'CronJob') return unwell.length === 0 || isComplete(snapshot.jobs?.[0]);
  if (unwell.length > 0) return false;
  const wanted = wantedPods(workload);
  if (wanted === undefined) return snapshot.pods.length > 0;
  if (wanted === 0) return workload?.kind === 'DaemonSet';
  return snapshot.pods.length >= wanted && !isRollingOut(workload, wanted);
}

function isComplete(job: Workload | undefined): boolean {
  return job?.status?.conditions?.some((c) => c.type === 'Complete' && c.status === 'True') ?? false;
}

/** The controller has not replaced all pods by the newest template yet, and is going to. */
function isRollingOut(workload: Workload | undefined, wanted: number): boolean {
  const { type, rollingUpdate } = workload?.spec?.updateStrategy ?? {};
  if (type === 'OnDelete' || rollingUpdate?.partition) return false;
  const updated =
    workload?.kind === 'DaemonSet'
      ? workload.status?.updatedNumberScheduled
      : workload?.status?.updatedReplicas;
  return updated !== undefined && updated < wanted;
}

/** Nothing has failed yet and all that isn't ready was made a moment ago. */
function isStarting(snapshot: Snapshot, unwell: readonly PodGroup[]): boolean {
  const now = Date.parse(snapshot.takenAt);
  if (unwell.some((group) => group.pods.some(hasFailed))) return false;
  if (workloadTrouble(snapshot.workload) !== undefined) return false;
  const times = unwell.flatMap((group) => group.pods).map(changedAt);
  const workloadTime = Date.parse(snapshot.workload?.metadata?.creationTimestamp ?? '');
  const since = times.length > 0 ? Math.min(...times) : snapshot.pods.length > 0 ? now : workloadTime;
  return now - since < STARTING_SECONDS * 1000;
}

/** When the pod last moved on: a leaving pod at its deletion, else its creation. */
function changedAt(pod: Pod): number {
  return Date.parse(pod.metadata?.deletionTimestamp ?? pod.metadata?.creationTimestamp ?? '');
}
