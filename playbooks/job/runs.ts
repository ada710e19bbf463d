import { formatDuration } from '../../src/diagnosis/duration.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { conditionOf, type Failure, failureOf, secondsBetween } from './failed-job.ts';

export interface FailedRun {
  readonly run: Workload;
  readonly failure: Failure;
}

/** The runs of a CronJob that are kept. */
export interface Runs {
  /** Those that failed since the last one that did not, newest first. */
  readonly failed: readonly FailedRun[];
  /** RFC 3339: when the last one succeeded, as far as is known. */
  readonly lastSuccess: string | undefined;
  /** The run before those that failed is kept, and succeeded. */
  readonly succeededBefore: boolean;
  /** The newest that has not ended. */
  readonly active: Workload | undefined;
}

/** `jobs` are newest first. */
export function runsOf(cronJob: Workload, jobs: readonly Workload[]): Runs {
  const success = jobs.findIndex(isComplete);
  const since = success < 0 ? jobs : jobs.slice(0, success);
  return {
    failed: since.flatMap((run) => {
      const failure = failureOf(run);
      return failure ? [{ run, failure }] : [];
    }),
    lastSuccess: jobs[success]?.status?.completionTime ?? cronJob.status?.lastSuccessfulTime,
    succeededBefore: success >= 0,
    active: jobs.find((job) => !isComplete(job) && !failureOf(job)),
  };
}

function isComplete(job: Workload): boolean {
  return conditionOf(job, 'Complete') !== undefined;
}

export interface Length {
  readonly seconds: number;
  readonly text: string;
}

/** How long the longest of the runs took that succeeded. */
export function longestSuccess(jobs: readonly Workload[]): Length | undefined {
  const lengths = jobs.filter(isComplete).flatMap(({ status }) => {
    const seconds = secondsBetween(status?.startTime, status?.completionTime);
    return seconds >= 0 ? [seconds] : [];
  });
  if (lengths.length === 0) return undefined;
  const seconds = Math.max(...lengths);
  return { seconds, text: formatDuration(seconds) };
}
