import type { Workload } from '../diagnosis/objects/workload.ts';
import { earliest } from './earliest.ts';
import type { FailedMaker } from './failed-makers.ts';

/** Pods that should be there and are not. */
export interface MissingPods {
  readonly count: number;
  /** So many should be there in all. */
  readonly wanted: number;
  /** RFC 3339: since when. */
  readonly since: string;
}

/** Pods that are there, and pods that should be. */
interface Counts {
  readonly have: number;
  readonly wanted: number;
}

/**
 * What is missing now of what could not be made. A Deployment's pods are made by a ReplicaSet, a CronJob's by a Job: `owner` is
 * the one above, where there is one. Undefined where all are there by now, and where nobody wants them any more.
 */
export function missingPods(
  maker: FailedMaker,
  object: Workload,
  owner: Workload = object,
): MissingPods | undefined {
  // Its namesake of before.
  if (maker.uid !== undefined && object.metadata?.uid !== maker.uid) return undefined;
  if (object.metadata?.deletionTimestamp || owner.metadata?.deletionTimestamp) return undefined;
  const own = countsOf(object, maker);
  const missing = own.wanted - own.have;
  if (missing <= 0) return undefined;
  const all = owner.kind === 'Deployment' ? countsOf(owner, maker) : own;
  const count = Math.max(missing, all.wanted - all.have);
  const since = refusedSince(object) ?? refusedSince(owner) ?? timeText(maker.first);
  return { count, wanted: Math.max(all.wanted, count), since };
}

/**
 * What an owner lacks by two of those that make its pods. Each Job of a CronJob lacks pods of its own; what a Deployment lacks
 * as a whole each of its ReplicaSets tells.
 */
export function joinMissing(ownerKind: string, one: MissingPods, other: MissingPods): MissingPods {
  const join = ownerKind === 'CronJob' ? (a: number, b: number) => a + b : Math.max;
  return {
    count: join(one.count, other.count),
    wanted: join(one.wanted, other.wanted),
    since: earliest([one.since, other.since]) ?? one.since,
  };
}

/** So many pods a workload has by its own count, those of a Job that have ended included. */
export function podsOfItsOwn({ kind, status }: Workload): number {
  if (kind === 'DaemonSet') return status?.currentNumberScheduled ?? 0;
  if (kind !== 'Job') return status?.replicas ?? 0;
  return activeOf(status) + (status?.succeeded ?? 0) + (status?.failed ?? 0);
}

function countsOf(workload: Workload, maker: FailedMaker): Counts {
  const { kind, spec, status } = workload;
  if (kind === 'Job') return jobCounts(workload);
  if (kind === 'CronJob') return cronJobCounts(workload, maker);
  const have = podsOfItsOwn(workload);
  // It is refused at its first try, and has not counted nodes yet.
  if (kind === 'DaemonSet')
    return { have, wanted: status?.observedGeneration ? (status.desiredNumberScheduled ?? 0) : 1 };
  return { have, wanted: spec?.replicas ?? 1 };
}

const OVER: ReadonlySet<string> = new Set(['Complete', 'SuccessCriteriaMet', 'Failed', 'FailureTarget']);

/** After a failure a Job waits before it tries again: its pod that failed tells why. */
function jobCounts({ spec, status }: Workload): Counts {
  const isOver = status?.conditions?.some((one) => OVER.has(one.type) && one.status === 'True');
  const have = activeOf(status);
  if (isOver || spec?.suspend || status?.failed) return { have, wanted: 0 };
  const left = (spec?.completions ?? Number.POSITIVE_INFINITY) - (status?.succeeded ?? 0);
  return { have, wanted: Math.min(spec?.parallelism ?? 1, left) };
}

/** It notes when it has made a Job; that time is when the Job was due. */
function cronJobCounts({ spec, status }: Workload, { last }: FailedMaker): Counts {
  const hasMade = Date.parse(status?.lastScheduleTime ?? '') > last;
  return { have: 0, wanted: hasMade || spec?.suspend ? 0 : 1 };
}

/** Of a CronJob this is a list. */
function activeOf(status: Workload['status']): number {
  return typeof status?.active === 'number' ? status.active : 0;
}

/** Its condition stands as long as it is refused; StatefulSets, DaemonSets and Jobs have none for it. */
function refusedSince({ status }: Workload): string | undefined {
  const refused = status?.conditions?.filter(
    ({ type, status: value }) => type === 'ReplicaFailure' && value === 'True',
  );
  return earliest((refused ?? []).map(({ lastTransitionTime }) => lastTransitionTime));
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
