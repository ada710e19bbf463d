import { describe, expect, it, test } from 'vitest';
import { job } from '../../playbooks/job/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { snapshot } from '../support/snapshots.ts';
import { attempt, cronJob, eventOf, jobOf, type MadeJob, OUT_OF_TIME, runOf } from './job-made.ts';

function why(made: MadeJob, others: readonly object[] = [], withheld: Withheld = {}): Asked {
  return asked(job, 'cronjob/nightly', [cronJob(made), ...others], withheld);
}

function one(made: MadeJob, others?: readonly object[], withheld?: Withheld) {
  const { told, verdict, reads } = why(made, others, withheld);
  expect(told).toHaveLength(1);
  return { ...told[0], verdict, reads } as Asked['told'][number] & Pick<Asked, 'verdict' | 'reads'>;
}

const [JAN_1, DEC_31, DEC_30] = ['2026-01-01T03:00:00Z', '2025-12-31T03:00:00Z', '2025-12-30T03:00:00Z'];

describe('the runs of a CronJob', () => {
  it('all failed: the newest’s own reason, then how many', () => {
    const runs = [
      runOf('n-1', DEC_30, 'Failed'),
      runOf('n-2', DEC_31, 'Failed'),
      runOf('n-3', JAN_1, 'Failed'),
    ];
    const { told, verdict, causes } = why({}, runs);
    expect({ causes, verdict }).toEqual({
      causes: ['backoff-limit-reached', 'runs-failing'],
      verdict: 'unhealthy',
    });
    expect(told[0]?.text).toContain('create job nightly-by-hand --from=cronjob/nightly');
    expect(told[0]?.evidence).toContain('job/n-3');
    expect(told[1]?.title).toBe('The last 3 runs failed, and no success is on record');
    expect(told[1]?.text).toContain(
      'n-3 (BackoffLimitExceeded, 8h ago), n-2 (BackoffLimitExceeded, 32h ago)',
    );
    expect(told[1]?.text).toContain('Its schedule is 0 3 * * *.');
  });

  it('failed since a success that is kept, or only on record', () => {
    const runs = [
      runOf('n-1', DEC_30, 'Complete'),
      runOf('n-2', DEC_31, 'Failed'),
      runOf('n-3', JAN_1, 'Failed'),
    ];
    expect(why({}, runs).told[1]?.title).toBe('The last 2 runs failed; the last success was 2d8h ago');
    const status = { lastSuccessfulTime: '2025-12-29T03:01:00Z' };
    expect(why({ status }, runs.slice(1)).told[1]?.title).toBe(
      'The last 2 runs failed; the last success was 3d8h ago',
    );
  });

  it('of which only the last failed', () => {
    const runs = [
      runOf('n-1', DEC_31, 'Complete'),
      runOf('n-2', JAN_1, 'Failed'),
      runOf('n-3', '2026-01-01T11:59:00Z', undefined),
    ];
    const { told, causes } = why({ spec: { timeZone: 'Europe/Berlin' } }, runs);
    expect(causes).toEqual(['backoff-limit-reached', 'last-run-failed']);
    expect(told[1]?.title).toBe('The last run failed; the one before succeeded (32h ago)');
    expect(told[1]?.text).toContain('Run n-3 is under way.');
    expect(told[1]?.text).toContain('Its schedule is 0 3 * * * (Europe/Berlin).');
  });

  it('are told by the one that is known', () => {
    expect(why({}, [runOf('n-1', JAN_1, 'Failed')]).causes).toEqual(['backoff-limit-reached']);
  });

  test.each<[string, MadeJob, readonly object[]]>([
    ['the last succeeded', {}, [runOf('n-1', DEC_31, 'Failed'), runOf('n-2', JAN_1, 'Complete')]],
    ['none has been kept', {}, []],
    ['it is suspended', { spec: { suspend: true } }, [runOf('n-1', JAN_1, 'Failed')]],
    ['it has no schedule', { spec: { schedule: undefined } }, []],
  ])('are no finding where %s', (_, made, runs) => {
    expect(why(made, runs).causes).toEqual([]);
  });

  it('do not ask for anything while all is well', () => {
    expect(why({}, [runOf('n-1', JAN_1, 'Complete')])).toMatchObject({ reads: [], verdict: 'healthy' });
  });

  it('that took long enough before are what a deadline is measured by', () => {
    const late = jobOf({
      name: 'n-2',
      cron: 'nightly',
      metadata: { creationTimestamp: JAN_1 },
      spec: { activeDeadlineSeconds: 60 },
      status: { conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }] },
    });
    const { told } = why({}, [runOf('n-1', DEC_31, 'Complete', 4), late]);
    expect(told[0]?.text).toContain('Runs that succeeded took up to 4m.');
  });
});

describe('a run that does not end and lets no other start', () => {
  const forbid = { concurrencyPolicy: 'Forbid', schedule: '*/10 * * * *' };
  const status = { lastScheduleTime: '2026-01-01T09:00:00Z' };
  const HANGS = runOf('n-2', '2026-01-01T09:00:00Z', undefined);

  it('is measured by those before it', () => {
    const said = one({ spec: forbid, status }, [runOf('n-1', '2026-01-01T08:50:00Z', 'Complete', 5), HANGS]);
    expect(said).toMatchObject({
      cause: 'run-still-active',
      confidence: 'certain',
      verdict: 'unhealthy',
      reads: [],
    });
    expect(said.title).toBe(
      'Run n-2 has not ended for 3h, and concurrencyPolicy Forbid starts no other before it does',
    );
    expect(said.text).toContain('17 runs were left out since; those that succeeded took up to 5m.');
    expect(said.text).toContain('neither the Job nor its pods have an activeDeadlineSeconds (n-2)');
    expect(said.text).toContain('delete job n-2');
    expect(said.text).toContain('{"activeDeadlineSeconds":900}');
  });

  it('is likely where no length is known and many runs were left out', () => {
    const limited = jobOf({
      name: 'n-2',
      cron: 'nightly',
      spec: { activeDeadlineSeconds: 99999 },
      status: { startTime: '2026-01-01T09:00:00Z' },
    });
    const said = one({ spec: forbid, status }, [limited]);
    expect(said).toMatchObject({ cause: 'run-still-active', confidence: 'likely' });
    expect(said.text).not.toContain('hangs: neither');
    expect(said.text).not.toContain('Let no run take longer');
  });

  it('counts one run left out as one', () => {
    const spec = { ...forbid, schedule: '0 * * * *' };
    const hour = { lastScheduleTime: '2026-01-01T10:00:00Z' };
    const runs = [
      runOf('n-1', '2026-01-01T09:00:00Z', 'Complete', 1),
      runOf('n-2', '2026-01-01T10:00:00Z', undefined),
    ];
    expect(one({ spec, status: hour }, runs).text).toContain('1 run was left out since');
  });

  test.each<[string, MadeJob, readonly object[]]>([
    [
      'runs may overlap',
      {
        spec: { ...forbid, concurrencyPolicy: 'Allow' },
        status: { lastScheduleTime: '2026-01-01T11:59:00Z' },
      },
      [HANGS],
    ],
    [
      'it takes as long as they do',
      { spec: forbid, status: { lastScheduleTime: '2026-01-01T11:40:00Z' } },
      [runOf('n-1', '2026-01-01T11:00:00Z', 'Complete', 30), runOf('n-2', '2026-01-01T11:40:00Z', undefined)],
    ],
    [
      'only two were left out',
      { spec: forbid, status: { lastScheduleTime: '2026-01-01T11:35:00Z' } },
      [runOf('n-2', '2026-01-01T11:35:00Z', undefined)],
    ],
    [
      'none was due',
      { spec: forbid, status: { lastScheduleTime: '2026-01-01T11:55:00Z' } },
      [runOf('n-2', '2026-01-01T11:55:00Z', undefined)],
    ],
    [
      'no run is active',
      { spec: forbid, status: { lastScheduleTime: '2026-01-01T12:00:00Z' } },
      [runOf('n-1', '2026-01-01T11:50:00Z', 'Complete')],
    ],
  ])('is no finding where %s', (_, made, runs) => {
    expect(why(made, runs).causes).not.toContain('run-still-active');
  });
});

describe('a schedule that starts nothing', () => {
  const hourly = { spec: { schedule: '0 * * * *' }, status: { lastScheduleTime: '2026-01-01T08:00:00Z' } };

  function said(reason: string, message: string, type = 'Warning') {
    return eventOf('CronJob/nightly', reason, message, { type });
  }

  it('is late, and nobody says why', () => {
    const late = one(hourly);
    expect(late).toMatchObject({
      cause: 'schedule-missed',
      confidence: 'likely',
      verdict: 'unhealthy',
      reads: ['events'],
    });
    expect(late.title).toBe('No run was started for 3h, though 3 were due');
    expect(late.text).toContain('The last run started 4h ago.');
    expect(late.text).toContain('No event of cronjob/nightly says why');
    expect(late.text).toContain('kube-controller-manager');
    expect(late.evidence).toContain('by 0 * * * * one was due at 2026-01-01T09:00:00.000Z at the latest');
  });

  it('is late by one run', () => {
    const daily = { spec: { schedule: '0 3 * * *' }, status: { lastScheduleTime: '2025-12-31T03:00:00Z' } };
    expect(one(daily).title).toBe('No run was started for 9h, though 1 was due');
  });

  it('has never started anything', () => {
    const metadata = { creationTimestamp: '2025-12-25T00:00:00Z' };
    const never = one({ metadata, spec: { schedule: '@daily' }, status: { lastScheduleTime: undefined } });
    expect(never.text).toContain('It has never been run since it was made 7d12h ago.');
  });

  it('gave up, as old controllers do', () => {
    const message = 'Cannot determine if job needs to be started: too many missed start time (> 100).';
    const gaveUp = one(hourly, [said('FailedNeedsStart', message)]);
    expect(gaveUp).toMatchObject({ cause: 'schedule-missed', confidence: 'certain' });
    expect(gaveUp.text).toContain(`The CronJob controller says: ${message}`);
    expect(gaveUp.text).toContain('(reason FailedNeedsStart)');
    expect(gaveUp.text).toContain(`patch cronjob nightly -p '{"spec":{"startingDeadlineSeconds":200}}'`);
  });

  it('leaves out what comes too late', () => {
    const message = 'Missed scheduled time to start a job: Thu, 01 Jan 2026 11:00:00 UTC';
    const spec = { ...hourly.spec, startingDeadlineSeconds: 300 };
    const late = one({ ...hourly, spec }, [said('MissSchedule', message)]);
    expect(late.text).toContain(
      'startingDeadlineSeconds is 300: a run that can’t be started within that time',
    );
    expect(late.text).toContain('"startingDeadlineSeconds":600');
    expect(one(hourly, [said('MissSchedule', message)]).text).toContain('"startingDeadlineSeconds":200');
  });

  it('may not make its Jobs', () => {
    const message = 'Error creating job: jobs.batch "nightly-1" is forbidden: exceeded quota: jobs';
    expect(one(hourly, [said('FailedCreate', message)]).text).toContain(message);
  });

  it('cannot be read', () => {
    const message = 'unparseable schedule: "61 * * * *" : end of range (61) above maximum (59): 61';
    const invalid = one({ spec: { schedule: '61 * * * *' } }, [said('UnparseableSchedule', message)]);
    expect(invalid).toMatchObject({ cause: 'schedule-invalid', confidence: 'certain' });
    expect(invalid.title).toBe('The schedule 61 * * * * can’t be read, so that no run is started');
    expect(why({ spec: { schedule: '61 * * * *' } }).causes).toEqual([]);
    const old = one(hourly, [said('UnParseableCronJobSchedule', message)]);
    expect(old.cause).toBe('schedule-invalid');
  });

  it('is of a time zone that the controller does not know', () => {
    const message = 'invalid timeZone: "Europe/Berln": unknown time zone Europe/Berln';
    const spec = { ...hourly.spec, timeZone: 'Europe/Berln' };
    const zone = one({ ...hourly, spec }, [said('UnknownTimeZone', message)]);
    expect(zone).toMatchObject({ cause: 'time-zone-unknown' });
    expect(zone.title).toContain('The time zone Europe/Berln is not known');
    expect(zone.text).toContain(`patch cronjob nightly -p '{"spec":{"timeZone":"Europe/Berlin"}}'`);
    const far = one(hourly, [said('UnknownTimeZone', message)]);
    expect(far.text).not.toContain('is meant');
  });

  it('is never due', () => {
    const never = one({ spec: { schedule: '0 0 31 2 *' } });
    expect(never).toMatchObject({ cause: 'schedule-never-due', confidence: 'certain', reads: [] });
    expect(never.title).toBe('The schedule 0 0 31 2 * is never due: no year has that day');
  });

  it.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
  ] as const)('is told without events where they are %s', (reason) => {
    const late = one(hourly, [], { events: reason });
    expect(late).toMatchObject({ cause: 'schedule-missed', confidence: 'likely', verdict: 'unhealthy' });
    expect(late.text).not.toContain('No event of');
  });

  test.each<[string, MadeJob]>([
    ['the next run is still to come', {}],
    [
      'it was only due a minute ago',
      { spec: { schedule: '59 * * * *' }, status: { lastScheduleTime: '2026-01-01T10:59:00Z' } },
    ],
    [
      'the clocks may have been put back',
      { spec: { schedule: '30 11 * * *' }, status: { lastScheduleTime: '2025-12-31T11:30:00Z' } },
    ],
    [
      'its last run was not by this schedule',
      { spec: { schedule: '0 3 * * *' }, status: { lastScheduleTime: '2025-12-30T03:07:00Z' } },
    ],
    [
      'it was made a moment ago',
      { metadata: { creationTimestamp: '2026-01-01T11:59:00Z' }, status: { lastScheduleTime: undefined } },
    ],
    [
      'nobody says when it was made',
      { metadata: { creationTimestamp: undefined }, status: { lastScheduleTime: undefined } },
    ],
    [
      'its last run is in another time zone’s morning',
      { spec: { schedule: '0 9 * * *' }, status: { lastScheduleTime: '2026-01-01T01:00:00Z' } },
    ],
  ])('is no finding where %s', (_, made) => {
    expect(why(made).causes).toEqual([]);
  });
});

describe('objects that lack what they should have', () => {
  function causes(workload: Workload, jobs: readonly Workload[] = [], pods: readonly Pod[] = []) {
    const target = { kind: workload.kind ?? '', namespace: 'shop', name: 'nightly' };
    return judge(snapshot({ target, workload, jobs, pods }), [job]).diagnosis.findings.map(
      ({ cause }) => cause,
    );
  }

  it('are judged by what is there', () => {
    expect(causes({ kind: 'Job' })).toEqual([]);
    expect(causes({ kind: 'CronJob' })).toEqual([]);
    expect(causes({ kind: 'Deployment' })).toEqual([]);
    const reasons = [
      'BackoffLimitExceeded',
      'DeadlineExceeded',
      'PodFailurePolicy',
      'FailedIndexes',
      'MaxFailedIndexesExceeded',
    ];
    const found = reasons.map((reason) => {
      const status = { conditions: [{ type: 'Failed', status: 'True', reason }] };
      return [
        ...causes({ kind: 'Job', status }),
        ...causes({ kind: 'CronJob' }, [{ kind: 'Job', status }], [{}]),
      ];
    });
    expect(found).toEqual([
      ['backoff-limit-reached', 'backoff-limit-reached'],
      ['deadline-exceeded', 'deadline-exceeded'],
      ['pod-failure-policy', 'pod-failure-policy'],
      ['failed-indexes', 'failed-indexes'],
      ['max-failed-indexes', 'max-failed-indexes'],
    ]);
    const conditions = [{ type: 'Failed', status: 'True' }];
    expect(causes({ kind: 'Job', status: { conditions } })).toEqual([]);
    const timeless = { kind: 'Job', status: { conditions: [{ type: 'Complete', status: 'True' }] } };
    const spec = { schedule: '* * * * *', concurrencyPolicy: 'Forbid' };
    expect(causes({ kind: 'CronJob', spec }, [{ kind: 'Job' }, timeless])).toEqual([]);
    const status = { lastScheduleTime: '2026-01-01T10:00:00Z' };
    expect(causes({ kind: 'CronJob', spec: { schedule: '0 * * * *' }, status })).toEqual(['schedule-missed']);
  });

  it('of several runs, the pods of each are told apart', () => {
    const late = {
      name: 'n-2',
      cron: 'nightly',
      metadata: { creationTimestamp: JAN_1 },
      status: { conditions: OUT_OF_TIME },
    };
    const objects = [
      runOf('n-1', DEC_31, 'Complete'),
      jobOf(late),
      attempt('n-1', 'n-1-a', { phase: 'Running' }),
    ];
    const events = [
      eventOf('Job/n-2', 'SuccessfulDelete', 'Deleted pod: n-2-a'),
      eventOf('Pod/n-2-a', 'Started', 'Started container app'),
    ];
    expect(why({}, [...objects, ...events]).told[0]?.text).toContain('Its last pod n-2-a was at work');
    const own = attempt('n-2', 'n-2-a', { phase: 'Running' });
    expect(why({}, [...objects, ...events, own]).told[0]?.text).not.toContain('last pod');
  });
});
