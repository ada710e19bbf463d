import { compareText } from './compare.ts';
import { containersOf, lastEndedRun } from './containers.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import { isFinished, isReady, podStatus, restarts } from './pod-status.ts';
import { isSameCrash } from './same-crash.ts';
import { templateHash } from './template-hash.ts';

/** Pods of one workload that look alike: judged once, on the representative. */
export interface PodGroup {
  /** kubectl's STATUS of the pods. */
  readonly status: string;
  /** Ready, or ended with success, or on its way out while others do the work. */
  readonly well: boolean;
  /** The representative first. */
  readonly pods: readonly Pod[];
}

/**
 * Groups a target's pods by what their status shows (STATUS column, the failing containers with reason and exit code,
 * on a node or not), unwell groups first, of those the newest template's first, then the largest. `jobs` are a CronJob's.
 */
export function groupPods(
  pods: readonly Pod[],
  workload?: Workload,
  jobs: readonly Workload[] = [],
): readonly PodGroup[] {
  const groups = new Map<string, Pod[]>();
  const sorted = [...pods].sort(byName);
  for (const pod of sorted) {
    const key = lookOf(pod);
    groups.set(key, [...(groups.get(key) ?? []), pod]);
  }
  const newest = workload?.status?.updateRevision ?? newestTemplate(sorted);
  const served = isServed(pods, workload);
  const all = [...groups.values()].map((members) =>
    toGroup(members, served || isDone(members[0] as Pod, workload, jobs)),
  );
  return withFlapping(all).toSorted(
    (a, b) =>
      Number(a.well) - Number(b.well) ||
      Number(templateOf(b.pods[0]) === newest) - Number(templateOf(a.pods[0]) === newest) ||
      b.pods.length - a.pods.length,
  );
}

function byName(a: Pod, b: Pod): number {
  return compareText(a.metadata?.name ?? '', b.metadata?.name ?? '');
}

/** Pods that are up between two crashes belong to those that are down for the same one. */
function withFlapping(groups: readonly PodGroup[]): readonly PodGroup[] {
  const down = groups.filter((group) => !group.well);
  const homes = new Map<Pod, PodGroup>();
  for (const pod of groups.filter((group) => group.well).flatMap(({ pods }) => pods)) {
    const home = down.find(({ pods }) => isUpBetween(pod, pods[0] as Pod));
    if (home) homes.set(pod, home);
  }
  if (homes.size === 0) return groups;
  const joined = [...homes.keys()];
  return groups
    .map((group) => ({
      ...group,
      pods: group.well
        ? group.pods.filter((pod) => !homes.has(pod))
        : [...group.pods, ...joined.filter((pod) => homes.get(pod) === group)],
    }))
    .filter(({ pods }) => pods.length > 0);
}

/** The ready pod has come through the crash that keeps the other down, which runs the same template. */
function isUpBetween(ready: Pod, down: Pod): boolean {
  const template = templateOf(ready);
  if (!isReady(ready) || ready.metadata?.deletionTimestamp || template === undefined) return false;
  return template === templateOf(down) && isSameCrash(ready, down);
}

/** The one with the most restarts has the most to tell; of those that have ended the newest, whose log is there the longest. */
function toGroup(members: readonly Pod[], served: boolean): PodGroup {
  const pods = [...members].sort((a, b) => restarts(b) - restarts(a) || endedLater(a, b));
  const first = pods[0] as Pod;
  return { status: podStatus(first), well: isWell(first, served), pods };
}

function endedLater(a: Pod, b: Pod): number {
  if (!isFinished(a)) return 0;
  return compareText(b.metadata?.creationTimestamp ?? '', a.metadata?.creationTimestamp ?? '');
}

/** True for a pod that needs no explanation: ready, succeeded, or leaving while the workload has what it wants. */
export function isWell(pod: Pod, served: boolean): boolean {
  const { deletionTimestamp, finalizers = [] } = pod.metadata ?? {};
  const leaving = deletionTimestamp !== undefined;
  // One that has succeeded and is deleted may be kept by a finalizer.
  if (pod.status?.phase === 'Succeeded') return served || !leaving || finalizers.length === 0;
  return leaving || pod.status?.phase === 'Failed' ? served : isReady(pod);
}

/** The workload has as many ready pods as it wants, not counting those that are leaving. */
function isServed(pods: readonly Pod[], workload: Workload | undefined): boolean {
  const wanted = wantedPods(workload);
  if (wanted === undefined) return false;
  return (
    pods.filter((pod) => !pod.metadata?.deletionTimestamp && !isFinished(pod) && isReady(pod)).length >=
    wanted
  );
}

/** How many pods a workload wants; undefined for kinds without a fixed number (Jobs) and for no workload. */
export function wantedPods(workload: Workload | undefined): number | undefined {
  if (!workload || workload.kind === 'Job' || workload.kind === 'CronJob') return undefined;
  return workload.kind === 'DaemonSet'
    ? workload.status?.desiredNumberScheduled
    : (workload.spec?.replicas ?? 1);
}

/** The pod's Job is done, or a later run of its CronJob is: what an attempt came to is past. */
function isDone(pod: Pod, workload: Workload | undefined, jobs: readonly Workload[]): boolean {
  if (workload?.kind === 'Job') return isComplete(workload);
  if (workload?.kind !== 'CronJob') return false;
  const own = jobs.findIndex((job) => job.metadata?.name === templateOf(pod));
  return own >= 0 && jobs.slice(0, own + 1).some(isComplete);
}

/** Every completion that was asked for is there. */
export function isComplete(job: Workload | undefined): boolean {
  return job?.status?.conditions?.some((c) => c.type === 'Complete' && c.status === 'True') ?? false;
}

function templateOf(pod: Pod | undefined): string | undefined {
  return pod && (templateHash(pod) ?? pod.metadata?.ownerReferences?.[0]?.name);
}

/** By the oldest pod of each: a pod of an old template may be made anew at any time. */
function newestTemplate(pods: readonly Pod[]): string | undefined {
  const created = (pod: Pod) => pod.metadata?.creationTimestamp ?? '';
  const oldest = new Map<string | undefined, Pod>();
  for (const pod of pods) {
    const template = templateOf(pod);
    const known = oldest.get(template);
    if (!known || created(pod) < created(known)) oldest.set(template, pod);
  }
  return templateOf([...oldest.values()].sort((a, b) => compareText(created(b), created(a)))[0]);
}

/** Pods with the same look have the same cause as far as their status can tell. */
export function lookOf(pod: Pod): string {
  const containers = containersOf(pod).map(({ name, status }) => {
    const ended = lastEndedRun(status)?.terminated;
    const waiting = status?.state?.waiting?.reason ?? '';
    // Back-offs alternate with the error that they wait for.
    const state = { ImagePullBackOff: 'ErrImagePull', CrashLoopBackOff: '' }[waiting] ?? waiting;
    return [name, status?.ready, state, ended?.reason, ended?.exitCode].join('|');
  });
  const { metadata, status, spec } = pod;
  return [
    templateOf(pod),
    status?.phase,
    status?.reason,
    Boolean(metadata?.deletionTimestamp),
    Boolean(spec?.nodeName),
    isReady(pod),
    ...containers,
  ].join('\n');
}
