import { containersOf, lastEndedRun } from '../diagnosis/containers.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { earliest } from './earliest.ts';

/** Conditions that every pod that is well has as True. */
const WELL_CONDITIONS: ReadonlySet<string> = new Set([
  'Ready',
  'ContainersReady',
  'Initialized',
  'PodScheduled',
]);

/**
 * RFC 3339: since when an unwell pod has been so, as far as its status tells, which is no earlier than what still holds: a
 * container that is restarted has been down since its last run ended at the latest. Of a pod that says nothing: since it
 * was made.
 */
export function unwellSince(pod: Pod): string | undefined {
  const { creationTimestamp, deletionTimestamp } = pod.metadata ?? {};
  const conditions = (pod.status?.conditions ?? []).flatMap(({ type, status, lastTransitionTime }) =>
    WELL_CONDITIONS.has(type) && status !== 'True' ? (lastTransitionTime ?? []) : [],
  );
  const ends = containersOf(pod).flatMap(({ status }) => {
    // What the container that runs has come through may be long past, unless the pod is up between two crashes.
    if (status?.state?.running && conditions.length > 0) return [];
    const ended = lastEndedRun(status)?.terminated;
    return ended && ended.exitCode !== 0 ? (ended.finishedAt ?? []) : [];
  });
  const leaving = deletionTimestamp ? [deletionTimestamp] : [];
  return earliest([...conditions, ...ends, ...leaving]) ?? earliest([creationTimestamp]);
}
