import { describe, expect, test } from 'vitest';
import type { Container, ContainerState, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { podStatus } from '../../src/diagnosis/pod-status.ts';
import { CREATED, container, containerStatus, pod } from '../support/build.ts';

const RUNNING: ContainerState = { running: { startedAt: CREATED } };
const DONE: ContainerState = { terminated: { exitCode: 0, reason: 'Completed' } };
const INITIALIZED = { type: 'Initialized', status: 'True' };
const READY = { type: 'Ready', status: 'True' };

function waiting(reason?: string): ContainerState {
  return { waiting: reason === undefined ? {} : { reason } };
}

function app(state: ContainerState, overrides: Partial<ContainerStatus> = {}): ContainerStatus {
  return containerStatus('app', state, overrides);
}

function init(...statuses: readonly [string, ContainerState, Partial<ContainerStatus>?][]): PodStatus {
  return {
    phase: 'Pending',
    conditions: [{ type: 'Initialized', status: 'False' }],
    initContainerStatuses: statuses.map(([name, state, overrides]) =>
      containerStatus(name, state, overrides),
    ),
    containerStatuses: [app(waiting('PodInitializing'))],
  };
}

/** Init containers `a` and `b`, of which those named are sidecars. */
function inits(...sidecars: readonly string[]): readonly Container[] {
  return ['a', 'b'].map((name) =>
    container(sidecars.includes(name) ? { name, restartPolicy: 'Always' } : { name }),
  );
}

/** The words of printPod in https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/printers/internalversion/printers.go */
const plain: readonly (readonly [string, PodStatus, string])[] = [
  ['not scheduled', { phase: 'Pending', containerStatuses: [] }, 'Pending'],
  ['whose container has no state', { containerStatuses: [{ name: 'app' }] }, 'Running'],
  ['without a phase', { phase: undefined, containerStatuses: [] }, 'Unknown'],
  [
    'gated',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }],
      containerStatuses: [],
    },
    'SchedulingGated',
  ],
  [
    'unschedulable, which is no status of its own',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }],
      containerStatuses: [],
    },
    'Pending',
  ],
  [
    'starting',
    { phase: 'Pending', containerStatuses: [app(waiting('ContainerCreating'))] },
    'ContainerCreating',
  ],
  ['waiting without a reason', { phase: 'Pending', containerStatuses: [app(waiting())] }, 'Pending'],
  [
    'that pulls in vain',
    { phase: 'Pending', containerStatuses: [app(waiting('ImagePullBackOff'))] },
    'ImagePullBackOff',
  ],
  ['in a crash loop', { containerStatuses: [app(waiting('CrashLoopBackOff'))] }, 'CrashLoopBackOff'],
  ['running', { containerStatuses: [app(RUNNING, { ready: true })] }, 'Running'],
  ['running but not ready', { conditions: [], containerStatuses: [app(RUNNING)] }, 'Running'],
  ['that ended well', { phase: 'Succeeded', containerStatuses: [app(DONE)] }, 'Completed'],
  [
    'that ended with a reason',
    { phase: 'Failed', containerStatuses: [app({ terminated: { exitCode: 137, reason: 'OOMKilled' } })] },
    'OOMKilled',
  ],
  [
    'that ended by a signal without a reason',
    { phase: 'Failed', containerStatuses: [app({ terminated: { exitCode: 137, signal: 9 } })] },
    'Signal:9',
  ],
  [
    'that ended with a code without a reason',
    { phase: 'Failed', containerStatuses: [app({ terminated: { exitCode: 3 } })] },
    'ExitCode:3',
  ],
  [
    'of which one container ended well and another runs, ready as a whole',
    {
      conditions: [READY],
      containerStatuses: [app(DONE), containerStatus('proxy', RUNNING, { ready: true })],
    },
    'Running',
  ],
  [
    'of which one container ended well and another runs, not ready as a whole',
    {
      conditions: [{ type: 'Ready', status: 'False' }],
      containerStatuses: [app(DONE), containerStatus('proxy', RUNNING, { ready: true })],
    },
    'NotReady',
  ],
  [
    'of which one container ended well and another runs without being ready',
    { containerStatuses: [app(DONE), containerStatus('proxy', RUNNING)] },
    'Completed',
  ],
  [
    'of which two containers are in trouble: the first wins',
    {
      containerStatuses: [
        app(waiting('CrashLoopBackOff')),
        containerStatus('proxy', waiting('ImagePullBackOff')),
      ],
    },
    'CrashLoopBackOff',
  ],
  [
    'evicted before its containers were reported',
    { phase: 'Failed', reason: 'Evicted', containerStatuses: [] },
    'Evicted',
  ],
  [
    'evicted whose container reports its own end, which kubectl prefers',
    {
      phase: 'Failed',
      reason: 'Evicted',
      containerStatuses: [app({ terminated: { exitCode: 137, reason: 'ContainerStatusUnknown' } })],
    },
    'ContainerStatusUnknown',
  ],
  ['rejected by its node', { phase: 'Failed', reason: 'OutOfcpu', containerStatuses: [] }, 'OutOfcpu'],
];

describe('podStatus', () => {
  test.each(plain)('a pod %s', (_, status, text) => {
    expect(podStatus(pod({ status }))).toBe(text);
  });

  test('a pod without a status', () => {
    expect(podStatus({})).toBe('Unknown');
    expect(podStatus({ status: { initContainerStatuses: [{ name: 'a' }] } })).toBe('Init:0/0');
  });

  test.each<[string, readonly Container[], PodStatus, string]>([
    ['not scheduled yet', inits(), { phase: 'Pending', containerStatuses: [] }, 'Pending'],
    ['the first one at work', inits(), init(['a', RUNNING], ['b', waiting('PodInitializing')]), 'Init:0/2'],
    ['the second one at work', inits(), init(['a', DONE], ['b', RUNNING]), 'Init:1/2'],
    ['one yet to be made', inits(), init(['a', waiting('PodInitializing')]), 'Init:0/2'],
    ['one that waits without a reason', inits(), init(['a', waiting()]), 'Init:0/2'],
    [
      'one in a crash loop',
      inits(),
      init(['a', DONE], ['b', waiting('CrashLoopBackOff')]),
      'Init:CrashLoopBackOff',
    ],
    ['one that failed', inits(), init(['a', { terminated: { exitCode: 1, reason: 'Error' } }]), 'Init:Error'],
    [
      'one that failed without a reason',
      inits(),
      init(['a', { terminated: { exitCode: 1 } }]),
      'Init:ExitCode:1',
    ],
    [
      'one that was killed',
      inits(),
      init(['a', { terminated: { exitCode: 137, signal: 9 } }]),
      'Init:Signal:9',
    ],
    ['all done, the app about to start', inits(), init(['a', DONE], ['b', DONE]), 'PodInitializing'],
    [
      'a sidecar that has started',
      inits('a'),
      init(['a', RUNNING, { started: true }], ['b', RUNNING]),
      'Init:1/2',
    ],
    ['a sidecar that has not started', inits('a'), init(['a', RUNNING, { started: false }]), 'Init:0/2'],
    [
      'a sidecar whose image cannot be had',
      inits('a'),
      init(['a', waiting('ErrImagePull')]),
      'Init:ErrImagePull',
    ],
    [
      'a plain init container is not done by having started',
      inits(),
      init(['a', RUNNING, { started: true }]),
      'Init:0/2',
    ],
    [
      'a sidecar that fails once the app runs',
      inits('a'),
      {
        conditions: [INITIALIZED],
        initContainerStatuses: [containerStatus('a', waiting('CrashLoopBackOff'), { started: false })],
        containerStatuses: [app(RUNNING, { ready: true })],
      },
      'Init:CrashLoopBackOff',
    ],
    [
      'a sidecar that fails beside a failing app, which is said rather',
      inits('a'),
      {
        conditions: [INITIALIZED],
        initContainerStatuses: [containerStatus('a', waiting('CrashLoopBackOff'), { started: false })],
        containerStatuses: [app(waiting('ImagePullBackOff'))],
      },
      'ImagePullBackOff',
    ],
  ])('init containers: %s', (_, initContainers, status, text) => {
    expect(podStatus(pod({ spec: { initContainers }, status }))).toBe(text);
  });

  test.each<[string, PodStatus, string]>([
    ['whose containers still run', {}, 'Terminating'],
    ['in a crash loop', { containerStatuses: [app(waiting('CrashLoopBackOff'))] }, 'Terminating'],
    ['that ended well', { phase: 'Succeeded', containerStatuses: [app(DONE)] }, 'Completed'],
    ['that was evicted', { phase: 'Failed', reason: 'Evicted', containerStatuses: [] }, 'Evicted'],
    ['whose node is lost', { reason: 'NodeLost' }, 'Unknown'],
  ])('a pod being deleted %s', (_, status, text) => {
    expect(podStatus(pod({ metadata: { deletionTimestamp: CREATED }, status }))).toBe(text);
  });

  test('a lost node shows as it is while the pod is not being deleted', () => {
    expect(podStatus(pod({ status: { reason: 'NodeLost' } }))).toBe('NodeLost');
  });
});
