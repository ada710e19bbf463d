import type { Found } from '../../src/diagnosis/finding.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { holdsUp } from './pods.ts';
import { updateHeldBack } from './update.ts';

/** A DaemonSet whose update takes down no more pods, since enough of them are down. */
export function judgeDaemonSet(view: TargetView, workload: Workload): Found<'update-held-back'> | undefined {
  const { desiredNumberScheduled: wanted = 0, updatedNumberScheduled: updated = 0 } = workload.status ?? {};
  if (updated >= wanted || workload.spec?.updateStrategy?.type === 'OnDelete') return undefined;
  const broken = view.pods.filter((pod) => holdsUp(pod, view.now));
  const blocker = broken.find((pod) => isUpdated(workload, pod)) ?? broken[0];
  const outdated = view.pods.filter((pod) => !isUpdated(workload, pod));
  return blocker && updateHeldBack(view, workload, blocker, outdated);
}

/** Its generation of the template stands on every pod, beside a hash that only its ControllerRevisions explain. */
export function isUpdated({ metadata }: Workload, pod: Pod): boolean {
  const newest = metadata?.annotations?.['deprecated.daemonset.template.generation'];
  return newest !== undefined && pod.metadata?.labels?.['pod-template-generation'] === newest;
}
