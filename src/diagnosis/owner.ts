import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';

/** The controller that a change has to be made at, in kubectl's words: `deployment/web`. */
export interface Owner {
  /** The API's kind: Deployment, StatefulSet, DaemonSet, Job, CronJob, ReplicaSet, or an operator's own. */
  readonly kind: string;
  readonly name: string;
  /** The ReplicaSet between a Deployment and its pod. */
  readonly replicaSet?: string;
  /** False where it follows from naming rules alone, not from an object that was read. */
  readonly read: boolean;
}

/** Kinds whose pod template kubectl can edit in place. A Job's is immutable. */
const EDITABLE = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'CronJob',
]);

/** Kinds that run pods and that there is an answer about. */
const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
]);

export function isWorkloadKind(kind: string): boolean {
  return WORKLOADS.has(kind);
}

export function isEditable(owner: Owner | undefined): boolean {
  return owner !== undefined && isEditableKind(owner.kind);
}

export function isEditableKind(kind: string): boolean {
  return EDITABLE.has(kind);
}

/**
 * The controller above a pod, from its ownerReferences. A ReplicaSet's own owner is not in the pod, but a Deployment
 * names its ReplicaSets `<deployment>-<pod-template-hash>` and labels the pods with the hash
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label); a CronJob names its
 * Jobs `<cronjob>-<minutes since the epoch>`, 26 to 39 million between 2019 and 2046, which no date written as
 * `20260131` is. `workload`, where it was read, settles it.
 */
export function ownerOf(pod: Pod, workload?: Workload): Owner | undefined {
  const references = pod.metadata?.ownerReferences ?? [];
  const controller = references.find((reference) => reference.controller) ?? references[0];
  if (!controller || controller.kind === 'Node') return undefined;
  const replicaSet = controller.kind === 'ReplicaSet' ? { replicaSet: controller.name } : {};
  if (workload?.kind && workload.metadata?.name) {
    return { kind: workload.kind, name: workload.metadata.name, ...replicaSet, read: true };
  }
  const hash = pod.metadata?.labels?.['pod-template-hash'];
  if (controller.kind === 'ReplicaSet' && hash && controller.name.endsWith(`-${hash}`)) {
    return {
      kind: 'Deployment',
      name: controller.name.slice(0, -hash.length - 1),
      ...replicaSet,
      read: false,
    };
  }
  const scheduled =
    controller.kind === 'Job' ? /^(.+)-(?:2[6-9]|3\d)\d{6}$/.exec(controller.name)?.[1] : undefined;
  if (scheduled) return { kind: 'CronJob', name: scheduled, read: false };
  return { kind: controller.kind, name: controller.name, read: true };
}

/** kubectl's way to name an object: `deployment/web`. */
export function kubectlName(kind: string, name: string): string {
  return `${kind.toLowerCase()}/${name}`;
}
