import { describe, expect, it } from 'vitest';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { type FailedMaker, failedMakers } from '../../src/digests/failed-makers.ts';
import { missingPods, podsOfItsOwn } from '../../src/digests/missing-pods.ts';

const FIRST = '2026-01-01T11:00:00Z';
const MAKER: FailedMaker = {
  namespace: 'shop',
  kind: 'ReplicaSet',
  name: 'web-1',
  uid: 'u1',
  first: Date.parse(FIRST),
  last: Date.parse('2026-01-01T11:50:00Z'),
};

function workload(kind: string, spec: Workload['spec'], status: Workload['status'] = {}): Workload {
  return { kind, metadata: { name: 'web', uid: 'u1' }, spec: spec ?? {}, status };
}

function missing(object: Workload, owner?: Workload) {
  const found = missingPods(MAKER, object, owner);
  return found && `${found.count} of ${found.wanted}`;
}

const over = (type: string) => ({ conditions: [{ type, status: 'True' }] });

describe('pods that are missing', () => {
  it.each<[string, Workload, string | undefined]>([
    ['a ReplicaSet with none', workload('ReplicaSet', { replicas: 3 }), '3 of 3'],
    ['a ReplicaSet with some', workload('ReplicaSet', { replicas: 3 }, { replicas: 1 }), '2 of 3'],
    ['a ReplicaSet with all', workload('ReplicaSet', { replicas: 3 }, { replicas: 3 }), undefined],
    ['an old ReplicaSet', workload('ReplicaSet', { replicas: 0 }), undefined],
    ['a StatefulSet that says no number', workload('StatefulSet', {}), '1 of 1'],
    [
      'a DaemonSet',
      workload(
        'DaemonSet',
        {},
        {
          observedGeneration: 1,
          desiredNumberScheduled: 5,
          currentNumberScheduled: 3,
        },
      ),
      '2 of 5',
    ],
    [
      'a DaemonSet that nobody has counted',
      workload('DaemonSet', {}, { desiredNumberScheduled: 0 }),
      '1 of 1',
    ],
    ['a Job', workload('Job', { parallelism: 3, completions: 9 }, { active: 1 }), '2 of 3'],
    [
      'a Job with little left',
      workload('Job', { parallelism: 3, completions: 9 }, { succeeded: 8 }),
      '1 of 1',
    ],
    ['a Job that takes any number', workload('Job', {}, {}), '1 of 1'],
    ['a Job that is done', workload('Job', {}, over('Complete')), undefined],
    ['a Job that has given up', workload('Job', {}, over('Failed')), undefined],
    ['a Job whose pod has failed', workload('Job', {}, { failed: 1 }), undefined],
    ['a Job that is suspended', workload('Job', { suspend: true }), undefined],
    ['a CronJob', workload('CronJob', {}, { lastScheduleTime: '2026-01-01T11:00:00Z' }), '1 of 1'],
    [
      'a CronJob that has run since',
      workload('CronJob', {}, { lastScheduleTime: '2026-01-01T11:55:00Z' }),
      undefined,
    ],
    ['a CronJob that is suspended', workload('CronJob', { suspend: true }), undefined],
  ])('of %s', (_, object, expected) => {
    expect(missing(object)).toBe(expected);
  });

  it('of a Deployment are those that it wants, or its rollout', () => {
    const set = workload('ReplicaSet', { replicas: 2 });
    const of = (replicas: number) => workload('Deployment', { replicas: 4 }, { replicas });
    expect(missing(set, of(1))).toBe('3 of 4');
    expect(missing(set, of(4))).toBe('2 of 4');
  });

  it('are none of a namesake, nor of what is being deleted', () => {
    const set = workload('ReplicaSet', { replicas: 2 });
    const leaving = { ...set, metadata: { uid: 'u1', deletionTimestamp: FIRST } };
    expect(missing({ ...set, metadata: { uid: 'u2' } })).toBeUndefined();
    expect(missing(leaving)).toBeUndefined();
    expect(missing(set, leaving)).toBeUndefined();
  });

  it('have been so since the controller says it, else since the first event', () => {
    const failure = {
      type: 'ReplicaFailure',
      status: 'True',
      lastTransitionTime: '2026-01-01T08:00:00Z',
    };
    const refused = workload('ReplicaSet', { replicas: 1 }, { conditions: [failure] });
    const set = workload('ReplicaSet', { replicas: 1 });
    expect(missingPods(MAKER, refused)?.since).toBe('2026-01-01T08:00:00Z');
    expect(missingPods(MAKER, set, { ...refused, kind: 'Deployment' })?.since).toBe('2026-01-01T08:00:00Z');
    expect(missingPods(MAKER, set)?.since).toBe(FIRST);
  });

  it('leave others, those of a Job that have ended included', () => {
    expect(podsOfItsOwn(workload('Job', {}, { active: 1, succeeded: 2, failed: 3 }))).toBe(6);
    expect(podsOfItsOwn(workload('DaemonSet', {}, { currentNumberScheduled: 4 }))).toBe(4);
    expect(podsOfItsOwn(workload('Deployment', {}, {}))).toBe(0);
  });
});

describe('whom failed creations are about', () => {
  const about = (kind: string, name: string, times: object, uid = name) => ({
    involvedObject: { kind, namespace: 'shop', name, uid },
    ...times,
  });

  it('are taken together from all their events, those that failed last first', () => {
    const events = [
      about('StatefulSet', 'db', { lastTimestamp: '2026-01-01T11:10:00Z' }),
      about('ReplicaSet', 'web', {
        firstTimestamp: '2026-01-01T11:00:00Z',
        lastTimestamp: '2026-01-01T11:30:00Z',
      }),
      about('ReplicaSet', 'web', { eventTime: '2026-01-01T10:50:00Z' }),
      about('ReplicaSet', 'web', { lastTimestamp: '2026-01-01T11:05:00Z' }, 'other'),
    ];
    const told = failedMakers(events).map(({ name, uid, first, last }) => [
      `${name} ${uid}`,
      ...[first, last].map((ms) => new Date(ms).toISOString().slice(11, 16)),
    ]);
    expect(told).toEqual([
      ['web web', '10:50', '11:30'],
      ['db db', '11:10', '11:10'],
      ['web other', '11:05', '11:05'],
    ]);
  });

  it('are none of kinds that nobody can explain, nor of what has no name', () => {
    expect(failedMakers([about('Workflow', 'w', {}), about('ReplicaSet', '', {}), {}])).toEqual([]);
  });
});
