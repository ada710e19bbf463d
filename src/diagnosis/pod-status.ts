import { containersOf, lastEndedRun } from './containers.ts';
import type { Pod } from './objects/pod.ts';

/**
 * The words of kubectl's STATUS column for a pod, worked out as `kubectl get pods` does
 * (https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/printers/internalversion/printers.go, `printPod`).
 */
export function podStatus(pod: Pod): string {
  const { metadata, status } = pod;
  if (metadata?.deletionTimestamp && status?.reason === 'NodeLost') return 'Unknown';
  // Since 1.27 a pod whose containers have all ended keeps its final status while it is being deleted.
  if (metadata?.deletionTimestamp && !isFinished(pod)) return 'Terminating';
  const gated = status?.conditions?.some((c) => c.type === 'PodScheduled' && c.reason === 'SchedulingGated');
  const text = gated ? 'SchedulingGated' : status?.reason || status?.phase || 'Unknown';
  const initText = initStatus(pod);
  return initText && !hasInitialized(pod) ? initText : appStatus(pod, initText ?? text);
}

/** `Init:…` while a reported init container has not done its part; undefined once all have. */
function initStatus(pod: Pod): string | undefined {
  const specs = pod.spec?.initContainers ?? [];
  for (const [index, status] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const { waiting, terminated } = status.state ?? {};
    const isSidecar = specs.some(
      ({ name, restartPolicy }) => name === status.name && restartPolicy === 'Always',
    );
    if (terminated?.exitCode === 0 || (isSidecar && status.started)) continue;
    if (terminated) return `Init:${endedText(terminated)}`;
    if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
    return `Init:${index}/${specs.length}`;
  }
  return undefined;
}

/** The pod says that all init containers have done their part, though a sidecar may have failed since. */
function hasInitialized(pod: Pod): boolean {
  return pod.status?.conditions?.some((c) => c.type === 'Initialized' && c.status === 'True') ?? false;
}

/** The last container's trouble wins, as in kubectl. */
function appStatus(pod: Pod, phase: string): string {
  let text = phase;
  let running = false;
  for (const status of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    const { waiting, terminated } = status.state ?? {};
    if (waiting?.reason) text = waiting.reason;
    else if (terminated) text = endedText(terminated);
    else if (status.ready && status.state?.running) running = true;
  }
  if (text === 'Completed' && running) return isReady(pod) ? 'Running' : 'NotReady';
  return text;
}

function endedText(ended: { reason?: string; signal?: number; exitCode?: number }): string {
  if (ended.reason) return ended.reason;
  return ended.signal ? `Signal:${ended.signal}` : `ExitCode:${ended.exitCode}`;
}

/** The pod's Ready condition is True. */
export function isReady(pod: Pod): boolean {
  return (
    pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') ??
    false
  );
}

/** Its containers have ended for good: phase Succeeded or Failed. */
export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** kubectl's RESTARTS column: the init containers' while they run, then the sidecars' and the app's. */
export function restarts(pod: Pod): number {
  const initializing = initStatus(pod) !== undefined && !hasInitialized(pod);
  const counted = initializing ? ['init', 'sidecar'] : ['sidecar', 'app'];
  return containersOf(pod)
    .filter(({ kind }) => counted.includes(kind))
    .reduce((sum, { status }) => sum + (status?.restartCount ?? 0), 0);
}

/** kubectl's READY column: `1/2`. Native sidecars count. */
export function readyColumn(pod: Pod): string {
  const counted = containersOf(pod).filter(
    (container) => container.kind === 'app' || container.kind === 'sidecar',
  );
  return `${counted.filter((container) => container.status?.ready).length}/${counted.length}`;
}

/** Reasons to wait that every healthy pod passes through. */
const ORDINARY_WAITS: readonly (string | undefined)[] = [undefined, 'ContainerCreating', 'PodInitializing'];

/** Something has failed already, by the pod's own status: not just on its way. */
export function hasFailed(pod: Pod): boolean {
  if (pod.status?.phase === 'Failed') return true;
  if (
    pod.status?.conditions?.some(
      (condition) => condition.type === 'PodScheduled' && condition.status === 'False',
    )
  ) {
    return pod.status.nominatedNodeName === undefined;
  }
  return containersOf(pod).some(({ status }) => {
    if (!ORDINARY_WAITS.includes(status?.state?.waiting?.reason)) return true;
    return !status?.ready && (lastEndedRun(status)?.terminated.exitCode ?? 0) !== 0;
  });
}

/**
 * One line of what the cluster itself says is wrong with a pod, for when no playbook names it: the first message
 * among its containers' states and its conditions.
 */
export function statusMessage(pod: Pod): string | undefined {
  // What a container that succeeded left as its termination message is no trouble.
  const troubled = containersOf(pod)
    .map(({ name, status }) => ({ name, ...(status?.state?.waiting ?? status?.state?.terminated) }))
    .filter(({ reason }) => reason !== 'Completed');
  const told = troubled.find(({ message }) => message);
  if (told) return [told.name, told.reason, told.message].filter(Boolean).join(': ');
  if (pod.status?.message) return pod.status.message;
  const condition = pod.status?.conditions?.find((c) => c.status === 'False' && c.message);
  const named = troubled.find(({ reason }) => reason);
  return condition?.message ?? (named && `${named.name}: ${named.reason}`);
}
