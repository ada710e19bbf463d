import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContainerState } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { groupPods, wantedPods } from '../../src/diagnosis/pod-group.ts';
import { CREATED, containerStatus, pod, workload } from '../support/build.ts';

const RUNNING: ContainerState = { running: { startedAt: CREATED } };
const NOT_READY = [{ type: 'Ready', status: 'False' }];

interface Made {
  readonly hash?: string;
  readonly created?: string;
  readonly leaving?: boolean;
  readonly status?: PodStatus;
}

function named(name: string, { hash = 'new', created = CREATED, leaving = false, status }: Made = {}): Pod {
  return pod({
    metadata: {
      name,
      labels: { 'pod-template-hash': hash },
      creationTimestamp: created,
      ...(leaving ? { deletionTimestamp: CREATED } : {}),
    },
    ...(status ? { status } : {}),
  });
}

function waiting(reason: string, restartCount = 0, exitCode?: number): PodStatus {
  const lastState = exitCode === undefined ? {} : { terminated: { exitCode, reason: 'Error' } };
  return {
    conditions: NOT_READY,
    containerStatuses: [containerStatus('app', { waiting: { reason } }, { restartCount, lastState })],
  };
}

function groups(pods: readonly Pod[], above?: Workload) {
  return groupPods(pods, above).map((group) => [
    group.well ? 'well' : 'unwell',
    group.status,
    group.pods.map((one) => one.metadata?.name).join(' '),
  ]);
}

describe('groupPods', () => {
  test('puts pods that look alike together, unwell ones first', () => {
    const crashed = waiting('CrashLoopBackOff', 3, 1);
    expect(
      groups([named('b'), named('d', { status: crashed }), named('a'), named('c', { status: crashed })]),
    ).toEqual([
      ['unwell', 'CrashLoopBackOff', 'c d'],
      ['well', 'Running', 'a b'],
    ]);
  });

  test('tells apart pods that ended differently', () => {
    const pods = [
      named('a', { status: waiting('CrashLoopBackOff', 1, 1) }),
      named('b', { status: waiting('CrashLoopBackOff', 1, 137) }),
    ];
    expect(groups(pods)).toHaveLength(2);
  });

  test('does not tell a back-off from the error that it waits for', () => {
    const running = {
      conditions: NOT_READY,
      containerStatuses: waiting('x', 1, 1).containerStatuses?.map((c) => ({ ...c, state: RUNNING })),
    };
    const pods = [
      named('a', { status: waiting('ErrImagePull') }),
      named('b', { status: waiting('ImagePullBackOff') }),
      named('c', { status: waiting('CrashLoopBackOff', 1, 1) }),
      named('d', { status: running as PodStatus }),
    ];
    expect(groups(pods)).toEqual([
      ['unwell', 'ErrImagePull', 'a b'],
      ['unwell', 'CrashLoopBackOff', 'c d'],
    ]);
  });

  test('lets the pod with most restarts stand for its group', () => {
    const pods = [1, 9, 4].map((count, index) =>
      named(`p${index}`, { status: waiting('CrashLoopBackOff', count, 1) }),
    );
    expect(groups(pods)).toEqual([['unwell', 'CrashLoopBackOff', 'p1 p2 p0']]);
  });

  test('lets the newest stand for those that have failed', () => {
    const failed = { phase: 'Failed', containerStatuses: [] };
    const pods = ['08', '10', '09'].map((hour, index) =>
      named(`p${index}`, { created: `2026-01-01T${hour}:00:00Z`, status: failed }),
    );
    expect(groups(pods)[0]?.[2]).toBe('p1 p2 p0');
    const timeless = ['a', 'b'].map((name) =>
      pod({ metadata: { name, creationTimestamp: undefined as never }, status: failed }),
    );
    expect(groups(timeless)[0]?.[2]).toBe('a b');
  });

  test('lists the newest template first, then the largest group', () => {
    const old = { hash: 'old', created: '2026-01-01T08:00:00Z' };
    const pods = [
      named('a', { ...old, status: waiting('ErrImagePull') }),
      named('b', { ...old, status: waiting('ErrImagePull') }),
      named('c', { ...old, status: waiting('ErrImagePull') }),
      named('d', { status: waiting('ErrImagePull') }),
      named('e', { status: waiting('CreateContainerConfigError') }),
      named('f', { status: waiting('CreateContainerConfigError') }),
    ];
    expect(groups(pods).map(([, , names]) => names)).toEqual(['e f', 'd', 'a b c']);
  });

  test('takes a template for new by its first pod, or by what a StatefulSet says of itself', () => {
    const broken = { status: waiting('ErrImagePull') };
    const first = { hash: 'old', created: '2026-01-01T08:00:00Z' };
    const again = { hash: 'old', created: '2026-01-01T11:59:00Z', ...broken };
    const pods = [named('a', first), named('b', again), named('c', again), named('d', broken)];
    expect(groups(pods).map(([, , names]) => names)).toEqual(['d', 'b c', 'a']);
    const set = workload({ kind: 'StatefulSet', status: { updateRevision: 'old' } });
    expect(groups(pods, set).map(([, , names]) => names)).toEqual(['b c', 'd', 'a']);
  });

  test('takes the revision of a StatefulSet or the owner’s name where there is no hash', () => {
    const revisions = ['1', '2'].map((revision) =>
      pod({ metadata: { name: `db-${revision}`, labels: { 'controller-revision-hash': revision } } }),
    );
    const jobs = ['a', 'b'].map((job) =>
      pod({ metadata: { name: `p-${job}`, ownerReferences: [{ kind: 'Job', name: job }] } }),
    );
    expect(groups(revisions)).toHaveLength(2);
    expect(groups(jobs)).toHaveLength(2);
    expect(groups([{}, {}])).toEqual([['unwell', 'Unknown', ' ']]);
  });

  const failed = { phase: 'Failed', reason: 'Evicted', conditions: NOT_READY, containerStatuses: [] };
  test.each<[string, readonly Pod[], Workload | undefined, string]>([
    [
      'a pod that succeeded',
      [named('a', { status: { phase: 'Succeeded', conditions: NOT_READY } })],
      undefined,
      'well',
    ],
    ['a pod that isn’t ready', [named('a', { status: { conditions: NOT_READY } })], workload(), 'unwell'],
    [
      'a leaving pod whose work another does',
      [named('a', { leaving: true }), named('b')],
      workload(),
      'well',
    ],
    ['a leaving pod whose work nobody does', [named('a', { leaving: true })], workload(), 'unwell'],
    ['a leaving pod of nobody', [named('a', { leaving: true })], undefined, 'unwell'],
    ['an evicted pod that was replaced', [named('a', { status: failed }), named('b')], workload(), 'well'],
    ['an evicted pod that was not', [named('a', { status: failed })], workload(), 'unwell'],
    [
      'a failed attempt of a Job',
      [named('a', { status: failed }), named('b')],
      workload({ kind: 'Job' }),
      'unwell',
    ],
    [
      'a leaving pod of a workload that was scaled to zero',
      [named('a', { leaving: true })],
      workload({ spec: { replicas: 0 } }),
      'well',
    ],
  ])('%s', (_, pods, above, word) => {
    const group = groupPods(pods, above).find((one) => one.pods.some((p) => p.metadata?.name === 'a'));
    expect(group?.well ? 'well' : 'unwell').toBe(word);
  });

  test('is the same whatever order the pods come in', () => {
    const looks = ['ErrImagePull', 'CrashLoopBackOff', 'CreateContainerConfigError'];
    const pods = [...'abcdefghijkl'].map((name, index) =>
      named(name, { hash: `h${index % 2}`, status: waiting(looks[index % 3] ?? '', index % 4) }),
    );
    const expected = groupPods(pods, workload());
    fc.assert(
      fc.property(fc.shuffledSubarray(pods, { minLength: pods.length }), (shuffled) => {
        expect(groupPods(shuffled, workload())).toEqual(expected);
      }),
    );
  });
});

describe('a pod that has succeeded', () => {
  function done(deletionTimestamp: string | undefined, finalizers: readonly string[]): Pod {
    const deleted = deletionTimestamp === undefined ? {} : { deletionTimestamp };
    return pod({ metadata: { finalizers, ...deleted }, status: { phase: 'Succeeded' } });
  }

  test('is well, save where it is deleted and a finalizer keeps it', () => {
    expect(groupPods([done(undefined, ['a.b/c'])])[0]?.well).toBe(true);
    expect(groupPods([done(CREATED, [])])[0]?.well).toBe(true);
    expect(groupPods([done(CREATED, ['a.b/c'])])[0]?.well).toBe(false);
    expect(groupPods([{ status: { phase: 'Succeeded' } }])[0]?.well).toBe(true);
  });

  test('is nobody’s trouble while its workload has what it wants', () => {
    const pods = [done(CREATED, ['a.b/c']), named('other')];
    expect(groupPods(pods, workload()).map(({ well }) => well)).toEqual([true, true]);
  });
});

describe('wantedPods', () => {
  test.each<[string, Workload | undefined, number | undefined]>([
    ['a Deployment, by its spec', workload({ spec: { replicas: 3 } }), 3],
    ['a Deployment without a number', workload({ spec: {} }), 1],
    ['a Deployment without a spec', { kind: 'Deployment' }, 1],
    ['a DaemonSet, by its status', workload({ kind: 'DaemonSet', status: { desiredNumberScheduled: 5 } }), 5],
    ['a DaemonSet nobody has counted', { kind: 'DaemonSet' }, undefined],
    ['a Job', workload({ kind: 'Job' }), undefined],
    ['a CronJob', workload({ kind: 'CronJob' }), undefined],
    ['no workload', undefined, undefined],
  ])('of %s', (_, above, wanted) => {
    expect(wantedPods(above)).toBe(wanted);
  });
});

describe('a pod that is up between two crashes', () => {
  const CRASH = { reason: 'Error', exitCode: 1, finishedAt: '2026-01-01T11:58:00Z' };
  type Run = Partial<typeof CRASH>;

  function crashed(name: string, ready: boolean, run: Run = {}, more: Made = {}): Pod {
    const state = ready ? RUNNING : { waiting: { reason: 'CrashLoopBackOff' } };
    const lastState = { terminated: { ...CRASH, ...run } };
    const conditions = [{ type: 'Ready', status: ready ? 'True' : 'False' }];
    const containerStatuses = [containerStatus('app', state, { ready, restartCount: 3, lastState })];
    return named(name, { status: { conditions, containerStatuses }, ...more });
  }

  test('belongs to those that are down for the same crash, after them', () => {
    const pods = [crashed('a', true), crashed('b', false), named('c')];
    expect(groups(pods)).toEqual([
      ['unwell', 'CrashLoopBackOff', 'b a'],
      ['well', 'Running', 'c'],
    ]);
  });

  test.each<[string, Pod]>([
    ['ended otherwise', crashed('a', true, { exitCode: 137, reason: 'OOMKilled' })],
    ['crashed long before', crashed('a', true, { finishedAt: '2026-01-01T09:58:00Z' })],
    ['crashed at a time that is not known', crashed('a', true, { finishedAt: '' })],
    ['succeeded', crashed('a', true, { exitCode: 0, reason: 'Completed' })],
    ['runs another template', crashed('a', true, {}, { hash: 'old' })],
    ['is leaving', crashed('a', true, {}, { leaving: true })],
  ])('stays well where it %s', (_, one) => {
    const found = groupPods([one, crashed('b', false), named('c')], workload()).find(({ pods }) =>
      pods.includes(one),
    );
    expect(found?.well).toBe(true);
  });

  test('stays by itself where nothing tells whose template it runs', () => {
    const bare = (ready: boolean) => ({
      ...crashed(ready ? 'a' : 'b', ready),
      metadata: { name: ready ? 'a' : 'b' },
    });
    expect(groups([bare(true), bare(false)])).toHaveLength(2);
  });
});

describe('the attempts of a Job that is done', () => {
  const ended = (type: string) => ({ status: { conditions: [{ type, status: 'True' }] } });
  const failed = (job: string) =>
    pod({
      metadata: { name: `${job}-a`, ownerReferences: [{ kind: 'Job', name: job }] },
      status: { phase: 'Failed', conditions: NOT_READY },
    });

  test('are past, whatever they came to', () => {
    const well = (above: Workload) => groupPods([failed('import')], above)[0]?.well;
    expect(well({ kind: 'Job', ...ended('Complete') })).toBe(true);
    expect(well({ kind: 'Job', ...ended('Failed') })).toBe(false);
    expect(well({ kind: 'Job' })).toBe(false);
  });

  test('are past where a later run of the CronJob is', () => {
    const jobs = [
      { metadata: { name: 'n-3' } },
      { metadata: { name: 'n-2' }, ...ended('Complete') },
      { metadata: { name: 'n-1' }, ...ended('Failed') },
    ];
    const well = (job: string) => groupPods([failed(job)], { kind: 'CronJob' }, jobs)[0]?.well;
    expect([well('n-3'), well('n-2'), well('n-1'), well('n-0')]).toEqual([false, true, true, false]);
    expect(groupPods([failed('n-1')], { kind: 'CronJob' })[0]?.well).toBe(false);
  });
});
