import { describe, expect, test } from 'vitest';
import type { Gap, Verdict } from '../../src/diagnosis/diagnosis.ts';
import type { Finding } from '../../src/diagnosis/finding.ts';
import type { ContainerState } from '../../src/diagnosis/objects/container.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { groupPods } from '../../src/diagnosis/pod-group.ts';
import type { Snapshot } from '../../src/diagnosis/snapshot.ts';
import { verdictOf } from '../../src/diagnosis/verdict.ts';
import { CREATED, containerStatus, pod, workload } from '../support/build.ts';
import { found, playbook, snapshot } from '../support/snapshots.ts';

const A_MOMENT_AGO = '2026-01-01T11:59:30Z';
const NOT_READY = [{ type: 'Ready', status: 'False' }];
const gap: Gap = { section: 'events', what: 'events of pod web-1', reason: 'forbidden', message: 'no' };

interface Given {
  readonly pods?: readonly Pod[];
  readonly workload?: Workload;
  readonly object?: Snapshot['object'];
  readonly jobs?: readonly Workload[];
  readonly findings?: readonly Finding[];
  readonly gaps?: readonly Gap[];
  readonly warned?: boolean;
}

function verdict({ findings = [], gaps = [], warned = false, ...rest }: Given): Verdict {
  const taken: Snapshot = snapshot(rest);
  const causes = {
    broken: { title: 'Broken', severity: 'critical', remedies: [] },
    coming: { title: 'Coming', severity: 'critical', verdict: 'waiting', remedies: [] },
  } as const;
  const groups = groupPods(taken.pods, taken.workload);
  return verdictOf({ snapshot: taken, groups, findings, gaps, warned, playbooks: [playbook({ causes })] });
}

function finding(overrides: Partial<Finding>): Finding {
  return {
    ...found(),
    playbook: 'stub',
    severity: 'critical',
    subject: { namespace: 'shop', object: 'pod/web-1', pod: 'web-1' },
    context: {},
    pods: ['web-1'],
    ...overrides,
  };
}

function unready(created: string, state: ContainerState = { waiting: { reason: 'ContainerCreating' } }): Pod {
  const status: PodStatus = {
    phase: 'Pending',
    conditions: NOT_READY,
    containerStatuses: [containerStatus('app', state)],
  };
  return pod({ metadata: { creationTimestamp: created }, status });
}

function job(condition?: string, created = CREATED): Workload {
  const conditions = condition === undefined ? [] : [{ type: condition, status: 'True' }];
  return workload({
    kind: 'Job',
    metadata: { name: 'migrate', creationTimestamp: created },
    spec: {},
    status: { conditions },
  });
}

function replicas(wanted: number, status: Workload['status'] = {}): Workload {
  return workload({ spec: { replicas: wanted }, status });
}

const failed = pod({ status: { phase: 'Failed', conditions: NOT_READY, containerStatuses: [] } });
const succeeded = pod({ status: { phase: 'Succeeded', conditions: NOT_READY, containerStatuses: [] } });
const broken = finding({});
const coming = finding({ cause: 'coming' });
const note = finding({ severity: 'info' });

describe('by what was found', () => {
  test.each<[string, Given, Verdict]>([
    ['something is unhealthy, though the pod is ready', { findings: [broken] }, 'unhealthy'],
    ['something that will pass is waiting', { findings: [coming] }, 'waiting'],
    [
      'something that needs someone weighs more than what will pass',
      { findings: [coming, broken] },
      'unhealthy',
    ],
    ['a note is no trouble', { findings: [note] }, 'healthy'],
    ['a note beside what will pass', { findings: [note, coming] }, 'waiting'],
    ['what was found is no less so for a gap', { findings: [broken], gaps: [gap] }, 'unhealthy'],
    ['nothing, but not all could be seen', { gaps: [gap] }, 'inconclusive'],
    ['a note, but not all could be seen', { findings: [note], gaps: [gap] }, 'inconclusive'],
  ])('%s', (_, given, word) => {
    expect(verdict(given)).toBe(word);
  });
});

describe('by a finding that waits, beside pods that it is not about', () => {
  const waits = finding({ cause: 'coming', pods: ['slow'] });
  const slow = pod({ metadata: { name: 'slow' }, status: { phase: 'Pending', conditions: NOT_READY } });
  test.each<[string, Pod, Verdict]>([
    ['ready ones', pod(), 'waiting'],
    ['one that has just been made', unready(A_MOMENT_AGO), 'waiting'],
    ['one that has been unwell for long', unready(CREATED), 'unhealthy'],
    [
      'a young one that has failed',
      unready(A_MOMENT_AGO, { waiting: { reason: 'CrashLoopBackOff' } }),
      'unhealthy',
    ],
  ])('%s', (_, other, word) => {
    expect(verdict({ pods: [slow, other], findings: [waits] })).toBe(word);
    expect(verdict({ pods: [slow], findings: [waits] })).toBe('waiting');
  });

  test('nobody’s pod has a name', () => {
    expect(verdict({ pods: [{ status: { phase: 'Failed' } }], findings: [waits] })).toBe('unhealthy');
  });
});

describe('by the pods, where nothing was found', () => {
  test.each<[string, Given, Verdict]>([
    ['a ready pod', {}, 'healthy'],
    ['a pod that succeeded', { pods: [succeeded] }, 'healthy'],
    ['no pod and nothing above it', { pods: [] }, 'unhealthy'],
    ['a young pod on its way', { pods: [unready(A_MOMENT_AGO)] }, 'waiting'],
    [
      'a young pod that the cluster has warned about',
      { pods: [unready(A_MOMENT_AGO)], warned: true },
      'unhealthy',
    ],
    ['an old pod on its way', { pods: [unready(CREATED)] }, 'unhealthy'],
    ['a young pod beside an old one', { pods: [unready(A_MOMENT_AGO), unready(CREATED)] }, 'unhealthy'],
    [
      'a young pod that has failed already',
      { pods: [unready(A_MOMENT_AGO, { waiting: { reason: 'CrashLoopBackOff' } })] },
      'unhealthy',
    ],
    ['a pod without any time', { pods: [{ status: { phase: 'Pending' } }] }, 'unhealthy'],
    [
      'an old pod that began to leave a moment ago',
      { pods: [pod({ metadata: { deletionTimestamp: A_MOMENT_AGO } })] },
      'waiting',
    ],
    [
      'a pod that should have left long ago',
      { pods: [pod({ metadata: { deletionTimestamp: CREATED } })] },
      'unhealthy',
    ],
  ])('%s', (_, given, word) => {
    expect(verdict(given)).toBe(word);
  });
});

describe('by the workload, where nothing was found', () => {
  const young = { metadata: { name: 'web', creationTimestamp: A_MOMENT_AGO } };
  test.each<[string, Given, Verdict]>([
    ['all pods there', { workload: workload() }, 'healthy'],
    ['fewer pods than wanted, those there being ready', { workload: replicas(2) }, 'waiting'],
    ['no pods of a workload made long ago', { workload: workload(), pods: [] }, 'unhealthy'],
    [
      'no pods of a workload made a moment ago',
      { workload: { ...workload(), ...young }, pods: [] },
      'waiting',
    ],
    ['no pods of a workload without a time', { workload: { kind: 'Deployment' }, pods: [] }, 'unhealthy'],
    ['pods of the old template still there', { workload: replicas(1, { updatedReplicas: 0 }) }, 'waiting'],
    ['a workload that does not count its updated pods', { workload: replicas(1, {}) }, 'healthy'],
    ['a rollout of which no pod has been made yet', { workload: replicas(1, { replicas: 1 }) }, 'waiting'],
    [
      'a ReplicaSet, which has no rollout',
      { workload: { ...replicas(1, { replicas: 1 }), kind: 'ReplicaSet' } },
      'healthy',
    ],
    [
      'a DaemonSet of which no pod is updated yet',
      { workload: workload({ kind: 'DaemonSet', spec: {}, status: { desiredNumberScheduled: 1 } }) },
      'waiting',
    ],
    ['scaled to zero', { workload: replicas(0), pods: [] }, 'unhealthy'],
    [
      'scaled to zero a moment ago, its pod still there',
      { workload: replicas(0), pods: [pod({ metadata: { deletionTimestamp: A_MOMENT_AGO } })] },
      'unhealthy',
    ],
    [
      'a young pod of a Deployment whose ReplicaSet is refused pods',
      {
        workload: replicas(1, { conditions: [{ type: 'ReplicaFailure', status: 'True' }] }),
        pods: [unready(A_MOMENT_AGO)],
      },
      'unhealthy',
    ],
    [
      'a DaemonSet that no node asks for',
      {
        workload: workload({ kind: 'DaemonSet', spec: {}, status: { desiredNumberScheduled: 0 } }),
        pods: [],
      },
      'healthy',
    ],
    [
      'a DaemonSet that runs its newest template everywhere',
      {
        workload: workload({
          kind: 'DaemonSet',
          status: { desiredNumberScheduled: 1, updatedNumberScheduled: 1 },
        }),
      },
      'healthy',
    ],
    [
      'a DaemonSet still rolling out',
      {
        workload: workload({
          kind: 'DaemonSet',
          status: { desiredNumberScheduled: 1, updatedNumberScheduled: 0 },
        }),
      },
      'waiting',
    ],
    [
      'a DaemonSet that waits for its old pods to be deleted by hand',
      {
        workload: workload({
          kind: 'DaemonSet',
          spec: { updateStrategy: { type: 'OnDelete' } },
          status: { desiredNumberScheduled: 1, updatedNumberScheduled: 0 },
        }),
      },
      'healthy',
    ],
    [
      'a StatefulSet whose partition holds the old template back',
      {
        workload: workload({
          kind: 'StatefulSet',
          spec: { replicas: 1, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
          status: { updatedReplicas: 0 },
        }),
      },
      'healthy',
    ],
    [
      'a DaemonSet that nobody has counted, with a ready pod',
      { workload: workload({ kind: 'DaemonSet', spec: {}, status: { updatedNumberScheduled: 0 } }) },
      'healthy',
    ],
  ])('%s', (_, given, word) => {
    expect(verdict(given)).toBe(word);
  });
});

describe('by the Job, where nothing was found', () => {
  const cronJob = workload({ kind: 'CronJob', spec: {}, status: {} });
  test.each<[string, Given, Verdict]>([
    [
      'complete, whatever its first attempt came to',
      { workload: job('Complete'), pods: [failed] },
      'healthy',
    ],
    ['complete and its pods gone', { workload: job('Complete'), pods: [] }, 'healthy'],
    ['at work', { workload: job(), pods: [pod()] }, 'healthy'],
    ['without a pod since long', { workload: job(), pods: [] }, 'unhealthy'],
    ['without a pod so far', { workload: job(undefined, A_MOMENT_AGO), pods: [] }, 'waiting'],
    ['whose attempt failed', { workload: job(), pods: [failed] }, 'unhealthy'],
    ['that has failed, though no pod of it has', { workload: job('Failed'), pods: [pod()] }, 'unhealthy'],
    ['a CronJob between its runs', { workload: cronJob, pods: [] }, 'healthy'],
    [
      'a CronJob whose last run failed without a trace',
      { workload: cronJob, jobs: [job('Failed')], pods: [] },
      'unhealthy',
    ],
    [
      'a CronJob whose last run succeeded',
      { workload: cronJob, jobs: [job('Complete')], pods: [failed] },
      'healthy',
    ],
    [
      'a CronJob whose last run failed',
      { workload: cronJob, jobs: [job('Failed'), job('Complete')], pods: [failed] },
      'unhealthy',
    ],
    ['a CronJob whose runs are not known', { workload: cronJob, pods: [failed] }, 'unhealthy'],
  ])('%s', (_, given, word) => {
    expect(verdict(given)).toBe(word);
  });
});

describe('of what runs no pods', () => {
  const pending = { kind: 'PersistentVolumeClaim', status: { phase: 'Pending' } } as const;
  const ready = (status: string) => [{ type: 'Ready', status, reason: 'KubeletReady' }];

  test.each<[string, Given, Verdict]>([
    ['a bound claim is healthy', { object: { ...pending, status: { phase: 'Bound' } } }, 'healthy'],
    [
      'one that is not is unhealthy',
      { object: { ...pending, metadata: { creationTimestamp: CREATED } } },
      'unhealthy',
    ],
    [
      'a young one is waiting',
      { object: { ...pending, metadata: { creationTimestamp: A_MOMENT_AGO } } },
      'waiting',
    ],
    [
      'a ready node is healthy',
      { object: { kind: 'Node', status: { conditions: ready('True') } } },
      'healthy',
    ],
    [
      'one that is not is unhealthy',
      { object: { kind: 'Node', status: { conditions: ready('False') } } },
      'unhealthy',
    ],
    ['an Ingress of which nothing is known is healthy', { object: { kind: 'Ingress' } }, 'healthy'],
  ])('%s', (_, given, expected) => expect(verdict({ pods: [], ...given })).toBe(expected));

  test('a Service is as its pods are', () => {
    expect(verdict({ object: { kind: 'Service' } })).toBe('healthy');
    expect(verdict({ object: { kind: 'Service' }, pods: [unready(CREATED)] })).toBe('unhealthy');
  });
});

test('a cluster without working metrics has healthy pods', () => {
  const metrics: Gap = { section: 'pod-metrics', what: 'use', reason: 'failed', message: 'down' };
  expect(verdict({ gaps: [metrics] })).toBe('healthy');
  expect(verdict({ gaps: [metrics, gap] })).toBe('inconclusive');
});

test('a sign that waits decides nothing where the pods behind it could not be seen', () => {
  const causes = {
    sign: { title: 'Sign', severity: 'critical', verdict: 'waiting', symptom: true, remedies: [] },
  } as const;
  const sign = finding({ cause: 'sign', subject: { namespace: 'shop', object: 'service/web' }, pods: [] });
  const of = (gaps: readonly Gap[]) => {
    const taken = snapshot({ pods: [unready(A_MOMENT_AGO)] });
    const groups = groupPods(taken.pods, undefined);
    const playbooks = [playbook({ causes })];
    return verdictOf({ snapshot: taken, groups, findings: [sign], gaps, warned: false, playbooks });
  };
  expect(of([])).toBe('waiting');
  expect(of([gap])).toBe('inconclusive');
});
