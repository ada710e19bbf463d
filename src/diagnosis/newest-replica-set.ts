import type { Workload } from './objects/workload.ts';
import type { TargetView } from './playbook.ts';
import { revisionOf } from './rollout-diff.ts';
import { selectorText } from './scheduling/selectors.ts';
import type { Collected } from './snapshot.ts';

/** A Deployment's ReplicaSet of the newest revision; undefined where it has none. */
export function newestReplicaSet(
  view: TargetView<'replica-sets'>,
  { metadata, spec }: Workload,
): Collected<Workload | undefined> {
  const selector = selectorText(spec?.selector);
  const answer = view.get({ section: 'replica-sets', namespace: view.namespace, selector });
  if (answer.status !== 'ok') return answer;
  // Selectors of two Deployments may overlap by mistake.
  const own = answer.value.filter((set) =>
    set.metadata?.ownerReferences?.some(
      ({ kind, name, uid }) =>
        kind === 'Deployment' && (uid === undefined ? name === metadata?.name : uid === metadata?.uid),
    ),
  );
  return { status: 'ok', value: own.toSorted((a, b) => revisionOf(b) - revisionOf(a))[0] };
}
