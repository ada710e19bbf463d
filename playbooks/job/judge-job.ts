import { counted } from '../../src/diagnosis/counted.ts';
import { fromObject } from '../../src/diagnosis/evidence.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { isFinished } from '../../src/diagnosis/pod-status.ts';
import type { JOB_CAUSES } from './causes.ts';
import { type Failure, failureOf, jobParams, proofOf } from './failed-job.ts';
import { readPolicyMatch } from './failure-policy.ts';
import { failedIndexes, indexesSoFar, tooManyIndexes } from './indexes.ts';
import { type LastPod, lastPodOf } from './last-pod.ts';
import { longestSuccess } from './runs.ts';

type JobFound = Found<keyof typeof JOB_CAUSES>;
type JobView = TargetView<'events'>;

const NO_POD: LastPod = { params: {}, evidence: [] };

/** Why a Job failed, or indexes of one that still runs. */
export function judgeJob(view: JobView, job: Workload): readonly JobFound[] {
  const failure = failureOf(job);
  const found = failure ? byReason(view, job, failure) : indexesSoFar(job);
  if (!found) return [];
  const about = { kind: 'Job', name: nameOf(job) };
  return [view.target.kind === 'Job' ? found : { ...found, about }];
}

function byReason(view: JobView, job: Workload, failure: Failure): JobFound | undefined {
  switch (failure.reason) {
    case 'BackoffLimitExceeded':
      return gaveUp(view, job, failure);
    case 'DeadlineExceeded':
      return outOfTime(view, job, failure);
    case 'PodFailurePolicy':
      return endedByRule(view, job, failure);
    case 'FailedIndexes':
      return failedIndexes(job, proofOf(job, failure), jobParams(job, failure, view.now));
    case 'MaxFailedIndexesExceeded':
      return tooManyIndexes(job, proofOf(job, failure), jobParams(job, failure, view.now));
    default:
      return undefined;
  }
}

function gaveUp(view: JobView, job: Workload, failure: Failure): JobFound {
  const restartPolicy = job.spec?.template?.spec?.restartPolicy;
  const isEmpty = podsOf(view, job).length === 0;
  const last = isEmpty ? lastPodOf(view, job, failure.at) : NO_POD;
  const isOnFailure = restartPolicy === 'OnFailure';
  const neverPatch = { spec: { jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never' } } } } } };
  return {
    cause: 'backoff-limit-reached',
    confidence: 'certain',
    params: {
      ...jobParams(job, failure, view.now),
      ...last.params,
      attempts: attemptsText(job, isOnFailure),
      limit: job.spec?.backoffLimit,
      ...(isOnFailure
        ? { onFailure: restartPolicy, neverPatch: JSON.stringify(neverPatch) }
        : { goneUnder: isEmpty ? restartPolicy : undefined }),
    },
    evidence: [proofOf(job, failure), ...last.evidence],
  };
}

/** Restarts count where the pods stay, failed pods where they don't. */
function attemptsText({ spec, status }: Workload, isOnFailure: boolean): string {
  const limit = spec?.backoffLimit;
  const failed = status?.failed ?? 0;
  if (!isOnFailure || limit === undefined || failed > limit)
    return failed === 0 ? 'all its attempts' : counted(failed, 'failed pod');
  return `${counted(Math.max(1, limit), 'restart')} of its containers`;
}

function outOfTime(view: JobView, job: Workload, failure: Failure): JobFound {
  const deadline = job.spec?.activeDeadlineSeconds;
  const name = nameOf(job);
  const isLeft = podsOf(view, job).some((pod) => !isFinished(pod));
  const last = isLeft ? NO_POD : lastPodOf(view, job, failure.at);
  const params = jobParams(job, failure, view.now);
  const suggested = deadline && 2 * deadline;
  const patch = { spec: { jobTemplate: { spec: { activeDeadlineSeconds: suggested } } } };
  return {
    cause: 'deadline-exceeded',
    confidence: 'certain',
    params: {
      ...params,
      ...last.params,
      deadline,
      suggested,
      took: longestSuccess(view.jobs)?.text,
      deadlinePatch: suggested && JSON.stringify(patch),
      anew: params.cron === undefined ? `job ${name}` : undefined,
    },
    evidence: [
      proofOf(job, failure),
      ...(deadline === undefined
        ? []
        : [fromObject('Job', name, 'spec.activeDeadlineSeconds', `${deadline}`)]),
      ...last.evidence,
    ],
  };
}

function endedByRule(view: JobView, job: Workload, failure: Failure): JobFound {
  const match = readPolicyMatch(failure.message);
  const failed = job.status?.failed ?? 0;
  const limit = job.spec?.backoffLimit ?? 0;
  return {
    cause: 'pod-failure-policy',
    confidence: 'certain',
    params: {
      ...jobParams(job, failure, view.now),
      message: failure.message,
      rule: match?.rule,
      action: match?.action,
      failedContainer: match?.container,
      exitCode: match?.exitCode,
      condition: match?.condition,
      ruledJob: nameOf(job),
      ...(failed > 0 && failed <= limit ? { attempts: `${counted(failed, 'pod')} had failed`, limit } : {}),
    },
    evidence: [proofOf(job, failure)],
  };
}

function podsOf({ pods, target }: JobView, job: Workload): readonly Pod[] {
  if (target.kind === 'Job') return pods;
  return pods.filter(({ metadata }) => metadata?.ownerReferences?.some(({ name }) => name === nameOf(job)));
}
