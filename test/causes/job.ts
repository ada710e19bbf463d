import { attempt, cronJob, eventOf, failed, GAVE_UP, jobOf, runOf } from '../playbooks/job-made.ts';
import type { CauseCase } from './support/cause-case.ts';
import { remove, set } from './support/change.ts';

const [JAN_1, DEC_31] = ['2026-01-01T03:00:00Z', '2025-12-31T03:00:00Z'];
const CRON = 'cronjob/nightly';
const HOURLY = { spec: { schedule: '0 * * * *' }, status: { lastScheduleTime: '2026-01-01T08:00:00Z' } };
const FORBID = {
  spec: { schedule: '*/10 * * * *', concurrencyPolicy: 'Forbid' },
  status: { lastScheduleTime: '2026-01-01T09:00:00Z' },
};
const HANGING = [
  cronJob(FORBID),
  runOf('n-1', '2026-01-01T08:50:00Z', 'Complete', 5),
  runOf('n-2', '2026-01-01T09:00:00Z', undefined),
];
const INDEXED = { completions: 10, backoffLimitPerIndex: 1 };

function warned(reason: string, message: string): object {
  return eventOf('CronJob/nightly', reason, message, { type: 'Warning' });
}

export const cases: readonly CauseCase[] = [
  {
    cause: 'job/backoff-limit-reached',
    gives: { target: 'job/customer-import', recording: 'r-imports-customer-import' },
    near: [
      {
        what: 'attempts are left',
        target: 'job/export',
        recording: 'r-cancel-export',
        instead: 'crashloop/application-error',
      },
      { what: 'the second attempt succeeded', target: 'job/rebuild', recording: 'r-retry-rebuild' },
    ],
  },
  {
    cause: 'job/deadline-exceeded',
    gives: { target: 'job/compact', recording: 'r-data-2-compact' },
    near: [
      {
        what: 'it was its attempts that were used up',
        change: (objects) => set(objects, 'job/compact', 'status.conditions', GAVE_UP),
        instead: 'job/backoff-limit-reached',
      },
      {
        what: 'its time is not over',
        change: (objects) => set(objects, 'job/compact', 'status.conditions', []),
      },
    ],
  },
  {
    cause: 'job/pod-failure-policy',
    gives: { target: 'job/invoice-run', recording: 'r-billing-5-invoice-run' },
    near: [
      {
        what: 'no rule has ended it',
        change: (objects) => set(objects, 'job/invoice-run', 'status.conditions', []),
        instead: 'crashloop/application-error',
      },
    ],
  },
  {
    cause: 'job/failed-indexes',
    gives: {
      target: 'job/import',
      objects: [
        jobOf({ spec: INDEXED, status: { failedIndexes: '1,3-5', active: 2 } }),
        attempt('import', 'import-0', { phase: 'Running' }),
      ],
    },
    near: [
      {
        what: 'no index has used up its attempts',
        change: (objects) => set(objects, 'job/import', 'status.failedIndexes', undefined),
      },
    ],
  },
  {
    cause: 'job/max-failed-indexes',
    gives: {
      target: 'job/import',
      objects: [
        jobOf({
          spec: { ...INDEXED, maxFailedIndexes: 2 },
          status: {
            failedIndexes: '0-2',
            conditions: failed(
              'MaxFailedIndexesExceeded',
              'Job has exceeded the specified maximal number of failed indexes',
            ),
          },
        }),
      ],
    },
    near: [
      {
        what: 'all others were tried before it failed',
        change: (objects) => set(objects, 'job/import', 'status.conditions.1.reason', 'FailedIndexes'),
        instead: 'job/failed-indexes',
      },
    ],
  },
  {
    cause: 'job/runs-failing',
    gives: { target: 'cronjob/fx-rates', recording: 'r-treasury-fx-rates' },
    near: [
      {
        what: 'only the last run failed',
        objects: [cronJob(), runOf('n-1', DEC_31, 'Complete'), runOf('n-2', JAN_1, 'Failed')],
        target: CRON,
        instead: 'job/last-run-failed',
      },
      { what: 'its runs succeed', target: 'cronjob/sweeper', recording: 'r-ok-6-sweeper' },
    ],
  },
  {
    cause: 'job/last-run-failed',
    gives: {
      target: CRON,
      objects: [cronJob(), runOf('n-1', DEC_31, 'Complete'), runOf('n-2', JAN_1, 'Failed')],
    },
    near: [
      {
        what: 'it is the one before that failed',
        objects: [cronJob(), runOf('n-1', DEC_31, 'Failed'), runOf('n-2', JAN_1, 'Complete')],
      },
      {
        what: 'the one before failed as well',
        objects: [cronJob(), runOf('n-1', DEC_31, 'Failed'), runOf('n-2', JAN_1, 'Failed')],
        instead: 'job/runs-failing',
      },
    ],
  },
  {
    cause: 'job/run-still-active',
    gives: { target: CRON, objects: HANGING },
    near: [
      {
        what: 'runs may overlap',
        change: (objects) => set(objects, CRON, 'spec.concurrencyPolicy', 'Allow'),
        instead: 'job/schedule-missed',
      },
      {
        what: 'it has ended',
        change: (objects) =>
          set(objects, 'job/n-2', 'status.conditions', [{ type: 'Complete', status: 'True' }]),
      },
    ],
  },
  {
    cause: 'job/schedule-missed',
    gives: { target: CRON, objects: [cronJob(HOURLY)] },
    near: [
      {
        what: 'the next run is still to come',
        change: (objects) => set(objects, CRON, 'status.lastScheduleTime', '2026-01-01T11:00:00Z'),
      },
      {
        what: 'it is suspended',
        change: (objects) => set(objects, CRON, 'spec.suspend', true),
        instead: 'not-created/suspended',
      },
    ],
  },
  {
    cause: 'job/schedule-invalid',
    gives: {
      target: CRON,
      objects: [
        cronJob({ spec: { schedule: '61 * * * *' } }),
        warned(
          'UnparseableSchedule',
          'unparseable schedule: "61 * * * *" : end of range (61) above maximum (59): 61',
        ),
      ],
    },
    near: [
      {
        what: 'it has been corrected, and the next run is still to come',
        change: (objects) => set(objects, CRON, 'spec.schedule', '0 3 * * *'),
      },
    ],
  },
  {
    cause: 'job/schedule-never-due',
    gives: { target: CRON, objects: [cronJob({ spec: { schedule: '0 0 31 2 *' } })] },
    near: [
      {
        what: 'it is due on a leap day',
        change: (objects) => set(objects, CRON, 'spec.schedule', '0 0 29 2 *'),
      },
    ],
  },
  {
    cause: 'job/time-zone-unknown',
    gives: {
      target: CRON,
      objects: [
        cronJob({ ...HOURLY, spec: { ...HOURLY.spec, timeZone: 'Europe/Berln' } }),
        warned('UnknownTimeZone', 'invalid timeZone: "Europe/Berln": unknown time zone Europe/Berln'),
      ],
    },
    near: [
      {
        what: 'nobody says so',
        change: (objects) => remove(objects, 'event'),
        instead: 'job/schedule-missed',
      },
    ],
  },
];
