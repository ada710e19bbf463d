import type { Params } from '../../src/diagnosis/finding.ts';
import type { OwnerReference } from '../../src/diagnosis/objects/meta.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { isEditable, kubectlName } from '../../src/diagnosis/owner.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import { workloadPatch } from '../../src/diagnosis/template-patch.ts';
import type { Trouble } from './trouble.ts';

/**
 * Kinds that don't replace a pod when their template changes; a StatefulSet waits for one that never became ready
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
 */
const KEEPS_PODS = new Set(['StatefulSet', 'ReplicaSet', 'ReplicationController']);
/** What `kubectl rollout restart` brings new pods of, even if the old ones never became ready. */
const RESTARTABLE = new Set(['Deployment', 'DaemonSet']);

/** Where a container's image is set, and what has to be replaced after that. */
export function placeParams(view: View<never>, { container, volume }: Trouble): Params {
  const template = templateOf(view);
  const isSettable = volume === undefined && container.kind !== 'ephemeral';
  return {
    // The image of a pod that exists can be changed, a Job's template can't.
    setTarget: isSettable ? (template ?? podOf(view)) : undefined,
    editTarget: foreignOwner(view),
    volumeTarget: volume === undefined ? undefined : template,
    patchTarget: template,
    staticNode: isStatic(view.pod) ? view.pod.spec?.nodeName : undefined,
    stuckPod: keepsPods(view) ? view.podName : undefined,
    owning: keepsPods(view) ? template : undefined,
    staleJob: staleJob(view),
    debugPod: container.kind === 'ephemeral' ? view.podName : undefined,
  };
}

/** The workload whose pod template kubectl can edit, in its words. */
export function templateOf(view: View<never>): string | undefined {
  const { owner } = view;
  if (owner === undefined || !isEditable(owner) || foreignOwner(view) !== undefined) return undefined;
  return kubectlName(owner.kind, owner.name);
}

/** True where the pod has to be deleted after its template has been mended. */
export function keepsPods(view: View<never>): boolean {
  const { owner } = view;
  return owner !== undefined && KEEPS_PODS.has(owner.kind) && templateOf(view) !== undefined;
}

/** The Job that a CronJob has made from the template as it was. */
export function staleJob({ owner, pod }: View<never>): string | undefined {
  return owner?.kind === 'CronJob' ? controllerOf(pod)?.name : undefined;
}

/** The workload that `kubectl rollout restart` makes new pods of. */
export function restartable(view: View<never>): string | undefined {
  const { owner } = view;
  return owner !== undefined && RESTARTABLE.has(owner.kind) ? templateOf(view) : undefined;
}

/** The patch of a pod template that a workload's command gets; undefined where kubectl can't edit one. */
export function templatePatch(view: View<never>, podSpec: object): string | undefined {
  const { owner } = view;
  if (!owner || templateOf(view) === undefined) return undefined;
  return workloadPatch(owner.kind, { template: { spec: podSpec } });
}

/** A pod that nothing would make anew in its old form. */
function podOf(view: View<never>): string | undefined {
  const isOwn = view.owner === undefined || view.owner.kind === 'Job';
  return isOwn && !isStatic(view.pod) ? kubectlName('Pod', view.podName) : undefined;
}

/** The kubelet makes a static pod from a file; the API only shows it. */
export function isStatic({ metadata }: Pod): boolean {
  return metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;
}

/** What an operator makes pods from, as kubectl finds it: `rollout.argoproj.io/web`. */
function foreignOwner({ pod, owner }: View<never>): string | undefined {
  const controller = controllerOf(pod);
  if (owner === undefined || controller === undefined) return undefined;
  const labels = pod.metadata?.labels ?? {};
  const hash = labels['rollouts-pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash) {
    const end = controller.name.lastIndexOf(`-${hash}`);
    return end > 0 ? `rollout.argoproj.io/${controller.name.slice(0, end)}` : undefined;
  }
  if (owner.kind === 'ReplicationController' && labels.deploymentconfig) {
    return `deploymentconfig.apps.openshift.io/${labels.deploymentconfig}`;
  }
  if (isEditable(owner) || owner.kind === 'Job') return undefined;
  const group = /^(.+)\//.exec(controller.apiVersion ?? '')?.[1];
  return kubectlName(group === undefined ? owner.kind : `${owner.kind}.${group}`, owner.name);
}

function controllerOf(pod: Pod): OwnerReference | undefined {
  const references = pod.metadata?.ownerReferences;
  return references?.find(({ controller }) => controller) ?? references?.[0];
}
