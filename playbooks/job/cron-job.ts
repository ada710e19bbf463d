import { agoText } from '../../src/diagnosis/age.ts';
import type { Found } from '../../src/diagnosis/finding.ts';
import { nameOf } from '../../src/diagnosis/name-of.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import { judgeActiveRun } from './active-run.ts';
import type { JOB_CAUSES } from './causes.ts';
import type { CRON_CAUSES } from './causes-cron.ts';
import { againName, proofOf } from './failed-job.ts';
import { judgeJob } from './judge-job.ts';
import { runsOf } from './runs.ts';
import { judgeSchedule } from './schedule.ts';

type CronFound = Found<keyof typeof CRON_CAUSES>;
type JobFound = Found<keyof typeof JOB_CAUSES>;
type CronView = TargetView<'events'>;

/** How the newest run that ended failed, how the runs do as a whole, and whether they are started when they are due. */
export function judgeCronJob(view: CronView, cronJob: Workload): readonly (CronFound | JobFound)[] {
  if (cronJob.spec?.suspend) return [];
  const { failed } = runsOf(cronJob, view.jobs);
  const newest = failed[0]?.run;
  const course = courseOf(view, cronJob);
  // A run that is kept back by another is not missed.
  const schedule = judgeActiveRun(view, cronJob) ?? judgeSchedule(view, cronJob);
  return [
    ...(newest ? judgeJob(view, newest) : []),
    ...(course ? [course] : []),
    ...(schedule ? [schedule] : []),
  ];
}

function courseOf({ now, jobs }: CronView, cronJob: Workload): CronFound | undefined {
  const { failed, lastSuccess, succeededBefore, active } = runsOf(cronJob, jobs);
  const [newest, ...others] = failed;
  const isOnce = others.length === 0;
  if (!newest || (isOnce && !succeededBefore)) return undefined;
  return {
    cause: isOnce ? 'last-run-failed' : 'runs-failing',
    confidence: 'certain',
    params: {
      count: failed.length,
      successAgo: agoText(now, lastSuccess),
      noSuccess: lastSuccess === undefined ? 'no success is on record' : undefined,
      runs: failed.map(({ run, failure }) => {
        return `${nameOf(run)} (${failure.reason}, ${agoText(now, failure.at)} ago)`;
      }),
      active: active && nameOf(active),
      schedule: cronJob.spec?.schedule,
      timeZone: cronJob.spec?.timeZone,
      again: againName(nameOf(cronJob)),
    },
    evidence: [
      proofOf(newest.run, newest.failure),
      ...others.map(({ run, failure }) => proofOf(run, failure)),
    ],
  };
}
