import type { ContainerView } from './containers.ts';
import type { Pod } from './objects/pod.ts';
import type { View } from './playbook.ts';
import { isFinished } from './pod-status.ts';

/** What a container waits for until the pod has its volumes and its sandbox. */
const ORDINARY: ReadonlySet<string | undefined> = new Set([
  undefined,
  'ContainerCreating',
  'PodInitializing',
]);

/**
 * The pod has a node, and its sandbox isn't up there: the kubelet attaches and mounts the volumes, then has the sandbox
 * made, then starts the first container.
 */
export function isBeforeStart({ pod, containers }: View): boolean {
  if (!pod.spec?.nodeName || pod.metadata?.deletionTimestamp || isFinished(pod)) return false;
  const own = containers.filter(({ kind }) => kind !== 'ephemeral');
  if (own.some(({ status }) => status?.state?.running)) return false;
  const sandbox = sandboxCondition(pod);
  return sandbox === undefined ? own.every(isFresh) : sandbox === 'False';
}

/** `PodHasNetwork` until 1.27 (https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-has-network). */
function sandboxCondition(pod: Pod): string | undefined {
  return pod.status?.conditions?.find(
    ({ type }) => type === 'PodReadyToStartContainers' || type === 'PodHasNetwork',
  )?.status;
}

/** Never started, and no image was asked for. */
function isFresh({ status }: ContainerView): boolean {
  const isNew = status?.state?.terminated === undefined && status?.lastState?.terminated === undefined;
  return isNew && ORDINARY.has(status?.state?.waiting?.reason);
}
