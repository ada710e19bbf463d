import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { wantedPods } from '../../src/diagnosis/pod-group.ts';
import { selects } from '../../src/diagnosis/scheduling/selectors.ts';
import type { Collected, PodList } from '../../src/diagnosis/snapshot.ts';
import { labelsText, type Scene, type ServiceFound } from './scene.ts';
import { selectorUnmatched } from './selector.ts';
import { withoutPods } from './without-pods.ts';

/** A Service whose selector fits no pod: nothing makes such pods, or what makes them has none. */
export function judgePodless(scene: Scene): readonly ServiceFound[] {
  const { view, selector: matchLabels } = scene;
  const here = view.get({ section: 'namespace-pods', namespace: view.namespace });
  const deployments = workloadsOf(scene, 'Deployment');
  const fitting = makersOf(known(deployments), matchLabels);
  if (fitting.length > 0) return withoutPods(scene, fitting);
  const seen = { ...podsOf(here), workloads: known(deployments) };
  const first = selectorUnmatched(scene, { ...seen, isWhole: false });
  // What else there may be is asked once it is sure that it matters.
  if (isOpen(here) || isOpen(deployments) || first.confidence === 'certain') return [first];
  const others = [workloadsOf(scene, 'StatefulSet'), workloadsOf(scene, 'DaemonSet')];
  const elsewhere = view.get({ section: 'pods', selector: labelsText(matchLabels) });
  const rest = others.flatMap(known);
  const alsoFitting = makersOf(rest, matchLabels);
  if (alsoFitting.length > 0) return withoutPods(scene, alsoFitting);
  const isWhole = [deployments, ...others].every(({ status }) => status === 'ok');
  const found = elsewhere.status === 'ok' ? { elsewhere: elsewhere.value } : {};
  return [selectorUnmatched(scene, { ...seen, workloads: [...seen.workloads, ...rest], isWhole, ...found })];
}

type Listed = Collected<readonly Workload[]>;

function workloadsOf({ view }: Scene, kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'): Listed {
  return view.get({ section: 'workloads', kind, namespace: view.namespace });
}

function known(listed: Listed): readonly Workload[] {
  return listed.status === 'ok' ? listed.value : [];
}

function podsOf(listed: Collected<PodList>): { readonly pods?: PodList['pods'] } {
  return listed.status === 'ok' ? { pods: listed.value.pods } : {};
}

/** It is still to be asked. */
function isOpen(collected: Collected<unknown>): boolean {
  return collected.status === 'unavailable' && collected.reason === 'not-collected';
}

/** What would make pods that the selector fits; what is to have some first. */
function makersOf(
  workloads: readonly Workload[],
  matchLabels: Readonly<Record<string, string>>,
): readonly Workload[] {
  return workloads
    .filter(({ spec }) => selects({ matchLabels }, spec?.template?.metadata?.labels))
    .toSorted((a, b) => Number(wantedPods(a) === 0) - Number(wantedPods(b) === 0));
}
