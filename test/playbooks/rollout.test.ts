import { describe, expect, it, test } from 'vitest';
import { rollout } from '../../playbooks/rollout/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { type Asked, asked } from '../support/asked.ts';
import { workload } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';
import {
  agentPod,
  daemonSet,
  dbPod,
  deployment,
  JUST_NOW,
  type MadeWorkload,
  podOf,
  READY,
  replicaSet,
  statefulSet,
  TIMED_OUT,
} from './rollout-made.ts';

function why(target: string, ...objects: readonly object[]): Asked {
  return asked(rollout, target, objects);
}

function one(target: string, ...objects: readonly object[]) {
  const { told, verdict } = why(target, ...objects);
  expect(told).toHaveLength(1);
  return { ...told[0], verdict } as Asked['told'][number] & Pick<Asked, 'verdict'>;
}

describe('a Deployment whose rollout timed out', () => {
  const SETS = [replicaSet('old'), replicaSet('new')];
  const OLD = [podOf('old', 'a', READY), podOf('old', 'b', READY), podOf('old', 'c', READY)];

  function timedOut(pods: readonly object[], made: MadeWorkload = {}) {
    return one('deploy/web', deployment(made), ...SETS, ...pods);
  }

  it('is stuck: what it waits for, since when, and what still serves', () => {
    const said = timedOut([podOf('new', 'd'), ...OLD]);
    expect(said).toMatchObject({
      cause: 'progress-deadline-exceeded',
      confidence: 'certain',
      verdict: 'unhealthy',
      title: 'The rollout is stuck: 0 of 3 pods updated and available, with no progress for 600s',
    });
    expect(said.text).toContain('ReplicaSet "web-new" has timed out progressing.');
    expect(said.text).toContain('That was 10m ago; progressDeadlineSeconds is 600.');
    expect(said.text).toContain('It waits for web-new-d (Running, not ready for 20m).');
    expect(said.text).toContain('The old revision still serves with 3 ready pods.');
    expect(said.text).toContain('describe pod web-new-d');
    expect(said.text).toContain(`patch deployment/web -p '{"spec":{"progressDeadlineSeconds":1200}}'`);
    expect(said.text).toContain('rollout undo deployment/web');
    expect(said.text).toContain('maxUnavailable is 0');
    expect(said.text).not.toContain('None of the new pods');
    expect(said.evidence).toContain('replicas: 4, updated: 1, ready: 3, available: 3');
  });

  it('counts a pod as available only after minReadySeconds', () => {
    const pods = [podOf('new', 'd', { readySince: JUST_NOW }), podOf('new', 'e', READY), ...OLD.slice(1)];
    const said = timedOut(pods, { spec: { minReadySeconds: 500, replicas: 4 } });
    expect(said.title).toContain('1 of 4 pods');
    expect(said.text).toContain('ready for 500s (minReadySeconds), which leaves 100s of the deadline');
    expect(said.text).toContain('The old revision still serves with 2 ready pods.');
    expect(said.text).not.toContain('maxUnavailable');
    expect(said.text).toContain('web-new-d (Running, ready for 30s)');
  });

  it('has no new pod at all, and none of the old', () => {
    expect(timedOut([]).text).toContain('None of the new pods exists (0 of 3).');
    expect(timedOut([podOf('new', 'd')]).text).toContain('No ready pod of an older revision is left');
    expect(timedOut([podOf('new', 'd'), podOf('old', 'a', READY)]).text).toContain('with 1 ready pod.');
    expect(timedOut([podOf('new', 'd', { leaving: true })]).text).toContain('None of the new pods');
  });

  it.each([
    [0, true],
    ['0%', true],
    ['25%', true],
    ['50%', false],
    [1, false],
    [undefined, false],
  ])('with maxUnavailable %s of three says whether no old pod goes first: %s', (maxUnavailable, none) => {
    const strategy = { rollingUpdate: maxUnavailable === undefined ? {} : { maxUnavailable } };
    expect(timedOut([podOf('new', 'd')], { spec: { strategy } }).text.includes('no old pod goes')).toBe(none);
  });

  it('is told from the condition alone, by the defaults of the API', () => {
    const bare = {
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      status: { conditions: [{ ...TIMED_OUT, message: undefined }] },
    };
    const said = one('deploy/web', bare, ...SETS, podOf('new', 'd'));
    expect(said.title).toBe(
      'The rollout is stuck: 0 of 1 pods updated and available, with no progress for 600s',
    );
    expect(said.text).not.toContain('rollout undo');
    expect(one('deploy/web', { ...bare, spec: {} }).text).toContain('None of the new pods');
  });

  it('is about the Deployment where its autoscaler was asked about', () => {
    const hpa = {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' } },
    };
    expect(why('hpa/web', hpa, deployment(), ...SETS, podOf('new', 'd')).causes).toEqual([
      'progress-deadline-exceeded',
    ]);
  });

  test.each<[string, MadeWorkload]>([
    ['goes on', { status: { conditions: [{ ...TIMED_OUT, status: 'True', reason: 'ReplicaSetUpdated' }] } }],
    ['is paused', { spec: { paused: true } }],
    ['is being deleted', { metadata: { deletionTimestamp: JUST_NOW } }],
    [
      'may not make its pods',
      { status: { conditions: [TIMED_OUT, { type: 'ReplicaFailure', status: 'True' }] } },
    ],
    [
      'could not make its ReplicaSet',
      { status: { conditions: [{ ...TIMED_OUT, reason: 'ReplicaSetCreateError' }] } },
    ],
    ['has no conditions', { status: { conditions: [] } }],
  ])('nothing is found where it %s', (_, made) => {
    expect(why('deploy/web', deployment(made), ...SETS, podOf('new', 'd'), ...OLD).causes).toEqual([]);
  });
});

describe('a StatefulSet that cannot mend a broken pod', () => {
  const BROKEN = { crashed: true, hash: 'db-old', image: 'registry.example/web:1' };

  it('names the lowest one, both revisions and what changed', () => {
    const said = one(
      'sts/db',
      statefulSet(),
      dbPod(0, BROKEN),
      dbPod(1, { ...READY, hash: 'db-old' }),
      dbPod(2, READY),
    );
    expect(said).toMatchObject({
      cause: 'revision-held-back',
      confidence: 'certain',
      verdict: 'unhealthy',
      title: 'db-0 still has the old template, and the new one does not reach it while it is not ready',
    });
    expect(said.text).toContain('db-0 is of revision db-old, the newest is db-new.');
    expect(said.text).toContain('app runs registry.example/web:1, is to run registry.example/web:2');
    expect(said.text).toContain('podManagementPolicy OrderedReady');
    expect(said.text).toContain('Waiting behind it: db-1.');
    expect(said.text).toContain('kubectl -n shop delete pod db-0');
  });

  it('says nothing of changes and of others where there are none to be seen', () => {
    const said = one(
      'sts/db',
      statefulSet({ spec: { replicas: 1, podManagementPolicy: undefined } }),
      dbPod(0, { crashed: true, hash: 'db-old' }),
    );
    expect(said.text).not.toContain('Changed:');
    expect(said.text).not.toContain('Waiting behind');
    expect(said.text).toContain('OrderedReady');
  });

  it('made in parallel is only stuck so on some versions', () => {
    const spec = { podManagementPolicy: 'Parallel' };
    const said = one('sts/db', statefulSet({ spec }), dbPod(0, BROKEN), dbPod(1, BROKEN), dbPod(2, READY));
    expect(said).toMatchObject({ cause: 'revision-held-back', confidence: 'likely' });
    expect(said.title).toMatch(/^db-1 /);
    expect(said.text).toContain('podManagementPolicy is Parallel');
    expect(said.text).not.toContain('an update goes on only while every pod is ready');
  });

  test.each<[string, object, readonly object[]]>([
    [
      'the pod has the newest template',
      statefulSet(),
      [dbPod(0, { crashed: true }), dbPod(1, READY), dbPod(2, READY)],
    ],
    [
      'the pod has only just been made',
      statefulSet(),
      [dbPod(0, { hash: 'db-old', unreadySince: JUST_NOW }), dbPod(1, READY), dbPod(2, READY)],
    ],
    ['it leaves', statefulSet(), [dbPod(0, { ...BROKEN, leaving: true }), dbPod(1, READY), dbPod(2, READY)]],
    ['a lower one is not made yet', statefulSet(), [dbPod(1, BROKEN), dbPod(2, READY)]],
    [
      'a lower one has just been made',
      statefulSet(),
      [dbPod(0, { unreadySince: JUST_NOW }), dbPod(1, BROKEN), dbPod(2, READY)],
    ],
    [
      'pods are replaced by hand',
      statefulSet({ spec: { updateStrategy: { type: 'OnDelete' } } }),
      [dbPod(0, { ...BROKEN, hash: 'db-new' })],
    ],
    [
      'the revisions are not known',
      statefulSet({ status: { updateRevision: undefined } }),
      [dbPod(0, BROKEN), dbPod(1, READY), dbPod(2, READY)],
    ],
    [
      'its own is not known',
      statefulSet(),
      [
        dbPod(0, { ...BROKEN, labels: { 'controller-revision-hash': undefined as unknown as string } }),
        dbPod(1, READY),
        dbPod(2, READY),
      ],
    ],
    [
      'the partition keeps it at the old one',
      statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 1 } } } }),
      [dbPod(0, BROKEN), dbPod(1, READY), dbPod(2, READY)],
    ],
    [
      'in parallel another has only just been made',
      statefulSet({ spec: { podManagementPolicy: 'Parallel' } }),
      [dbPod(0, BROKEN), dbPod(1, READY), dbPod(2, { unreadySince: JUST_NOW })],
    ],
    ['nothing is broken', statefulSet(), [dbPod(0, READY), dbPod(1, READY), dbPod(2, READY)]],
    ['its names have no numbers', statefulSet(), [dbPod(0, { ...BROKEN, name: 'db-main' })]],
  ])('is not told so where %s', (_, set, pods) => {
    expect(why('sts/db', set, ...pods).causes).not.toContain('revision-held-back');
  });
});

describe('a StatefulSet that makes no more pods', () => {
  it('waits for the lowest that is not ready', () => {
    const status = { updateRevision: 'db-new', currentRevision: 'db-new' };
    const said = one(
      'sts/db',
      statefulSet({ spec: { replicas: 4 }, status }),
      dbPod(0, READY),
      dbPod(1, { crashed: true }),
    );
    expect(said).toMatchObject({ cause: 'ordinal-held-back', verdict: 'unhealthy' });
    expect(said.title).toBe('2 pods are not made yet: db-1 comes first and isn’t ready');
    expect(said.text).toContain('db-1 is CrashLoopBackOff, not ready for 20m.');
  });

  it('starts where it is told to', () => {
    const set = statefulSet({ spec: { replicas: 2, ordinals: { start: 5 } } });
    expect(one('sts/db', set, dbPod(5, { crashed: true })).title).toMatch(/^1 pod is not made yet: db-5/);
    expect(why('sts/db', set, dbPod(0, { crashed: true })).causes).toEqual([]);
  });

  it('is on its way while nothing has failed', () => {
    const answer = why('sts/db', statefulSet(), dbPod(0, READY), dbPod(1, { unreadySince: JUST_NOW }));
    expect(answer).toMatchObject({ causes: [], verdict: 'waiting' });
  });
});

describe('an update that waits for a pod', () => {
  it('of a StatefulSet', () => {
    const old = { ...READY, hash: 'db-old' };
    const said = one('sts/db', statefulSet(), dbPod(0, old), dbPod(1, old), dbPod(2, { crashed: true }));
    expect(said).toMatchObject({
      cause: 'update-held-back',
      title: 'The rollout is stuck: 1 of 3 pods updated, and it waits for db-2 on node-a',
    });
    expect(said.text).toContain('The old revision still serves with 2 ready pods.');
    expect(said.text).toContain('rollout undo statefulset/db');
  });

  it('of a StatefulSet made in parallel', () => {
    const set = statefulSet({
      spec: { podManagementPolicy: 'Parallel' },
      status: { updatedReplicas: undefined },
    });
    const broken = { crashed: true, hash: 'db-old' };
    const said = one('sts/db', set, dbPod(0, broken), dbPod(1, READY), dbPod(2, { crashed: true }));
    expect(said.title).toBe('The rollout is stuck: 0 of 3 pods updated, and it waits for db-2 on node-a');
    expect(said.text).toContain('Not ready: db-0.');
  });

  it('of a DaemonSet, which takes down no more than it may', () => {
    const said = one(
      'ds/agent',
      daemonSet(),
      agentPod('a', '1', READY),
      agentPod('b', '2', { crashed: true }),
    );
    expect(said.title).toBe('The rollout is stuck: 1 of 3 pods updated, and it waits for agent-b on b');
    expect(said.text).toContain('maxUnavailable is 1: no more pods than that are taken down.');
    expect(said.text).toContain('that have no pod at all: 1.');
    expect(said.text).toContain('The old revision still serves with 1 ready pod.');
  });

  it('of a DaemonSet, held up by a pod that was broken before', () => {
    const pods = [
      agentPod('a', '1', { crashed: true }),
      agentPod('b', '2', READY),
      agentPod('c', '1', READY),
    ];
    const status = { updatedNumberScheduled: undefined };
    expect(one('ds/agent', daemonSet({ status }), ...pods).title).toContain(
      '0 of 3 pods updated, and it waits for agent-a',
    );
  });

  test.each<[string, object, readonly object[]]>([
    [
      'all pods are updated',
      daemonSet({ status: { updatedNumberScheduled: 3 } }),
      [agentPod('a', '2', { crashed: true })],
    ],
    [
      'nobody has counted',
      daemonSet({ status: { desiredNumberScheduled: undefined } }),
      [agentPod('a', '2', { crashed: true })],
    ],
    [
      'the new pod has just been made',
      daemonSet(),
      [agentPod('a', '1', READY), agentPod('b', '2', { unreadySince: JUST_NOW })],
    ],
    [
      'nothing is to be updated',
      statefulSet({ status: { updateRevision: 'db-new', updatedReplicas: 3 } }),
      [dbPod(0, READY), dbPod(1, READY), dbPod(2, { crashed: true })],
    ],
  ])('is not told of where %s', (_, set, pods) => {
    const target = 'kind' in set && set.kind === 'DaemonSet' ? 'ds/agent' : 'sts/db';
    expect(why(target, set, ...pods).causes).toEqual([]);
  });
});

describe('pods that keep the old template because they are told to', () => {
  const onDelete = { spec: { updateStrategy: { type: 'OnDelete' } } };

  it('wait to be deleted by hand, and are no trouble', () => {
    const pods = [
      dbPod(0, { ...READY, hash: 'db-old' }),
      dbPod(1, { ...READY, hash: 'db-old' }),
      dbPod(2, READY),
    ];
    const said = one('sts/db', statefulSet(onDelete), ...pods);
    expect(said).toMatchObject({ cause: 'deletion-awaited', verdict: 'healthy' });
    expect(said.title).toBe('2 of 3 pods still have the old template: updateStrategy is OnDelete');
    expect(said.text).toContain('Still old: db-0, db-1.');
    expect(said.text).toContain('delete pod db-0');
  });

  it('of a DaemonSet, by the generation on each pod', () => {
    const unlabelled = agentPod('c', '1', { ...READY, labels: {} });
    const pods = [agentPod('a', '1', READY), agentPod('b', '2', READY), unlabelled];
    const answer = one('ds/agent', daemonSet(onDelete), ...pods);
    expect(answer.title).toBe('1 of 3 pods still have the old template: updateStrategy is OnDelete');
    expect(
      why('ds/agent', daemonSet({ ...onDelete, metadata: { annotations: {} } }), unlabelled).causes,
    ).toEqual([]);
  });

  it('are held back by a partition', () => {
    const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } };
    const pods = [
      dbPod(0, { ...READY, hash: 'db-old' }),
      dbPod(1, { ...READY, hash: 'db-old' }),
      dbPod(2, READY),
    ];
    const said = one('sts/db', statefulSet({ spec }), ...pods);
    expect(said).toMatchObject({ cause: 'partition-set', verdict: 'healthy' });
    expect(said.title).toBe('2 of 3 pods keep the old template: the update’s partition is 2');
    expect(said.text).toContain('Only pods from number 2 on are updated.');
    expect(said.text).toContain(
      `patch statefulset/db -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`,
    );
  });

  test.each<[string, object, readonly object[]]>([
    ['all have the newest', statefulSet(onDelete), [dbPod(0, READY)]],
    [
      'an old one leaves already',
      statefulSet(onDelete),
      [dbPod(0, { ...READY, hash: 'db-old', leaving: true }), dbPod(1, READY)],
    ],
    [
      'no revision is known',
      statefulSet({ ...onDelete, status: { updateRevision: undefined } }),
      [dbPod(0, READY)],
    ],
    [
      'those below the partition have it as well',
      statefulSet({ spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } }),
      [dbPod(0, READY), dbPod(1, READY), dbPod(2, READY)],
    ],
  ])('are not told of where %s', (_, set, pods) => {
    expect(why('sts/db', set, ...pods).causes).toEqual([]);
  });
});

test('a status from before the newest change is told nothing by', () => {
  const stale = deployment({ metadata: { generation: 7 }, status: { observedGeneration: 5 } });
  expect(why('deploy/web', stale, replicaSet('new'), podOf('new', 'd')).causes).toEqual([]);
});

test('nothing is found in other targets, nor in what is well', () => {
  expect(why('job/web', workload({ kind: 'Job' }) as object).causes).toEqual([]);
  expect(
    why('svc/web', { kind: 'Service', metadata: { name: 'web', namespace: 'shop' }, spec: {} }).causes,
  ).toEqual([]);
  expect(
    why('ds/agent', daemonSet({ status: { updatedNumberScheduled: 3 } }), agentPod('a', '2', READY)).causes,
  ).toEqual([]);
  expect(
    why('deploy/web', { kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } }).causes,
  ).toEqual([]);
});

describe('objects that lack what they should have', () => {
  const NAMELESS = { labels: { 'controller-revision-hash': 'old' } };

  function causes(workload: Workload, pods: readonly Pod[]) {
    const target = { kind: 'StatefulSet', namespace: 'shop', name: 'db' };
    return judge(snapshot({ target, workload, pods }), [rollout]).diagnosis.findings.map(
      ({ cause }) => cause,
    );
  }

  it('are judged by what is there', () => {
    expect(causes({}, [])).toEqual([]);
    expect(causes({ kind: 'StatefulSet' }, [{}])).toEqual([]);
    expect(causes({ kind: 'DaemonSet' }, [{}])).toEqual([]);
    expect(causes({ kind: 'StatefulSet', metadata: {} }, [{ metadata: { name: 'db-0' } }])).toEqual([]);
    expect(
      causes({ kind: 'StatefulSet' }, [
        { metadata: { name: 'db-0', labels: {} }, status: { phase: 'Failed' } },
      ]),
    ).toEqual([]);
  });

  it('are found where that is enough', () => {
    const onDelete = { updateStrategy: { type: 'OnDelete' } };
    const newest = { updateRevision: 'new' };
    expect(causes({ kind: 'StatefulSet', spec: onDelete, status: newest }, [{ metadata: NAMELESS }])).toEqual(
      ['deletion-awaited'],
    );
    const daemons = { metadata: { labels: { 'pod-template-generation': '1' } } };
    expect(causes({ kind: 'DaemonSet', spec: onDelete }, [daemons])).toEqual(['deletion-awaited']);
    const broken = { metadata: { ...NAMELESS, name: 'db-0' }, status: { phase: 'Failed' } };
    expect(causes({ kind: 'StatefulSet', status: newest }, [broken])).toEqual(['revision-held-back']);
    const status = { replicas: 2, currentRevision: 'old', ...newest };
    const updated = {
      metadata: { labels: { 'controller-revision-hash': 'new' }, name: 'db-1' },
      status: { phase: 'Failed' },
    };
    const old = {
      metadata: { ...NAMELESS, name: 'db-0' },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    };
    expect(causes({ kind: 'StatefulSet', spec: { replicas: 2 }, status }, [old, updated])).toEqual([
      'update-held-back',
    ]);
  });
});
