import { describe, expect, it, test } from 'vitest';
import { resources } from '../../playbooks/resources/index.ts';
import type { Container, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { type Asked, asked, type Withheld } from '../support/asked.ts';
import { CREATED, container, containerStatus, event, NOW, pod } from '../support/build.ts';
import { secondsAgo } from './crashloop-made.ts';

const LIMITS = { resources: { limits: { cpu: '500m', memory: '1Gi' } } };
const RUNS = { running: { startedAt: CREATED } };

interface Made {
  readonly spec?: Partial<Container>;
  readonly state?: Partial<ContainerStatus>;
  readonly ready?: boolean;
  readonly metadata?: Pod['metadata'];
}

/** Pod web-1 of a Deployment, ten minutes old. */
function made({ spec, state, ready = true, metadata }: Made = {}): object {
  const one = pod({
    metadata: {
      labels: { 'pod-template-hash': 'abc' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'web-abc', controller: true }],
      ...metadata,
    },
    spec: { nodeName: 'node-a', containers: [container({ ...LIMITS, ...spec })] },
    status: {
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [containerStatus('app', RUNS, { ready, ...state })],
    },
  });
  return { kind: 'Pod', ...one };
}

function uses(
  usage: Record<string, string>,
  timestamp: string | undefined = secondsAgo(20),
  name = 'app',
): object {
  return {
    kind: 'PodMetrics',
    metadata: { name: 'web-1', namespace: 'shop' },
    timestamp,
    containers: [{ name, usage }],
  };
}

function why(objects: readonly object[], withheld: Withheld = {}): Asked {
  return asked(resources, 'pod/web-1', objects, withheld);
}

const LATE =
  'Readiness probe failed: Get "http://10.0.0.9:8080/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)';

function failing(message: string, more: object = {}): object {
  const involvedObject = {
    kind: 'Pod',
    namespace: 'shop',
    name: 'web-1',
    uid: 'pod-uid',
    fieldPath: 'spec.containers{app}',
  };
  return { kind: 'Event', ...event({ reason: 'Unhealthy', message, involvedObject, ...more }) };
}

describe('memory', () => {
  it('close to its limit is told, and the pod stays healthy', () => {
    const { told, verdict, reads } = why([made(), uses({ cpu: '10m', memory: '950Mi' })]);
    expect(told[0]).toMatchObject({
      cause: 'memory-near-limit',
      confidence: 'certain',
      title: 'Container app uses 950Mi of 1Gi memory',
    });
    expect(told[0]?.text).toMatch(/measured it 20s ago/);
    expect(told[0]?.text).toMatch(/set resources deployment\/web -c app --limits=memory=1\.5Gi/);
    expect([verdict, reads]).toEqual(['healthy', ['pod-metrics']]);
  });

  test.each([
    ['less than nine tenths', { memory: '900Mi' }],
    ['not measured', {}],
    ['not a number', { memory: 'much' }],
  ])('%s: nothing', (_, usage) => {
    expect(why([made(), uses(usage)]).told).toEqual([]);
  });

  it('that has had it killed is told elsewhere', () => {
    const state = {
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: secondsAgo(300) } },
    };
    expect(why([made({ state }), uses({ memory: '1000Mi' })]).told).toEqual([]);
  });

  it('is held against the limit that holds now', () => {
    const state = { resources: { limits: { memory: '2Gi' } } };
    expect(why([made({ state }), uses({ memory: '950Mi' })]).told).toEqual([]);
  });
});

describe('cpu', () => {
  it('at its limit is told, and the pod stays healthy', () => {
    const { told, verdict, reads } = why([made(), uses({ cpu: '495m', memory: '10Mi' })]);
    expect(told[0]).toMatchObject({
      cause: 'cpu-near-limit',
      title: 'Container app uses 495m of 500m cpu: it is likely held back',
    });
    expect(told[0]?.text).toMatch(/--limits=cpu=800m/);
    expect([verdict, reads]).toEqual(['healthy', ['pod-metrics']]);
  });

  it('while it starts is nothing', () => {
    const young = { state: { state: { running: { startedAt: secondsAgo(50) } } } };
    expect(why([made(young), uses({ cpu: '500m' })]).told).toEqual([]);
  });

  it('explains probes that run out of time', () => {
    const { told, verdict } = why([made({ ready: false }), uses({ cpu: '500m' }), failing(LATE)]);
    expect(told[0]).toMatchObject({ cause: 'cpu-throttled', confidence: 'likely' });
    expect(told[0]?.title).toBe('Container app uses 500m of 500m cpu, and its probes run out of time');
    expect(told[0]?.evidence).toContain('context deadline exceeded');
    expect(verdict).toBe('unhealthy');
    const restarted = {
      state: {
        restartCount: 3,
        lastState: { terminated: { exitCode: 137, finishedAt: secondsAgo(60) } },
        state: { running: { startedAt: secondsAgo(50) } },
      },
    };
    expect(why([made(restarted), uses({ cpu: '500m' }), failing(LATE)]).causes).toEqual(['cpu-throttled']);
  });

  test.each([
    ['fail for another reason', failing('Readiness probe failed: HTTP probe failed with statuscode: 500')],
    [
      'are another container’s',
      failing(LATE, {
        involvedObject: { kind: 'Pod', name: 'web-1', uid: 'pod-uid', fieldPath: 'spec.containers{log}' },
      }),
    ],
    ['failed long ago', failing(LATE, { lastTimestamp: secondsAgo(7200) })],
    ['say nothing', { ...failing(''), message: undefined }],
    ['are not what the event is about', failing(LATE, { reason: 'Failed' })],
  ])('is not to blame where probes %s', (_, said) => {
    expect(why([made({ ready: false }), uses({ cpu: '500m' }), said]).causes).toEqual(['cpu-near-limit']);
  });

  it('is not to blame where nothing of events is known, or all is well', () => {
    const objects = [made({ ready: false }), uses({ cpu: '500m' }), failing(LATE)];
    expect(why(objects, { events: 'forbidden' }).causes).toEqual(['cpu-near-limit']);
    const well = why([made(), uses({ cpu: '500m' }), failing(LATE)]);
    expect([well.causes, well.reads]).toEqual([['cpu-near-limit'], ['pod-metrics']]);
  });
});

describe('nothing is asked', () => {
  test.each([
    ['without limits', { spec: { resources: {} } }],
    ['of what does not run', { state: { state: { waiting: { reason: 'CrashLoopBackOff' } } } }],
    ['of what is leaving', { metadata: { deletionTimestamp: NOW } }],
  ])('%s', (_, one) => {
    const { told, reads } = why([made(one), uses({ cpu: '500m', memory: '1Gi' })]);
    expect(told).toEqual([]);
    expect(reads).not.toContain('pod-metrics');
  });

  test.each([
    'not-found',
    'forbidden',
    'failed',
    'timeout',
  ] as const)('for long where use is %s: the pod is as it is', (reason) => {
    const { told, verdict } = why([made(), uses({ cpu: '500m' })], { 'pod-metrics': reason });
    expect([told, verdict]).toEqual([[], 'healthy']);
  });
});

describe('what was measured', () => {
  it('of the run before does not count', () => {
    expect(why([made(), uses({ cpu: '500m' }, '2026-01-01T11:00:00Z')]).told).toEqual([]);
    const timeless = { ...uses({ cpu: '500m' }), timestamp: undefined };
    expect(why([made({ state: { state: { running: {} } } }), timeless]).causes).toEqual(['cpu-near-limit']);
  });

  it('of other containers is not this one’s; of none, nothing', () => {
    expect(why([made(), uses({ cpu: '500m' }, secondsAgo(20), 'log')]).told).toEqual([]);
    expect(why([made(), { ...uses({}), containers: undefined }]).told).toEqual([]);
  });

  it('of a native sidecar: no command that would not reach it', () => {
    const sidecar = container({ name: 'log', restartPolicy: 'Always', ...LIMITS });
    const one = pod({
      spec: { initContainers: [sidecar], containers: [container()] },
      status: { initContainerStatuses: [containerStatus('log', RUNS, { ready: true })] },
    });
    const { told } = why([{ kind: 'Pod', ...one }, uses({ cpu: '500m' }, secondsAgo(20), 'log')]);
    expect(told[0]?.title).toMatch(/^Container log uses/);
    expect(told[0]?.text).not.toMatch(/set resources/);
  });
});
