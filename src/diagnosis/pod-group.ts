import { compareText } from './compare.ts';
import { containersOf, lastEndedRun } from './containers.ts';
import type { Pod, Workload } from './kube.ts';
import { isFinished, isReady, podStatus, restarts } from './pod-status.ts';

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
 * on a node or not), unwell groups first, of those the newest template's first, then the largest.
 */
export function groupPods(pods: readonly Pod[], workload?: Workload): readonly PodGroup[] {
  const groups = new Map<string, Pod[]>();
  const sorted = [...pods].sort(byName);
  for (const pod of sorted) {
    const key = lookOf(pod);
    groups.set(key, [...(groups.get(key) ?? []), pod]);
  }
  const newest = newestTemplate(sorted);
  return [...groups.values()]
    .map((members) => toGroup(members, isServed(pods, workload)))
    .sort(
      (a, b) =>
        Number(a.well) - Number(b.well) ||
        Number(templateOf(b.pods[0]) === newest) - Number(templateOf(a.pods[0]) === newest) ||
        b.pods.length - a.pods.length,
    );
}

function byName(a: Pod, b: Pod): number {
  return compareText(a.metadata?.name ?? '', b.metadata?.name ?? '');
}

/** The one with the most restarts has the most to tell. */
function toGroup(members: readonly Pod[], served: boolean): PodGroup {
  const pods = [...members].sort((a, b) => restarts(b) - restarts(a));
  const first = pods[0] as Pod;
  return { status: podStatus(first), well: isWell(first, served), pods };
}

/** True for a pod that needs no explanation: ready, succeeded, or leaving while the workload has what it wants. */
function isWell(pod: Pod, served: boolean): boolean {
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

function templateOf(pod: Pod | undefined): string | undefined {
  const labels = pod?.metadata?.labels;
  return (
    labels?.['pod-template-hash'] ??
    labels?.['controller-revision-hash'] ??
    pod?.metadata?.ownerReferences?.[0]?.name
  );
}

function newestTemplate(pods: readonly Pod[]): string | undefined {
  const created = (pod: Pod) => pod.metadata?.creationTimestamp ?? '';
  return templateOf([...pods].sort((a, b) => compareText(created(b), created(a)))[0]);
}

/** Pods with the same look have the same cause as far as their status can tell. */
function lookOf(pod: Pod): string {
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
