import type { Gap, Verdict } from './diagnosis.ts';
import type { Finding } from './finding.ts';
import { isDecisive } from './gaps.ts';
import { nodeState } from './node-state.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import type { Playbook } from './playbook.ts';
import { isComplete, type PodGroup, wantedPods } from './pod-group.ts';
import { hasFailed } from './pod-status.ts';
import { infoOf, isWaiting, needsSomeone } from './rank.ts';
import type { Snapshot, TargetObject } from './snapshot.ts';
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
  if (findings.some((finding) => needsSomeone(finding, playbooks))) return 'unhealthy';
  const unwell = groups.filter((group) => !group.well);
  const unseen = gaps.some(isDecisive);
  const waiting = findings.filter(
    // A sign alone says nothing of the pods behind it where these could not be seen.
    (finding) => isWaiting(finding, playbooks) && !(unseen && infoOf(finding, playbooks).symptom),
  );
  if (waiting.length > 0 && isAllThatIsWrong(waiting, unwell, snapshot)) return 'waiting';
  const wellEnough = snapshot.object
    ? unwell.length === 0 && isInOrder(snapshot.object)
    : isSatisfied(snapshot.workload, snapshot, unwell);
  if (unseen) return 'inconclusive';
  if (wellEnough) return 'healthy';
  return !warned && isStarting(snapshot, unwell) ? 'waiting' : 'unhealthy';
}

/** Some pods wait for what comes by itself, and no others are unwell, save for those that have just been made. */
function isAllThatIsWrong(
  waiting: readonly Finding[],
  unwell: readonly PodGroup[],
  snapshot: Snapshot,
): boolean {
  const told = new Set(waiting.flatMap(({ pods }) => pods));
  const others = unwell.filter(({ pods }) => !pods.some((pod) => told.has(pod.metadata?.name ?? '')));
  return others.length === 0 || isStarting(snapshot, others);
}

/** By the object's own word; of a Service, an Ingress, an autoscaler and a budget the playbooks tell, and their pods. */
function isInOrder(object: TargetObject): boolean {
  if (object.kind === 'PersistentVolumeClaim') return object.status?.phase === 'Bound';
  if (object.kind === 'Node') return nodeState(object)?.kind === 'ready';
  return true;
}

/** All that is wanted is there. A Job is done by its own word, whatever its earlier attempts came to. */
function isSatisfied(
  workload: Workload | undefined,
  snapshot: Snapshot,
  unwell: readonly PodGroup[],
): boolean {
  if (workload?.kind === 'Job')
    return isComplete(workload) || (snapshot.pods.length > 0 && isWellSoFar(workload, unwell));
  if (workload?.kind === 'CronJob')
    return isComplete(snapshot.jobs?.[0]) || isWellSoFar(snapshot.jobs?.[0], unwell);
  if (unwell.length > 0) return false;
  const wanted = wantedPods(workload);
  if (wanted === undefined) return snapshot.pods.length > 0;
  if (wanted === 0) return workload?.kind === 'DaemonSet';
  return snapshot.pods.length >= wanted && !isRollingOut(workload, wanted);
}

function isWellSoFar(job: Workload | undefined, unwell: readonly PodGroup[]): boolean {
  return unwell.length === 0 && workloadTrouble(job) === undefined;
}

/** The controller has not replaced all pods by the newest template yet, and is going to. */
function isRollingOut(workload: Workload | undefined, wanted: number): boolean {
  const { type, rollingUpdate } = workload?.spec?.updateStrategy ?? {};
  if (type === 'OnDelete' || rollingUpdate?.partition) return false;
  const updated = updatedPods(workload);
  return updated !== undefined && updated < wanted;
}

/** How many pods run the newest template; undefined where nobody has counted. The API leaves a count of none out. */
function updatedPods(workload: Workload | undefined): number | undefined {
  const kind = workload?.kind;
  const status = workload?.status;
  if (kind === 'DaemonSet') return status?.desiredNumberScheduled && (status.updatedNumberScheduled ?? 0);
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return undefined;
  return status?.updatedReplicas ?? (status?.replicas === undefined ? undefined : 0);
}

/** Nothing has failed yet and all that isn't ready was made a moment ago. */
function isStarting(snapshot: Snapshot, unwell: readonly PodGroup[]): boolean {
  const now = Date.parse(snapshot.takenAt);
  if (unwell.some((group) => group.pods.some(hasFailed))) return false;
  if (workloadTrouble(snapshot.workload) !== undefined) return false;
  const times = unwell.flatMap((group) => group.pods).map(changedAt);
  const asked = snapshot.object ?? snapshot.workload;
  const workloadTime = Date.parse(asked?.metadata?.creationTimestamp ?? '');
  const since = times.length > 0 ? Math.min(...times) : snapshot.pods.length > 0 ? now : workloadTime;
  return now - since < STARTING_SECONDS * 1000;
}

/** When the pod last moved on: a leaving pod at its deletion, else its creation. */
function changedAt(pod: Pod): number {
  return Date.parse(pod.metadata?.deletionTimestamp ?? pod.metadata?.creationTimestamp ?? '');
}
