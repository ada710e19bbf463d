import type { Workload } from './objects/workload.ts';
import type { View } from './playbook.ts';
import { type RolloutChange, replicaSetSelector, rolloutChange } from './rollout-diff.ts';

/** What the pod's revision of its Deployment changed against the last good one. */
export function changeOf(view: View): RolloutChange | undefined {
  const selector = replicaSetSelector(view.pod);
  if (view.owner?.kind !== 'Deployment' || selector === undefined) return undefined;
  const replicaSets = view.get({ section: 'replica-sets', namespace: view.namespace, selector });
  return replicaSets.status === 'ok' ? rolloutChange(replicaSets.value, view.pod) : undefined;
}

/** kubectl refuses to undo while a Deployment is paused: it is resumed first. */
export function resumedFirst(change: RolloutChange, workload: Workload | undefined): RolloutChange {
  if (!workload?.spec?.paused) return change;
  return {
    ...change,
    undo: `${change.undo.replace(/rollout undo (\S+).*/, 'rollout resume $1')} && ${change.undo}`,
  };
}
