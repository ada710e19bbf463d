import type { OwnerReference } from './objects/meta.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import { type Difference, templateDifferences } from './template-diff.ts';

/** One revision of a Deployment. */
export interface Revision {
  readonly revision: number;
  readonly replicaSet: string;
  /** RFC 3339; empty where the API gave none. */
  readonly createdAt: string;
  /** The annotation `kubernetes.io/change-cause`. */
  readonly changeCause?: string;
  /** Pods that are ready now. */
  readonly ready: number;
}

/** What a Deployment's failing revision has changed against the last good one. */
export interface RolloutChange {
  readonly from: Revision;
  readonly to: Revision;
  readonly differences: readonly Difference[];
  /** The command that goes back to `from`. */
  readonly undo: string;
}

/**
 * Compares the revision of a failing pod with the last good one: the newest with ready pods now, else the one before.
 * Undefined where there is nothing to compare: no other revision, the pod's own has ready pods, nothing differs.
 */
export function rolloutChange(replicaSets: readonly Workload[], pod: Pod): RolloutChange | undefined {
  const own = controllerOf(pod.metadata?.ownerReferences);
  const failing = replicaSets.find((one) => own !== undefined && one.metadata?.name === own.name);
  const deployment = controllerOf(failing?.metadata?.ownerReferences);
  if (failing === undefined || deployment?.kind !== 'Deployment') return undefined;
  const good = lastGood(
    replicaSets.filter((one) => isSame(controllerOf(one.metadata?.ownerReferences), deployment)),
    failing,
  );
  if (good === undefined) return undefined;
  const differences = templateDifferences(good.spec?.template, failing.spec?.template);
  if (differences.length === 0) return undefined;
  const from = toRevision(good);
  const namespace = failing.metadata?.namespace ?? pod.metadata?.namespace;
  return {
    from,
    to: { ...toRevision(failing), createdAt: rolledOutAt(failing, pod) },
    differences,
    undo: [
      'kubectl',
      ...(namespace === undefined ? [] : ['-n', namespace]),
      `rollout undo deployment/${deployment.name}`,
      `--to-revision=${from.revision}`,
    ].join(' '),
  };
}

/** Labels that stay the same from revision to revision. */
const STABLE = [
  'app',
  'k8s-app',
  'app.kubernetes.io/name',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/component',
];

/** Labels that name a revision, so that selecting by them would leave the other revisions out. */
const VOLATILE =
  /(?:^|[/._-])(?:hash|version|revision|chart|commit|sha|build|tag|checksum|date|time|generation)$/;

/**
 * The label selector that finds the ReplicaSets of a pod's Deployment, for `replica-sets`: the pod's labels without
 * those of one revision. It may find other workloads' too; `rolloutChange` tells them apart by their owner.
 */
export function replicaSetSelector(pod: Pod): string | undefined {
  if (controllerOf(pod.metadata?.ownerReferences)?.kind !== 'ReplicaSet') return undefined;
  const labels = Object.entries(pod.metadata?.labels ?? {});
  const stable = labels.filter(([key]) => STABLE.includes(key));
  const chosen = stable.length > 0 ? stable : labels.filter(([key]) => !VOLATILE.test(key));
  return chosen.length > 0 ? chosen.map(([key, value]) => `${key}=${value}`).join(',') : undefined;
}

function lastGood(revisions: readonly Workload[], failing: Workload): Workload | undefined {
  // `--to-revision=0` would mean "the one before", so that one without a number can't be gone back to.
  const newestFirst = revisions
    .filter((one) => revisionOf(one) > 0)
    .toSorted((a, b) => revisionOf(b) - revisionOf(a));
  const good = newestFirst.find((one) => readyOf(one) > 0) ?? lastReplaced(newestFirst, failing);
  // A newer revision that works has already replaced the failing pod's: its change was not what broke it.
  return good !== undefined && revisionOf(good) < revisionOf(failing) ? good : undefined;
}

/** The one before the current one. One that has pods and none of them ready is no good either. */
function lastReplaced(newestFirst: readonly Workload[], failing: Workload): Workload | undefined {
  const [current, ...older] = newestFirst;
  return current === failing ? older.find(({ status }) => !status?.replicas) : undefined;
}

/** A rollback takes an old ReplicaSet up again under a new number: then the pod's age tells when that was. */
function rolledOutAt(failing: Workload, pod: Pod): string {
  const { metadata } = failing;
  const isReused = metadata?.annotations?.['deployment.kubernetes.io/revision-history'] !== undefined;
  return (isReused ? pod : failing).metadata?.creationTimestamp ?? '';
}

function toRevision(replicaSet: Workload): Revision {
  const changeCause = replicaSet.metadata?.annotations?.['kubernetes.io/change-cause'];
  return {
    revision: revisionOf(replicaSet),
    replicaSet: replicaSet.metadata?.name ?? '',
    createdAt: replicaSet.metadata?.creationTimestamp ?? '',
    ...(changeCause ? { changeCause } : {}),
    ready: readyOf(replicaSet),
  };
}

/** 0 where the deployment controller has not numbered it yet. */
/** The revision of its Deployment that a ReplicaSet stands for; 0 where it does not say. */
export function revisionOf(replicaSet: Workload): number {
  return Number(replicaSet.metadata?.annotations?.['deployment.kubernetes.io/revision']) || 0;
}

function readyOf(replicaSet: Workload): number {
  return replicaSet.status?.readyReplicas ?? 0;
}

function controllerOf(references: readonly OwnerReference[] | undefined): OwnerReference | undefined {
  return references?.find((reference) => reference.controller) ?? references?.[0];
}

function isSame(a: OwnerReference | undefined, b: OwnerReference): boolean {
  if (a === undefined || a.kind !== b.kind || a.name !== b.name) return false;
  // One that was deleted and made anew under its name has revisions of its own.
  return a.uid === undefined || b.uid === undefined || a.uid === b.uid;
}
