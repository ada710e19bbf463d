import { describe, expect, test } from 'vitest';
import type { Container, ContainerState, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { PodStatus } from '../../src/diagnosis/objects/pod.ts';
import { hasFailed, isReady, readyColumn, restarts, statusMessage } from '../../src/diagnosis/pod-status.ts';
import { CREATED, container, containerStatus, pod } from '../support/build.ts';

const RUNNING: ContainerState = { running: { startedAt: CREATED } };
const DONE: ContainerState = { terminated: { exitCode: 0, reason: 'Completed' } };
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

test.each<[string, PodStatus, boolean]>([
  ['True', { conditions: [READY] }, true],
  ['False', { conditions: [{ type: 'Ready', status: 'False' }] }, false],
  ['absent', { conditions: [{ type: 'ContainersReady', status: 'True' }] }, false],
  ['not reported', { conditions: undefined }, false],
])('a pod whose Ready condition is %s', (_, status, ready) => {
  expect(isReady(pod({ status }))).toBe(ready);
});

describe('restarts', () => {
  const initContainers = [container({ name: 'setup' }), container({ name: 'mesh', restartPolicy: 'Always' })];
  const containerStatuses = [app(RUNNING, { restartCount: 4 })];
  const setup = (state: ContainerState) => containerStatus('setup', state, { restartCount: 2 });
  const mesh = containerStatus('mesh', RUNNING, { restartCount: 1, started: true });

  test('are the init containers’ while they run', () => {
    const status = { initContainerStatuses: [setup(waiting('CrashLoopBackOff')), mesh], containerStatuses };
    expect(restarts(pod({ spec: { initContainers }, status }))).toBe(3);
  });

  test('are the app’s and the sidecars’ afterwards', () => {
    const status = { initContainerStatuses: [setup(DONE), mesh], containerStatuses };
    expect(restarts(pod({ spec: { initContainers }, status }))).toBe(5);
  });

  test('are none where nothing is reported', () => {
    expect(restarts({})).toBe(0);
    expect(restarts(pod({ status: { containerStatuses: [] } }))).toBe(0);
    expect(restarts(pod({ status: { containerStatuses: [{ name: 'app' }] } }))).toBe(0);
  });
});

describe('readyColumn', () => {
  test('counts the app’s containers and the sidecars', () => {
    const made = pod({
      spec: {
        initContainers: inits('a'),
        containers: [container(), container({ name: 'proxy' })],
        ephemeralContainers: [container({ name: 'debug' })],
      },
      status: {
        initContainerStatuses: [
          containerStatus('a', RUNNING, { ready: true }),
          containerStatus('b', DONE, { ready: true }),
        ],
        containerStatuses: [app(RUNNING, { ready: true })],
      },
    });
    expect(readyColumn(made)).toBe('2/3');
  });

  test('is 0/0 for a pod of nothing', () => {
    expect(readyColumn({})).toBe('0/0');
  });
});

const unscheduled = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' };

test.each<[string, PodStatus, boolean]>([
  [
    'being created has not',
    { phase: 'Pending', containerStatuses: [app(waiting('ContainerCreating'))] },
    false,
  ],
  ['behind its init containers has not', init(['a', RUNNING]), false],
  ['just started has not', { containerStatuses: [app(RUNNING)] }, false],
  [
    'not seen by the scheduler has not',
    { phase: 'Pending', conditions: undefined, containerStatuses: [] },
    false,
  ],
  [
    'for which no node fits has',
    { phase: 'Pending', conditions: [unscheduled], containerStatuses: [] },
    true,
  ],
  [
    'for which room is being made has not',
    { phase: 'Pending', conditions: [unscheduled], nominatedNodeName: 'node-a', containerStatuses: [] },
    false,
  ],
  ['of phase Failed has', { phase: 'Failed', containerStatuses: [] }, true],
  ['in a crash loop has', { containerStatuses: [app(waiting('CrashLoopBackOff'))] }, true],
  ['whose container ended badly has', { containerStatuses: [app({ terminated: { exitCode: 1 } })] }, true],
  ['whose container ended well has not', { containerStatuses: [app(DONE)] }, false],
  ['whose container ended without a code has not', { containerStatuses: [app({ terminated: {} })] }, false],
  [
    'that starts again after a crash has',
    { containerStatuses: [app(RUNNING, { lastState: { terminated: { exitCode: 1 } } })] },
    true,
  ],
  [
    'that is ready again after a crash has not',
    { containerStatuses: [app(RUNNING, { ready: true, lastState: { terminated: { exitCode: 1 } } })] },
    false,
  ],
])('a pod %s failed', (_, status, failed) => {
  const initContainers = status.initContainerStatuses ? inits() : [];
  expect(hasFailed(pod({ spec: { initContainers }, status }))).toBe(failed);
});

describe('statusMessage', () => {
  const unschedulable = { type: 'PodScheduled', status: 'False', message: '0/3 nodes are available' };

  test.each<[string, PodStatus, string | undefined]>([
    [
      'a container’s message with its reason',
      { containerStatuses: [app({ waiting: { reason: 'ErrImagePull', message: 'not found' } })] },
      'app: ErrImagePull: not found',
    ],
    [
      'a message without a reason',
      { containerStatuses: [app({ terminated: { message: 'panic: boom' } })] },
      'app: panic: boom',
    ],
    [
      'not the last words of a container that succeeded',
      {
        message: 'The node was low on resource: memory.',
        containerStatuses: [app({ terminated: { reason: 'Completed', message: 'all done' } })],
      },
      'The node was low on resource: memory.',
    ],
    [
      'the pod’s message',
      { message: 'Pod was rejected', conditions: [unschedulable], containerStatuses: [] },
      'Pod was rejected',
    ],
    [
      'a condition’s message',
      {
        conditions: [{ ...READY, message: 'fine' }, unschedulable],
        containerStatuses: [app(waiting('ContainerCreating'))],
      },
      '0/3 nodes are available',
    ],
    [
      'a container’s reason alone',
      { conditions: undefined, containerStatuses: [app(waiting('ContainerCreating'))] },
      'app: ContainerCreating',
    ],
    ['nothing', { containerStatuses: [app(RUNNING)] }, undefined],
  ])('says %s', (_, status, message) => {
    expect(statusMessage(pod({ status }))).toBe(message);
  });

  test('says nothing of a pod without a status', () => {
    expect(statusMessage({})).toBeUndefined();
  });
});
