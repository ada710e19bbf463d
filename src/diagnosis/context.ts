import type { Params } from './finding.ts';
import { isEditable, isEditableKind, isWorkloadKind, kubectlName } from './owner.ts';
import type { TargetView, View } from './playbook.ts';

/**
 * The params that every text of every playbook may use, a playbook's own ones winning:
 * `namespace`, `pod`, `node` (where it is on one), `container` and `image` (where the finding is about one),
 * `workload` (`deployment/web`; `pod/x` for a bare pod), `template` (the workload, only where kubectl can edit its pod
 * template in place), `job` (where a Job owns it: its template can't be changed), `bare` (the pod's name, only where
 * nothing owns it), `replicaSet`.
 */
export function contextOf(view: View, container?: string): Params {
  const { owner, podName, pod } = view;
  const workload = owner ? kubectlName(owner.kind, owner.name) : kubectlName('Pod', podName);
  return {
    namespace: view.namespace,
    pod: podName,
    node: pod.spec?.nodeName,
    container,
    image: view.containers.find((one) => one.name === container)?.spec.image,
    workload,
    template: isEditable(owner) ? workload : undefined,
    job: owner?.kind === 'Job' ? owner.name : undefined,
    bare: owner ? undefined : podName,
    replicaSet: owner?.replicaSet,
  };
}

/**
 * The params of every text about a target that is not a pod: `namespace`; `name` and `object` (`service/web`) of what
 * the finding is about; `workload`, `template` and `job` as for a pod, of the object or else of what runs the pods.
 */
export function contextOfTarget(
  view: TargetView,
  about: { readonly kind: string; readonly name: string },
): Params {
  const { workload } = view;
  const runs = isWorkloadKind(about.kind)
    ? about
    : workload && { kind: workload.kind ?? '', name: workload.metadata?.name ?? '' };
  const name = runs && kubectlName(runs.kind, runs.name);
  return {
    namespace: view.namespace,
    name: about.name,
    object: kubectlName(about.kind, about.name),
    workload: name,
    template: runs && isEditableKind(runs.kind) ? name : undefined,
    job: runs?.kind === 'Job' ? runs.name : undefined,
  };
}
