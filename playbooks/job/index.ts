import { definePlaybook } from '../../src/diagnosis/playbook.ts';
import { JOB_CAUSES } from './causes.ts';
import { CRON_CAUSES } from './causes-cron.ts';
import { judgeCronJob } from './cron-job.ts';
import { judgeJob } from './judge-job.ts';
import { judgePodDeadline } from './pod-deadline.ts';

export const job = definePlaybook({
  id: 'job',
  title: 'A Job has failed, or a CronJob does not run as it should',
  meaning:
    'A Job stops for good when its attempts are used up, its time is over or a rule of its own ends it. A CronJob goes on with the next run, as long as its schedule can be read and nothing keeps the run back.',
  impact:
    'The work is not done, or done in part. Nothing takes a failed Job up again; a CronJob’s next run may fail the same way.',
  alerts: ['KubeJobFailed', 'KubeJobNotCompleted'],
  reads: ['events'],
  causes: { ...JOB_CAUSES, ...CRON_CAUSES },
  // The kubelet kills the containers of a pod whose time is over.
  supersedes: ['crashloop/killed-by-signal'],
  diagnose(view) {
    const found = judgePodDeadline(view);
    return { findings: found ? [found] : [] };
  },
  diagnoseTarget(view) {
    const { workload } = view;
    if (workload?.kind === 'Job') return { findings: judgeJob(view, workload) };
    return { findings: workload?.kind === 'CronJob' ? judgeCronJob(view, workload) : [] };
  },
});
