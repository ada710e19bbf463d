import type { CauseInfo, Remedy } from '../../src/diagnosis/playbook.ts';

const SAID = 'The CronJob controller says: {message}';
const SCHEDULE = 'Its schedule is {schedule}[[ ({timeZone})]].';
const NOW: Remedy = {
  text: 'Run it now, whatever its schedule.',
  command: 'kubectl -n {namespace} create job {again} --from=cronjob/{name}',
  changes: true,
};

/** What is wrong with the runs of a CronJob as a whole. */
export const CRON_CAUSES = {
  'runs-failing': {
    title: 'The last {count} runs failed[[; the last success was {successAgo} ago]][[, and {noSuccess}]]',
    severity: 'warning',
    says: ['Failed: {runs}.', 'Run {active} is under way.', SCHEDULE],
    remedies: [
      {
        text: 'See all runs that are kept.',
        command: 'kubectl -n {namespace} get jobs --sort-by=.metadata.creationTimestamp',
      },
    ],
  },
  'last-run-failed': {
    title: 'The last run failed; the one before succeeded[[ ({successAgo} ago)]]',
    severity: 'warning',
    says: ['Failed: {runs}.', 'Run {active} is under way.', SCHEDULE],
    remedies: [NOW],
  },
  'run-still-active': {
    title:
      'Run {activeJob} has not ended for {activeFor}, and concurrencyPolicy Forbid starts no other before it does',
    severity: 'warning',
    says: [
      '{missed} {runsWord} left out since[[; those that succeeded took up to {took}]].',
      SCHEDULE,
      'Nothing ends a run that hangs: neither the Job nor its pods have an activeDeadlineSeconds ({noDeadline}).',
    ],
    remedies: [
      {
        text: 'If it hangs, delete it: the next run starts on schedule.',
        command: 'kubectl -n {namespace} delete job {activeJob}',
        changes: true,
      },
      {
        text: 'Let no run take longer than {suggested}s.',
        command: 'kubectl -n {namespace} patch cronjob {name} -p {deadlinePatch}',
        changes: true,
      },
    ],
  },
  'schedule-missed': {
    title: 'No run was started for {dueAgo}, though {count} {wereDue} due',
    severity: 'critical',
    says: [
      'The last run started {lastAgo} ago.',
      'It has never been run since it was made {madeAgo} ago.',
      SAID,
      SCHEDULE,
      'startingDeadlineSeconds is {startingDeadline}: a run that can’t be started within that time is left out.',
      'Up to Kubernetes 1.21 one that has missed more than 100 starts is not started again by itself (reason {gaveUp}).',
      'No event of {silent} says why: the CronJob controller, a part of kube-controller-manager, may be down, or the CronJob was suspended until now.',
    ],
    remedies: [
      {
        text: 'Count only the starts of the last minutes, which lets it start again.',
        command: 'kubectl -n {namespace} patch cronjob {gaveUpName} -p {startingPatch}',
        changes: true,
      },
      {
        text: 'Give a late run longer to start.',
        command: 'kubectl -n {namespace} patch cronjob {lateName} -p {startingPatch}',
        changes: true,
      },
      {
        text: 'See whether kube-controller-manager runs and what it logs (on a managed cluster: its provider’s console).',
        command: 'kubectl -n kube-system get pods -l component=kube-controller-manager',
      },
      NOW,
    ],
  },
  'schedule-invalid': {
    title: 'The schedule {schedule} can’t be read, so that no run is started',
    severity: 'critical',
    says: [
      SAID,
      'It has five fields: minute, hour, day of the month, month, day of the week (0 to 6, 0 is Sunday).',
    ],
    remedies: [
      {
        text: 'Correct the schedule, here to every day at midnight.',
        command: 'kubectl -n {namespace} patch cronjob {name} -p {schedulePatch}',
        changes: true,
      },
    ],
  },
  'schedule-never-due': {
    title: 'The schedule {schedule} is never due: no year has that day',
    severity: 'critical',
    says: ['It was made {madeAgo} ago[[ and last run {lastAgo} ago]].'],
    remedies: [
      {
        text: 'Correct the schedule (spec.schedule).',
        command: 'kubectl -n {namespace} edit cronjob {name}',
        changes: true,
      },
    ],
  },
  'time-zone-unknown': {
    title: 'The time zone[[ {timeZone}]] is not known to the CronJob controller, so that no run is started',
    severity: 'critical',
    says: [SAID, 'Its schedule is {schedule}.'],
    remedies: [
      {
        text: 'If {nearest} is meant: name it.',
        command: 'kubectl -n {namespace} patch cronjob {name} -p {zonePatch}',
        changes: true,
      },
      { text: 'Name a zone of the time zone database, such as Etc/UTC (spec.timeZone).' },
    ],
  },
} as const satisfies Readonly<Record<string, CauseInfo>>;
