import type { View } from './playbook.ts';
import { type RolloutChange, replicaSetSelector, rolloutChange } from './rollout-diff.ts';

/** What the pod's revision of its Deployment changed against the last good one. */
export function changeOf(view: View): RolloutChange | undefined {
  const selector = replicaSetSelector(view.pod);
  if (view.owner?.kind !== 'Deployment' || selector === undefined) return undefined;
  const replicaSets = view.get({ section: 'replica-sets', namespace: view.namespace, selector });
  return replicaSets.status === 'ok' ? rolloutChange(replicaSets.value, view.pod) : undefined;
}
