import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readPolicyMatch } from '../../playbooks/job/failure-policy.ts';
import { job } from '../../playbooks/job/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import { attempt, eventOf, FAILED, failed, GAVE_UP, jobOf, type MadeJob, OUT_OF_TIME } from './job-made.ts';

function why(made: MadeJob, others: readonly object[] = [], withheld: Withheld = {}): Asked {
  return asked(job, 'job/import', [jobOf(made), ...others], withheld);
}

function one(made: MadeJob, others?: readonly object[], withheld?: Withheld) {
  const { told, verdict } = why(made, others, withheld);
  expect(told).toHaveLength(1);
  return { ...told[0], verdict } as Asked['told'][number] & Pick<Asked, 'verdict'>;
}

const ATTEMPTS = [attempt('import', 'import-a', FAILED), attempt('import', 'import-b', FAILED)];
const ON_FAILURE = { template: { spec: { restartPolicy: 'OnFailure' } } };

describe('a Job that gave up', () => {
  it('says how many attempts there were, of how many, and when', () => {
    const said = one(
      { status: { conditions: GAVE_UP, failed: 3, succeeded: 2 }, spec: { completions: 5 } },
      ATTEMPTS,
    );
    expect(said).toMatchObject({
      cause: 'backoff-limit-reached',
      confidence: 'certain',
      verdict: 'unhealthy',
      title: 'The Job gave up after 3 failed pods (backoffLimit 2)',
    });
    expect(said.text).toContain('That was 5m ago, 5m after its start; 2 of 5 completions were done by then.');
    expect(said.text).toContain('kubectl -n shop delete job import');
    expect(said.text).not.toContain('pods is left');
    expect(said.evidence).toContain('Failed: True, BackoffLimitExceeded');
  });

  it.each([
    [{ failed: 1 }, {}, '1 failed pod'],
    [{}, {}, 'all its attempts'],
    [{ failed: 1 }, { ...ON_FAILURE, backoffLimit: 4 }, '4 restarts of its containers'],
    [{ failed: 0 }, { ...ON_FAILURE, backoffLimit: 0 }, '1 restart of its containers'],
    [{ failed: 6 }, { ...ON_FAILURE, backoffLimit: 4 }, '6 failed pods'],
    [{ failed: 2 }, { ...ON_FAILURE, backoffLimit: undefined }, '2 failed pods'],
  ])('with %j and %j after %s', (status, spec, attempts) => {
    const said = one({ status: { conditions: GAVE_UP, ...status }, spec }, ATTEMPTS);
    expect(said.title).toContain(`The Job gave up after ${attempts}`);
  });

  it('of a CronJob can be run again by it', () => {
    const said = one({ cron: 'nightly', status: { conditions: GAVE_UP }, spec: ON_FAILURE }, ATTEMPTS);
    expect(said.text).toContain('create job nightly-by-hand --from=cronjob/nightly');
    expect(said.text).toContain(
      `patch cronjob nightly -p '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"restartPolicy":"Never"}}}}}}'`,
    );
    expect(said.text).toContain('With restartPolicy OnFailure');
    expect(said.text).not.toContain('delete job');
  });

  it('is not over while pods are still to end', () => {
    const conditions = GAVE_UP.slice(0, 1);
    expect(one({ status: { conditions, terminating: 2 } }, ATTEMPTS).text).toContain(
      'It is not over yet: 2 pods still to end.',
    );
    expect(one({ status: { conditions } }, ATTEMPTS).text).toContain(
      'not over yet: its pods are still being ended.',
    );
  });

  it('says what the last pod did where none is left', () => {
    const events = [
      eventOf('Job/import', 'SuccessfulCreate', 'Created pod: import-a'),
      eventOf('Pod/import-a', 'BackOff', 'Back-off restarting failed container app in pod import-a', {
        type: 'Warning',
      }),
      eventOf('Pod/import-a', 'Started', 'Started container app'),
    ];
    const said = one({ status: { conditions: GAVE_UP }, spec: ON_FAILURE }, events);
    expect(said.text).toContain('Its last pod import-a kept crashing (container app)');
    expect(said.evidence).toContain('Back-off restarting failed container');
    const never = one({ status: { conditions: GAVE_UP } });
    expect(never.text).toContain('None of its pods is left (restartPolicy Never)');
  });
});

describe('a Job that ran out of time', () => {
  const LATE = { status: { conditions: OUT_OF_TIME }, spec: { activeDeadlineSeconds: 300 } };
  const DELETED = eventOf('Job/import', 'SuccessfulDelete', 'Deleted pod: import-a');

  it('names the deadline, how long it was active and what its last pod was at', () => {
    const said = one(LATE, [DELETED, eventOf('Pod/import-a', 'Started', 'Started container app')]);
    expect(said).toMatchObject({
      cause: 'deadline-exceeded',
      confidence: 'certain',
      title: 'Stopped at its deadline: the Job may take 300s (activeDeadlineSeconds)',
    });
    expect(said.text).toContain('It was stopped 5m ago, 5m after its start.');
    expect(said.text).toContain(
      'Its last pod import-a was at work: container app had run for 4m; it was deleted',
    );
    expect(said.text).toContain('give job import a higher activeDeadlineSeconds, 600 for a start');
    expect(said.evidence).toContain('"field":"spec.activeDeadlineSeconds","text":"300"');
  });

  it('says what the last pod still waited for', () => {
    const pull = 'Failed to pull image "import:1": not found';
    const said = one(LATE, [DELETED, eventOf('Pod/import-a', 'Failed', pull, { type: 'Warning' })]);
    expect(said.text).toContain(`Its last pod import-a had not started: ${pull}`);
    expect(said.text).not.toContain('was at work');
    const again = (message: string) =>
      eventOf('Pod/import-a', 'Failed', message, { type: 'Warning', lastTimestamp: '2026-01-01T11:59:59Z' });
    const repeated = [again('Error: ErrImagePull'), again('Error: ImagePullBackOff')];
    const first = eventOf('Pod/import-a', 'Failed', pull, { type: 'Warning' });
    expect(one(LATE, [DELETED, first, ...repeated]).text).toContain(`had not started: ${pull}`);
    expect(one(LATE, [DELETED, ...repeated]).text).toContain('had not started: Error: ');
    const slow = one(LATE, [DELETED, eventOf('Pod/import-a', 'Pulling', 'Pulling image "import:1"')]);
    expect(slow.text).toContain('had not started: Pulling image "import:1"');
  });

  it('knows a crash or a start by its container where the event names it', () => {
    const involvedObject = { kind: 'Pod', name: 'import-a', namespace: 'shop' };
    const crash = eventOf('Pod/import-a', 'BackOff', 'Back-off restarting failed container', {
      involvedObject,
    });
    expect(one(LATE, [DELETED, crash]).text).toContain('kept crashing (one of its containers)');
    const start = eventOf('Pod/import-a', 'Started', 'Started', { involvedObject, lastTimestamp: null });
    expect(one(LATE, [DELETED, start]).text).toContain('import-a was at work; it was deleted');
  });

  it('says nothing of a pod that nothing is known of', () => {
    expect(one(LATE, [DELETED]).text).not.toContain('last pod');
    expect(one(LATE).text).not.toContain('last pod');
    expect(one({ ...LATE, metadata: { uid: undefined } }, [DELETED]).text).not.toContain('last pod');
    const silent = eventOf('Job/import', 'Odd', 'x', { message: undefined });
    expect(one(LATE, [silent]).text).not.toContain('last pod');
  });

  it('asks for no events where a pod is still there', () => {
    const running = attempt('import', 'import-a', { phase: 'Running' });
    const { told, reads } = why(LATE, [
      running,
      DELETED,
      eventOf('Pod/import-a', 'Started', 'Started container app'),
    ]);
    expect(told[0]?.text).not.toContain('last pod');
    // The pod's own events are asked for by every diagnosis.
    expect(reads.filter((section) => section === 'events')).toHaveLength(1);
  });

  it.each([
    'forbidden',
    'timeout',
    'failed',
    'not-collected',
    'not-found',
  ] as const)('is told without events where they are %s', (reason) => {
    const said = one(LATE, [DELETED], { events: reason });
    expect(said.title).toContain('300s');
    expect(said.verdict).toBe('unhealthy');
    expect(said.text).not.toContain('last pod');
  });

  it('is told without a number where the spec has none', () => {
    const said = one({ status: { conditions: OUT_OF_TIME, startTime: undefined } });
    expect(said.title).toBe('Stopped at its deadline');
    expect(said.text).toContain('It was stopped 5m ago.');
    expect(said.text).not.toMatch(/higher activeDeadlineSeconds/);
  });

  it('of a CronJob is given more time there', () => {
    const said = one({ ...LATE, cron: 'nightly' });
    expect(said.text).toContain(
      `patch cronjob nightly -p '{"spec":{"jobTemplate":{"spec":{"activeDeadlineSeconds":600}}}}'`,
    );
    expect(said.text).not.toContain('create it anew');
  });

  it('without times is told all the same', () => {
    const conditions = [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded' }];
    expect(one({ status: { conditions } }).title).toBe('Stopped at its deadline');
  });
});

describe('a Job that a rule of its own ended', () => {
  const SAYS =
    'Container app for pod shop/import-a failed with exit code 42 matching FailJob rule at index 1';

  it('names the rule, the container and its exit code', () => {
    const said = one({ status: { conditions: failed('PodFailurePolicy', SAYS), failed: 1 } }, ATTEMPTS);
    expect(said).toMatchObject({ cause: 'pod-failure-policy', confidence: 'certain' });
    expect(said.title).toBe(
      'The Job was ended by its podFailurePolicy, rule 1 (FailJob): container app ended with exit code 42',
    );
    expect(said.text).toContain('after 1 pod had failed; backoffLimit 2 would have allowed more');
    expect(said.text).toContain("get job import -o jsonpath='{.spec.podFailurePolicy.rules}'");
  });

  it('names a condition of the pod', () => {
    const says = 'Pod shop/import-a has condition DisruptionTarget matching FailJob rule at index 0';
    const said = one({ status: { conditions: failed('PodFailurePolicy', says), failed: 9 } }, ATTEMPTS);
    expect(said.title).toMatch(/rule 0 \(FailJob\): the pod had the condition DisruptionTarget$/);
    expect(said.text).not.toContain('would have allowed more');
  });

  it('is told in the controller’s words where they read otherwise', () => {
    const said = one(
      {
        status: { conditions: failed('PodFailurePolicy', 'A new wording') },
        spec: { backoffLimit: undefined },
      },
      ATTEMPTS,
    );
    expect(said.title).toBe('The Job was ended by its podFailurePolicy');
    expect(said.text).toContain('The Job controller says: A new wording');
  });

  test('its message may be anything', () => {
    fc.assert(
      fc.property(fc.string(), (message) => {
        const match = readPolicyMatch(message);
        expect(match === undefined || message.includes('matching')).toBe(true);
      }),
    );
    expect(readPolicyMatch(SAYS)).toEqual({
      pod: 'import-a',
      rule: 1,
      action: 'FailJob',
      container: 'app',
      exitCode: 42,
    });
    expect(readPolicyMatch('Pod import-a has condition X matching FailJob rule at index 0')).toEqual({
      pod: 'import-a',
      rule: 0,
      action: 'FailJob',
      condition: 'X',
    });
  });
});

describe('a Job of indexes', () => {
  const spec = { completions: 10, backoffLimitPerIndex: 1 };

  it('has failed by some of them', () => {
    const conditions = failed('FailedIndexes', 'Job has failed indexes');
    const said = one(
      { spec, status: { conditions, failedIndexes: '1,3-5', completedIndexes: '0,2,6-9', succeeded: 6 } },
      ATTEMPTS,
    );
    expect(said).toMatchObject({ cause: 'failed-indexes', verdict: 'unhealthy' });
    expect(said.title).toBe('4 of the Job’s 10 indexes failed for good: 1,3-5');
    expect(said.text).toContain('backoffLimitPerIndex 1: an index is tried 2 times.');
    expect(said.text).toContain('Done: 0,2,6-9.');
    expect(said.text).toContain('-l job-name=import,batch.kubernetes.io/job-completion-index=1');
  });

  it('goes on with the others', () => {
    const said = one({
      spec: { ...spec, backoffLimitPerIndex: 0 },
      status: { failedIndexes: '7', active: 2 },
    });
    expect(said.title).toBe('1 of the Job’s 10 indexes failed for good: 7');
    expect(said.text).toContain('The Job goes on with the others (2 pods active)');
    expect(said.text).toContain('an index is tried once.');
    expect(said.text).not.toContain('delete job');
    const bare = one({ spec: { completions: undefined }, status: { failedIndexes: '7' } });
    expect(bare.title).toBe('1 of the Job’s many indexes failed for good: 7');
    expect(bare.text).not.toContain('goes on');
  });

  it('is ended once too many have', () => {
    const conditions = failed(
      'MaxFailedIndexesExceeded',
      'Job has exceeded the specified maximal number of failed indexes',
    );
    const said = one(
      { spec: { ...spec, maxFailedIndexes: 2 }, status: { conditions, failedIndexes: '0,1,2' } },
      ATTEMPTS,
    );
    expect(said).toMatchObject({ cause: 'max-failed-indexes' });
    expect(said.title).toBe('The Job was ended: more than 2 of its 10 indexes failed: 0,1,2');
    const bare = one({ status: { conditions } }, ATTEMPTS);
    expect(bare.title).toBe('The Job was ended: more than maxFailedIndexes of its 1 indexes failed');
  });

  it('does not say which where its status does not', () => {
    const said = one({ spec, status: { conditions: failed('FailedIndexes') } });
    expect(said.title).toBe('Some of the Job’s 10 indexes failed for good: its status does not say which');
  });
});

test.each<[string, MadeJob, readonly object[], string]>([
  [
    'is done, at whatever attempt',
    { status: { conditions: [{ type: 'Complete', status: 'True' }] } },
    [ATTEMPTS[0] as object],
    'healthy',
  ],
  [
    'is done though indexes failed before',
    { status: { conditions: [{ type: 'Complete', status: 'True' }], failedIndexes: '1' } },
    [],
    'healthy',
  ],
  [
    'is at work',
    { status: { active: 1 } },
    [attempt('import', 'import-a', { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] })],
    'healthy',
  ],
  [
    'has failed for a reason of another controller',
    { status: { conditions: failed('Evicted', 'by the queue') } },
    [],
    'unhealthy',
  ],
  ['has no status', { status: { startTime: undefined } }, [], 'unhealthy'],
])('nothing is found where the Job %s', (_, made, others, verdict) => {
  expect(why(made, others)).toMatchObject({ causes: [], verdict });
});

describe('a pod that ran out of its own time', () => {
  const STATUS = {
    phase: 'Failed',
    reason: 'DeadlineExceeded',
    message: 'Pod was active on the node longer than the specified deadline',
    startTime: '2026-01-01T11:50:00Z',
    containerStatuses: [
      {
        name: 'app',
        state: { terminated: { exitCode: 137, reason: 'Error', finishedAt: '2026-01-01T11:51:00Z' } },
      },
    ],
  };

  function found(made: Pod, playbooks = [job]) {
    const { diagnosis } = judge(snapshot({ pods: [made] }), playbooks);
    return diagnosis.findings.map(({ cause, params }) => ({ cause, params }));
  }

  it('is told as a Job is, with its own numbers', () => {
    const objects = [{ kind: 'Pod', ...pod({ spec: { activeDeadlineSeconds: 60 }, status: STATUS }) }];
    const { told, verdict } = asked(job, 'pod/web-1', objects);
    expect(verdict).toBe('unhealthy');
    expect(told[0]).toMatchObject({ cause: 'deadline-exceeded', confidence: 'certain' });
    expect(told[0]?.title).toBe('Stopped at its deadline: the pod may take 60s (activeDeadlineSeconds)');
    expect(told[0]?.text).toContain('It was stopped 9m ago, 60s after its start.');
    expect(told[0]?.text).toContain('give pod web-1 a higher activeDeadlineSeconds, 120 for a start');
    expect(told[0]?.text).toContain('Nothing owns pod web-1');
    expect(told[0]?.text).toContain('The kubelet says: Pod was active on the node');
  });

  it('of a Job or a CronJob is mended there', () => {
    const owned = (name: string) =>
      pod({
        metadata: { ownerReferences: [{ kind: 'Job', name }] },
        spec: { activeDeadlineSeconds: 60 },
        status: STATUS,
      });
    expect(found(owned('import'))[0]?.params).toMatchObject({ anew: 'the template of job import' });
    expect(found(owned('nightly-29450880'))[0]?.params).toMatchObject({
      cron: 'nightly',
      deadlinePatch: '{"spec":{"jobTemplate":{"spec":{"template":{"spec":{"activeDeadlineSeconds":120}}}}}}',
    });
  });

  it('is told by its status alone', () => {
    const bare = pod({
      spec: { containers: undefined },
      status: { phase: 'Failed', reason: 'DeadlineExceeded', containerStatuses: undefined },
    });
    expect(found(bare)).toMatchObject([{ cause: 'deadline-exceeded' }]);
    const unended = pod({
      status: { ...STATUS, message: undefined, containerStatuses: [{ name: 'app', state: {} }] },
    });
    expect(found(unended)).toMatchObject([{ cause: 'deadline-exceeded' }]);
  });

  test.each([
    ['was evicted', { ...STATUS, reason: 'Evicted' }],
    ['failed by itself', { ...STATUS, reason: undefined }],
    ['runs', { ...STATUS, phase: 'Running' }],
    ['has no status', undefined],
  ])('is not one that %s', (_, status) => {
    expect(found(status === undefined ? { metadata: { name: 'web-1' } } : pod({ status }))).toEqual([]);
  });
});
