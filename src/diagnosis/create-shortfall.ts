import type { Condition } from './objects/meta.ts';
import type { Pod } from './objects/pod.ts';
import type { Workload } from './objects/workload.ts';
import type { TargetView } from './playbook.ts';
import { wantedPods } from './pod-group.ts';
import { isFinished, isReady } from './pod-status.ts';

/** A controller that has fewer pods than it wants, or says itself that it can't make them. */
export interface Shortfall {
  readonly workload: Workload;
  /** Its pods that are there and not about to end, of whatever revision. */
  readonly pods: readonly Pod[];
  readonly have: number;
  /** Absent of a CronJob, which makes Jobs. */
  readonly wanted?: number;
  /** What it says of itself. */
  readonly condition?: Condition;
}

/**
 * The controller to ask why pods are missing; of a CronJob its newest Job. Nothing where all are there, where it was
 * switched off, and where it waits for pods that are there already.
 */
export function shortfallOf(view: TargetView): Shortfall | undefined {
  const workload = view.workload?.kind === 'CronJob' ? view.jobs[0] : view.workload;
  if (!workload || workload.metadata?.deletionTimestamp || workload.spec?.suspend) return undefined;
  const condition = refusedCondition(workload);
  const pods = podsOf(view, workload);
  const wanted = wantedNow(workload);
  const short = { workload, pods, have: pods.length, wanted };
  if (condition) return { ...short, condition };
  if (pods.length === 0 && hasNoStatus(workload)) return { workload, pods, have: 0 };
  return pods.length < wanted && !waitsForEarlier(workload, pods) ? short : undefined;
}

/** As findings and commands name it. */
export function aboutOf({ kind = '', metadata }: Workload): { readonly kind: string; readonly name: string } {
  return { kind, name: metadata?.name ?? '' };
}

/** Its conditions live as long as it is refused; the StatefulSet, the DaemonSet and the Job have none for it. */
function refusedCondition({ status }: Workload): Condition | undefined {
  return status?.conditions?.find(
    ({ type, status: value, reason }) =>
      (type === 'ReplicaFailure' && value === 'True' && reason === 'FailedCreate') ||
      (type === 'Progressing' && value === 'False' && reason === 'ReplicaSetCreateError'),
  );
}

/** Its controller writes how many pods it wants only once it has made some. */
function hasNoStatus({ kind, status }: Workload): boolean {
  return kind === 'DaemonSet' && !status?.observedGeneration;
}

/** A StatefulSet's pods that are being deleted keep their names: no other takes their place yet. */
function podsOf({ pods, workload: asked }: TargetView, workload: Workload): readonly Pod[] {
  const own =
    workload === asked
      ? pods
      : pods.filter(({ metadata }) =>
          metadata?.ownerReferences?.some(({ name }) => name === workload.metadata?.name),
        );
  if (workload.kind === 'StatefulSet') return own;
  return own.filter((pod) => !pod.metadata?.deletionTimestamp && !isFinished(pod));
}

function wantedNow(workload: Workload): number {
  if (workload.kind !== 'Job') return wantedPods(workload) ?? 0;
  const { spec, status } = workload;
  const isOver = status?.conditions?.some(
    ({ type, status: value }) => ['Complete', 'Failed', 'FailureTarget'].includes(type) && value === 'True',
  );
  // After a failure a Job waits before it tries again: the failed pod says why.
  if (isOver || status?.failed) return 0;
  const atOnce = spec?.parallelism ?? 1;
  return Math.min(atOnce, (spec?.completions ?? Number.POSITIVE_INFINITY) - (status?.succeeded ?? 0));
}

/**
 * A StatefulSet makes its pods one after the other, each once the one before is ready
 * (https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#orderedready-pod-management).
 */
function waitsForEarlier({ kind, spec, metadata }: Workload, pods: readonly Pod[]): boolean {
  if (kind !== 'StatefulSet' || spec?.podManagementPolicy === 'Parallel') return false;
  const byName = new Map(pods.map((pod) => [pod.metadata?.name, pod]));
  const podOf = (ordinal: number) => byName.get(`${metadata?.name}-${ordinal}`);
  let ordinal = spec?.ordinals?.start ?? 0;
  while (isDone(podOf(ordinal))) ordinal++;
  return podOf(ordinal) !== undefined;
}

function isDone(pod: Pod | undefined): boolean {
  return pod !== undefined && isReady(pod) && !pod.metadata?.deletionTimestamp;
}
