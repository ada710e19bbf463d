import type { ContainerStatus } from '../diagnosis/objects/container.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';

/** The longest back-off between two runs is five minutes: who was restarted often, and so lately, may be up by chance. */
const LATELY_MS = 10 * 60_000;
const OFTEN = 3;

/**
 * A quick look at a pod as it came, not checked yet: true only for one that is well beyond doubt. It runs on every pod of
 * a cluster, so it makes nothing.
 */
export function looksWell({ metadata, status }: Pod, now: number): boolean {
  if (!metadata || !status || metadata.deletionTimestamp !== undefined || !isSound(metadata)) return false;
  if (status.phase === 'Succeeded') return true;
  return (
    status.phase === 'Running' &&
    hasReady(status.conditions) &&
    !isRestarting(status.containerStatuses, now) &&
    !isRestarting(status.initContainerStatuses, now)
  );
}

/** Whether a pod that is ready may be so between two crashes. */
export function isUpForNow({ metadata, status }: Pod, now: number): boolean {
  const { containerStatuses, initContainerStatuses } = status ?? {};
  if (metadata?.deletionTimestamp || status?.phase !== 'Running') return false;
  return isRestarting(containerStatuses, now) || isRestarting(initContainerStatuses, now);
}

function isRestarting(statuses: readonly ContainerStatus[] | undefined, now: number): boolean {
  if (!Array.isArray(statuses)) return false;
  for (const status of statuses) {
    const ended = status?.lastState?.terminated;
    if (!ended || !((status.restartCount ?? 0) >= OFTEN)) continue;
    if (ended.exitCode !== 0 && now - Date.parse(ended.finishedAt ?? '') < LATELY_MS) return true;
  }
  return false;
}

/** What its owner is told by is of the types that it should be. */
function isSound({ name, namespace, labels, ownerReferences }: NonNullable<Pod['metadata']>): boolean {
  if (typeof name !== 'string' || typeof namespace !== 'string') return false;
  if (labels !== undefined && !isHash(labels?.['pod-template-hash'])) return false;
  if (ownerReferences === undefined) return true;
  if (!Array.isArray(ownerReferences)) return false;
  for (const reference of ownerReferences)
    if (typeof reference?.kind !== 'string' || typeof reference.name !== 'string') return false;
  return true;
}

function isHash(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function hasReady(conditions: NonNullable<Pod['status']>['conditions']): boolean {
  if (!Array.isArray(conditions)) return false;
  for (const condition of conditions) if (condition?.type === 'Ready') return condition.status === 'True';
  return false;
}
