import type { Params } from '../../src/diagnosis/finding.ts';
import type { PodSpec, Toleration } from '../../src/diagnosis/kube.ts';
import type { View } from '../../src/diagnosis/playbook.ts';
import type { PendingFound, PendingView } from './refusal.ts';

/**
 * A merge patch that sets fields of the owner's pod template; undefined where kubectl can't change the template.
 * A merge patch replaces a list as a whole, so lists go in complete.
 */
export function templatePatch(view: PendingView, spec: object, workload: object = {}): string | undefined {
  if (!view.owner) return undefined;
  const template = { spec: { ...workload, template: { spec } } };
  return JSON.stringify(view.owner.kind === 'CronJob' ? { spec: { jobTemplate: template } } : template);
}

/** The pod's own tolerations: admission and the DaemonSet controller add theirs for the node's problems. */
export function ownTolerations(spec: PodSpec | undefined): readonly Toleration[] {
  return (spec?.tolerations ?? []).filter((toleration) => !toleration.key?.startsWith('node.kubernetes.io/'));
}

/**
 * Kinds that keep a waiting pod when its template changes: a StatefulSet waits for it to become ready first
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
 */
const KEEPS_PODS = new Set(['StatefulSet', 'ReplicaSet', 'ReplicationController']);
const TEMPLATE_CHANGES = ['patch', 'dropPatch', 'requests', 'initPatch'] as const;

/** What has to be done after the template has been changed, for the change to reach the waiting pod. */
export function withRenewal(view: PendingView, found: PendingFound): PendingFound {
  if (TEMPLATE_CHANGES.every((name) => !found.params[name])) return found;
  return { ...found, params: { ...found.params, ...renewalParams(view) } };
}

/** For the remedies `RENEWAL`: what keeps the old template. */
export function renewalParams({ owner, pod, podName }: View): Params {
  if (!owner) return {};
  const controller = pod.metadata?.ownerReferences?.find((one) => one.controller);
  return {
    stuckPod: KEEPS_PODS.has(owner.kind) ? podName : undefined,
    staleJob: owner.kind === 'CronJob' ? controller?.name : undefined,
  };
}
