import { describe, expect, test } from 'vitest';
import { creationRefusal } from '../../src/diagnosis/create-refusal.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import type { TargetView } from '../../src/diagnosis/playbook.ts';
import {
  FORBIDDEN,
  failed,
  type Made,
  MINUTE_AGO,
  refused,
  replicaSet,
  running,
  why,
  workload,
} from '../playbooks/not-created-made.ts';
import { NOW } from '../support/build.ts';
import { playbook } from '../support/snapshots.ts';

/** What is read of a target among objects, by a playbook that does nothing else; `asked` is what it took. */
function read(objects: readonly object[], target = 'deploy/web', forbidden: Parameters<typeof why>[1] = {}) {
  let refusal: ReturnType<typeof creationRefusal>;
  const reader = playbook({
    diagnoseTarget: (view) => {
      refusal = creationRefusal(view as TargetView<'events' | 'replica-sets'>);
      return { findings: [] };
    },
  });
  const { asked } = why(objects, { ...forbidden, target, playbook: reader });
  return { refusal, asked };
}

function said(objects: readonly object[], target?: string) {
  return read(objects, target).refusal?.message.clause;
}

const NO = `${FORBIDDEN}no`;

describe('a Deployment', () => {
  test('is refused by its condition, with or without events', () => {
    const { refusal } = read(refused(NO));
    expect(refusal).toMatchObject({ have: 0, wanted: 3, confidence: 'certain', message: { clause: 'no' } });
    expect(refusal?.since).toBe(Date.parse(MINUTE_AGO));
    for (const section of ['events', 'replica-sets'] as const) {
      const { refusal: less } = read(refused(NO), 'deploy/web', { forbidden: [section] });
      expect(less?.message.clause).toBe('no');
      expect(less?.evidence).toMatchObject({ kind: 'object', field: 'status.conditions[ReplicaFailure]' });
    }
  });

  test('is asked nothing while it has all its pods', () => {
    const pods = ['web-1', 'web-2', 'web-3'].map((name) => running(name));
    const { refusal, asked } = read([workload(), replicaSet(), failed(NO), ...pods]);
    expect(refusal).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('that is short of pods is refused by its newest ReplicaSet’s events', () => {
    const old = replicaSet({
      metadata: { name: 'web-4c', uid: 'old', annotations: { 'deployment.kubernetes.io/revision': '1' } },
    });
    const stray = replicaSet({
      metadata: { name: 'other-5d', ownerReferences: [{ kind: 'Deployment', name: 'other', uid: 'x' }] },
    });
    const { refusal, asked } = read([workload(), old, replicaSet(), stray, failed(`Error creating: ${NO}`)]);
    expect(refusal).toMatchObject({
      have: 0,
      wanted: 3,
      evidence: { kind: 'event', object: 'replicaset/web-5d' },
    });
    expect(asked).toEqual(['replica-sets', 'events']);
    const unnumbered = replicaSet({ metadata: { name: 'web-1a', uid: 'new', annotations: {} } });
    expect(said([workload(), unnumbered, replicaSet(), failed(NO)])).toBe('no');
    const foreign = replicaSet({ metadata: { ownerReferences: [{ kind: 'Rollout', name: 'web' }] } });
    expect(said([workload(), foreign, failed(NO)])).toBeUndefined();
    expect(said([workload(), old, replicaSet()])).toBeUndefined();
  });

  test('without UIDs and revisions is known by name', () => {
    const nameless = workload({ metadata: { uid: undefined as never } });
    const set = replicaSet({
      metadata: {
        uid: undefined as never,
        annotations: {},
        ownerReferences: [{ kind: 'Deployment', name: 'web' }],
      },
    });
    const event = failed(NO, 'ReplicaSet', { involvedObject: { kind: 'ReplicaSet', name: 'web-5d' } });
    expect(said([nameless, set, event])).toBe('no');
  });

  test('whose ReplicaSet itself is refused says so in its own condition and events', () => {
    const message = 'Failed to create new replica set "web-5d": replicasets.apps "web-5d" is forbidden: no';
    const condition = { type: 'Progressing', status: 'False', reason: 'ReplicaSetCreateError', message };
    const made = workload({ status: { conditions: [condition] } });
    const event = failed(message, 'Deployment', { reason: 'ReplicaSetCreateError' });
    const { refusal, asked } = read([made, event]);
    expect(refusal?.message).toMatchObject({ resource: 'replicasets.apps', clause: 'no' });
    expect(asked).toEqual(['events']);
    expect(said([workload(), event])).toBe('no');
  });

  test('has moved on where a pod was made after the last failure', () => {
    const made = (message: string) =>
      failed(message, 'ReplicaSet', {
        reason: 'SuccessfulCreate',
        lastTimestamp: NOW,
        metadata: { name: 'made' },
      });
    const objects = [workload(), replicaSet(), failed(NO)];
    expect(said([...objects, made('Created pod: web-5d-x')])).toBeUndefined();
    expect(said([...objects, running('web-1', { metadata: { creationTimestamp: NOW } })])).toBeUndefined();
    expect(said([...objects, running('web-1')])).toBe('no');
    expect(said([...objects, running('web-1', { metadata: { creationTimestamp: 'never' } })])).toBe('no');
  });

  test('being deleted, or deleting pods, is not refused', () => {
    expect(
      said([workload({ metadata: { deletionTimestamp: NOW } }), replicaSet(), failed(NO)]),
    ).toBeUndefined();
    const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedDelete', message: NO };
    const pods = ['web-1', 'web-2', 'web-3'].map((name) => running(name));
    expect(said([workload({ status: { conditions: [condition] } }), ...pods])).toBeUndefined();
  });

  test('does not count pods that end or have ended', () => {
    const pods = [
      running('web-1', { metadata: { deletionTimestamp: NOW } }),
      running('web-2', { status: { phase: 'Failed' } }),
      running('web-3'),
    ];
    expect(read([workload(), replicaSet(), failed(NO), ...pods]).refusal).toMatchObject({
      have: 1,
      wanted: 3,
    });
  });
});

describe('of several words', () => {
  const at = (message: string, lastTimestamp: string, name: string) =>
    failed(message, 'ReplicaSet', { lastTimestamp, metadata: { name } });

  test('the newest count', () => {
    const newer = at('Error creating: admission webhook "w" denied the request: not signed', NOW, 'b');
    expect(said([...refused(NO), newer])).toMatch(/not signed/);
  });

  test('passing trouble hides nothing', () => {
    const passing = at('Error creating: etcdserver: request timed out', NOW, 'b');
    expect(said([...refused(NO), passing])).toBe('no');
    expect(said([workload(), replicaSet(), passing])).toBe('etcdserver: request timed out');
  });

  test('those that were cut give way to the same in full', () => {
    const long = `${FORBIDDEN}violates PodSecurity "restricted:latest": ${'check (detail), '.repeat(90)}end`;
    const [deployment, set] = refused(long);
    const cut = at(`Error creating: ${long}`.slice(0, 1024), NOW, 'b');
    expect(said([deployment, set, cut] as Made[])).toMatch(/end$/);
    expect(said([workload(), set, cut] as Made[])).toMatch(/^violates/);
  });

  test('since when is told by the first of them', () => {
    const { refusal } = read([
      workload(),
      replicaSet(),
      at(NO, NOW, 'b'),
      failed(NO, 'ReplicaSet', {
        firstTimestamp: null,
        lastTimestamp: '2026-01-01T11:57:00Z',
        metadata: { name: 'c' },
      }),
    ]);
    expect(new Date(refusal?.since ?? 0).toISOString()).toBe('2026-01-01T11:57:00.000Z');
  });

  test('old ones are less sure, a condition without words says nothing', () => {
    const old = failed(NO, 'ReplicaSet', { firstTimestamp: null, lastTimestamp: '2026-01-01T11:30:00Z' });
    expect(read([workload(), replicaSet(), old]).refusal?.confidence).toBe('likely');
    const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' };
    expect(said([workload({ status: { conditions: [condition] } }), replicaSet()])).toBeUndefined();
    const timeless = { ...condition, message: NO, lastTransitionTime: 'never' };
    expect(read([workload({ status: { conditions: [timeless] } })]).refusal?.since).toBe(0);
    expect(said([workload(), replicaSet(), failed('x', 'ReplicaSet', { message: null as never })])).toBe('');
  });
});

describe('other controllers', () => {
  const of = (kind: string, made: { spec?: Workload['spec']; status?: Workload['status'] } = {}) =>
    workload({ kind, ...made });
  const message = (kind: string) => failed(NO, kind);

  test('a DaemonSet by the nodes that it wants', () => {
    const status = { desiredNumberScheduled: 1 };
    expect(said([of('DaemonSet', { status }), message('DaemonSet')], 'ds/web')).toBe('no');
    const none = { desiredNumberScheduled: 0, observedGeneration: 1 };
    expect(said([of('DaemonSet', { status: none }), message('DaemonSet')], 'ds/web')).toBeUndefined();
  });

  test('a DaemonSet that was refused before its controller wrote a status', () => {
    expect(said([of('DaemonSet'), message('DaemonSet')], 'ds/web')).toBe('no');
  });

  const ofSet = (name: string, ready = 'True', metadata = {}) =>
    running(name, {
      metadata: {
        ownerReferences: [{ kind: 'StatefulSet', name: 'web', uid: 'web-uid', controller: true }],
        ...metadata,
      },
      status: { conditions: [{ type: 'Ready', status: ready }] },
    });

  test('a StatefulSet that waits for an earlier pod is not refused', () => {
    const set = of('StatefulSet');
    const event = message('StatefulSet');
    expect(said([set, event], 'sts/web')).toBe('no');
    expect(said([set, event, ofSet('web-0')], 'sts/web')).toBe('no');
    expect(said([set, event, ofSet('web-0', 'False')], 'sts/web')).toBeUndefined();
    expect(said([set, event, ofSet('web-0', 'True', { deletionTimestamp: NOW })], 'sts/web')).toBeUndefined();
    const parallel = of('StatefulSet', { spec: { replicas: 3, podManagementPolicy: 'Parallel' } });
    expect(said([parallel, event, ofSet('web-0', 'False')], 'sts/web')).toBe('no');
    const later = of('StatefulSet', { spec: { replicas: 3, ordinals: { start: 5 } } });
    expect(said([later, event, ofSet('web-5', 'False')], 'sts/web')).toBeUndefined();
  });

  test('a claim that was made is no pod', () => {
    const claim = failed('create Claim data-web-0 Pod web-0 in StatefulSet web success', 'StatefulSet', {
      reason: 'SuccessfulCreate',
      lastTimestamp: NOW,
      metadata: { name: 'claim' },
    });
    expect(said([of('StatefulSet'), message('StatefulSet'), claim], 'sts/web')).toBe('no');
  });

  test('a Job until it is over, has failed pods or is suspended', () => {
    const job = (made: Parameters<typeof of>[1] = {}) => [of('Job', made), message('Job')];
    expect(read(job({ spec: {} }), 'job/web').refusal).toMatchObject({ have: 0, wanted: 1 });
    expect(
      read(job({ spec: { parallelism: 4, completions: 5 }, status: { succeeded: 3 } }), 'job/web').refusal
        ?.wanted,
    ).toBe(2);
    expect(
      said(job({ status: { conditions: [{ type: 'Complete', status: 'True' }] } }), 'job/web'),
    ).toBeUndefined();
    expect(said(job({ status: { failed: 1 } }), 'job/web')).toBeUndefined();
    expect(said(job({ spec: { suspend: true } }), 'job/web')).toBeUndefined();
  });

  test('of a CronJob the newest Job, with its own pods', () => {
    const owned = (name: string): Workload & Made =>
      workload({
        kind: 'Job',
        metadata: {
          name,
          uid: name,
          creationTimestamp: `2026-01-01T11:5${name.at(-1)}:00Z`,
          ownerReferences: [{ kind: 'CronJob', name: 'web', uid: 'web-uid', controller: true }],
        },
        spec: {},
      });
    const event = failed(NO, 'Job', { involvedObject: { kind: 'Job', name: 'web-2', uid: 'web-2' } });
    const objects = [of('CronJob'), owned('web-1'), owned('web-2'), event];
    expect(read(objects, 'cronjob/web').refusal?.workload.metadata?.name).toBe('web-2');
    const pod = (name: string) =>
      running(name, {
        metadata: {
          ownerReferences: [{ kind: 'Job', name, uid: name }],
          creationTimestamp: '2026-01-01T11:40:00Z',
        },
      });
    expect(said([...objects, pod('web-1')], 'cronjob/web')).toBe('no');
    expect(said([...objects, pod('web-2')], 'cronjob/web')).toBeUndefined();
    expect(said([of('CronJob')], 'cronjob/web')).toBeUndefined();
  });
});

test('a workload without a name is asked about as such', () => {
  const asked: unknown[] = [];
  const view = {
    workload: { spec: { replicas: 1 } },
    pods: [],
    namespace: 'shop',
    get: (ask: unknown) => {
      asked.push(ask);
      return { status: 'unavailable', reason: 'not-collected', message: '' };
    },
  } as unknown as TargetView<'events' | 'replica-sets'>;
  expect(creationRefusal(view)).toBeUndefined();
  expect(asked).toEqual([{ section: 'events', kind: '', name: '', namespace: 'shop' }]);
});

test('nothing is read of what runs no pods', () => {
  const view = {
    target: { kind: 'Node', namespace: '', name: 'a' },
    takenAt: NOW,
    pods: [],
    facts: new Map(),
  };
  expect(judge({ ...view, object: { kind: 'Node' } }, []).diagnosis.findings).toEqual([]);
  expect(
    said([{ kind: 'Service', metadata: { name: 'web', namespace: 'shop' } }], 'svc/web'),
  ).toBeUndefined();
});
