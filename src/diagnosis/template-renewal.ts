import type { Params } from './finding.ts';
import type { Remedy, View } from './playbook.ts';

/** After a change of the template, where that alone does not reach the pod that waits. */
export const RENEWAL: readonly Remedy[] = [
  {
    text: 'Then delete the pod: {workload} does not replace one that waits by itself',
    command: 'kubectl -n {namespace} delete pod {stuckPod}',
    changes: true,
  },
  {
    text: 'The Job that was made before keeps the old template: delete it, or wait for the next one',
    command: 'kubectl -n {namespace} delete job {staleJob}',
    changes: true,
  },
];

/**
 * Kinds that keep a waiting pod when its template changes: a StatefulSet waits for it to become ready first
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback).
 */
const KEEPS_PODS = new Set(['StatefulSet', 'ReplicaSet', 'ReplicationController']);
/** For the remedies `RENEWAL`: what keeps the old template. */
export function renewalParams({ owner, pod, podName }: View): Params {
  if (!owner) return {};
  const controller = pod.metadata?.ownerReferences?.find((one) => one.controller);
  return {
    stuckPod: KEEPS_PODS.has(owner.kind) ? podName : undefined,
    staleJob: owner.kind === 'CronJob' ? controller?.name : undefined,
  };
}
