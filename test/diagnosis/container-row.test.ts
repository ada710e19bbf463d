import { describe, expect, test } from 'vitest';
import { containerRows, containersToShow } from '../../src/diagnosis/container-row.ts';
import type { ContainerState, ContainerStatus } from '../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../src/diagnosis/objects/pod.ts';
import { container, containerStatus, pod } from '../support/build.ts';

const RUNNING: ContainerState = { running: { startedAt: '2026-01-01T11:50:00Z' } };
const BACK_OFF: ContainerState = { waiting: { reason: 'CrashLoopBackOff' } };

function of(names: readonly string[], statuses: readonly ContainerStatus[], rest: Pod = {}): Pod {
  return pod({
    ...rest,
    spec: { containers: names.map((name) => container({ name })), ...rest.spec },
    status: { containerStatuses: statuses, ...rest.status },
  });
}

const both = [
  containerStatus('app', BACK_OFF, { restartCount: 3 }),
  containerStatus('istio-proxy', RUNNING, { ready: true, restartCount: 1 }),
];

describe('the containers of a pod', () => {
  test('are told apart: the app from the helper beside it', () => {
    expect(containerRows(of(['app', 'istio-proxy'], both))).toEqual([
      { name: 'app', role: 'app', state: 'CrashLoopBackOff, 3 restarts' },
      { name: 'istio-proxy', role: 'sidecar', state: 'running, ready, 1 restart' },
    ]);
  });

  test('are not listed where there is one', () => {
    expect(containerRows(pod())).toEqual([]);
    expect(containerRows({})).toEqual([]);
  });

  test('have their main one named by the pod', () => {
    const annotations = { 'kubectl.kubernetes.io/default-container': 'web' };
    const named = of(['log-writer', 'web'], [], { metadata: { annotations } });
    expect(containerRows(named).map(({ role }) => role)).toEqual(['sidecar', 'app']);
    const wrong = of(['a', 'b'], [], { metadata: { annotations } });
    expect(containerRows(wrong).map(({ role }) => role)).toEqual(['app', 'app']);
  });

  test('count those that start before the app until they have done their part', () => {
    const initContainers = [
      container({ name: 'migrate' }),
      container({ name: 'proxy', restartPolicy: 'Always' }),
    ];
    const state = (exitCode: number) => ({ terminated: { exitCode } });
    const made = (exitCode: number) =>
      of(['app'], [], {
        spec: { initContainers },
        status: { initContainerStatuses: [containerStatus('migrate', state(exitCode))] },
      });
    expect(containerRows(made(0)).map(({ name, role }) => [name, role])).toEqual([
      ['proxy', 'sidecar'],
      ['app', 'app'],
    ]);
    expect(containerRows(made(2))[0]).toEqual({ name: 'migrate', role: 'init', state: 'exit code 2' });
  });

  test.each<[ContainerState, string]>([
    [RUNNING, 'running, not ready'],
    [{ terminated: { exitCode: 0, reason: 'Completed' } }, 'Completed'],
    [{ terminated: {} }, 'exit code ?'],
    [{ waiting: {} }, 'not started'],
    [{}, 'not started'],
  ])('%j reads %s', (state, words) => {
    expect(containerRows(of(['a', 'b'], [containerStatus('a', state)]))[0]?.state).toBe(words);
  });
});

describe('what is shown of them', () => {
  const rows = [
    { name: 'web-1', containers: containerRows(of(['app', 'istio-proxy'], both)) },
    { name: 'web-2' },
  ];

  test('is the pod that the finding is about', () => {
    expect(containersToShow(rows, { pod: 'web-1' })).toEqual([
      'app: CrashLoopBackOff, 3 restarts',
      'istio-proxy (sidecar): running, ready, 1 restart',
    ]);
  });

  test.each([{ pod: 'web-2' }, { pod: 'gone' }, {}, undefined])('is nothing for %j', (subject) => {
    expect(containersToShow(rows, subject)).toEqual([]);
  });
});
