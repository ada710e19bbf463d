import { agoText } from '../../src/diagnosis/age.ts';
import { counted } from '../../src/diagnosis/counted.ts';
import { formatDuration } from '../../src/diagnosis/duration.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Evidence, Params } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import { conditionText } from '../../src/diagnosis/node-state.ts';
import type { Condition } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';

/** A Job that has failed, or is going to once its pods have ended. */
export interface Failure {
  /** `BackoffLimitExceeded`, `DeadlineExceeded` … */
  readonly reason: string;
  readonly message: string;
  readonly condition: Condition;
  /** RFC 3339: when that was decided. */
  readonly at: string;
  /** Its pods are still being ended: there is no condition Failed yet. */
  readonly isEnding: boolean;
}

/**
 * Since 1.31 the condition FailureTarget says it first and Failed follows when all pods have ended; before, only a
 * podFailurePolicy did (https://kubernetes.io/docs/concepts/workloads/controllers/job/#terminal-job-conditions).
 */
export function failureOf(job: Workload): Failure | undefined {
  const target = conditionOf(job, 'FailureTarget');
  const failed = conditionOf(job, 'Failed');
  const condition = failed ?? target;
  if (!condition) return undefined;
  const { reason = '', message = '', lastTransitionTime } = condition;
  const at = target?.lastTransitionTime ?? lastTransitionTime ?? '';
  return { reason, message, condition, at, isEnding: failed === undefined };
}

export function conditionOf(job: Workload, type: string): Condition | undefined {
  return job.status?.conditions?.find((one) => one.type === type && one.status === 'True');
}

/** The condition as it stands in the Job's status. */
export function proofOf(job: Workload, { condition }: Failure): Evidence {
  return fromObject('Job', nameOf(job), 'status.conditions', conditionText(condition));
}

/** When it failed, how far it had come, and what above it can be changed or run again. */
export function jobParams(job: Workload, { at, isEnding }: Failure, now: number): Params {
  const { spec, status } = job;
  const wanted = spec?.completions ?? 1;
  return {
    ago: agoText(now, at),
    ran: formatDuration(secondsBetween(status?.startTime, at)),
    ...(wanted > 1 ? { done: status?.succeeded ?? 0, wanted } : {}),
    ending: isEnding ? endingText(status?.terminating) : undefined,
    ...aboveParams(job),
  };
}

function endingText(terminating: number | undefined): string {
  return terminating ? `${counted(terminating, 'pod')} still to end` : 'its pods are still being ended';
}

/** The CronJob that makes it, by which it can be run again; else the Job itself, which has to be made anew. */
function aboveParams(job: Workload): Params {
  const cron = job.metadata?.ownerReferences?.find(({ kind }) => kind === 'CronJob')?.name;
  return cron === undefined ? { failedJob: nameOf(job) } : { cron, again: againName(cron) };
}

/** Names of Jobs end where labels do, at 63 characters. */
export function againName(cron: string): string {
  return `${cron.slice(0, 50)}-by-hand`;
}

/** NaN where one of the times is not known. */
export function secondsBetween(start: string | undefined, end: string | undefined): number {
  return (Date.parse(String(end)) - Date.parse(String(start))) / 1000;
}
