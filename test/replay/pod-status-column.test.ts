import { expect, test } from 'vitest';
import { podPrinter } from '../../src/replay/print-pods.ts';
import { databasePod, takenAt, webPod } from './shop-recording.ts';

interface Case {
  readonly says: string;
  readonly ready?: string;
  readonly metadata?: Record<string, unknown>;
  readonly spec?: Record<string, unknown>;
  readonly status: Record<string, unknown>;
}

const initialized = [{ type: 'Initialized', status: 'True' }];
const ready = [...initialized, { type: 'Ready', status: 'True' }];
const exited = (exitCode: number, rest = {}) => ({
  state: { terminated: { exitCode, ...rest } },
  restartCount: 0,
});
const running = { state: { running: {} }, ready: true, restartCount: 0 };
const init = { initContainers: [{ name: 'a' }, { name: 'b' }], containers: [{ name: 'app' }] };
const sidecar = { initContainers: [{ name: 'a', restartPolicy: 'Always' }], containers: [{ name: 'app' }] };

const cases: readonly Case[] = [
  { says: 'Evicted', status: { phase: 'Failed', reason: 'Evicted' } },
  {
    says: 'Completed',
    status: { phase: 'Succeeded', containerStatuses: [exited(0, { reason: 'Completed' })] },
  },
  {
    says: 'OOMKilled',
    status: { phase: 'Running', containerStatuses: [exited(137, { reason: 'OOMKilled' })] },
  },
  { says: 'ExitCode:3', status: { phase: 'Running', containerStatuses: [exited(3)] } },
  { says: 'Signal:9', status: { phase: 'Running', containerStatuses: [exited(137, { signal: 9 })] } },
  {
    says: 'SchedulingGated',
    status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', reason: 'SchedulingGated' }] },
  },
  {
    says: 'Init:1/2',
    spec: init,
    status: {
      phase: 'Pending',
      initContainerStatuses: [
        { name: 'a', ...exited(0) },
        { name: 'b', state: { waiting: {} } },
      ],
    },
  },
  {
    says: 'Init:0/2',
    spec: init,
    status: {
      phase: 'Pending',
      initContainerStatuses: [{ name: 'a', started: true, ...running, ready: false }],
    },
  },
  {
    says: 'Init:Error',
    spec: init,
    status: { phase: 'Pending', initContainerStatuses: [{ name: 'a', ...exited(1, { reason: 'Error' }) }] },
  },
  {
    says: 'Init:CrashLoopBackOff',
    spec: init,
    status: { initContainerStatuses: [{ name: 'a', state: { waiting: { reason: 'CrashLoopBackOff' } } }] },
  },
  {
    says: 'Running',
    ready: '2/2',
    spec: sidecar,
    status: {
      phase: 'Running',
      initContainerStatuses: [{ name: 'a', started: true, ...running }],
      containerStatuses: [running],
    },
  },
  {
    says: 'NotReady',
    ready: '1/2',
    spec: { containers: [{}, {}] },
    status: { phase: 'Running', containerStatuses: [exited(0, { reason: 'Completed' }), running] },
  },
  {
    says: 'Running',
    spec: { containers: [{}, {}] },
    status: {
      phase: 'Running',
      conditions: ready,
      containerStatuses: [exited(0, { reason: 'Completed' }), running],
    },
  },
  {
    says: 'Terminating',
    metadata: { deletionTimestamp: takenAt },
    status: { phase: 'Running', containerStatuses: [running] },
  },
  { says: 'Failed', metadata: { deletionTimestamp: takenAt }, status: { phase: 'Failed' } },
  {
    says: 'Unknown',
    metadata: { deletionTimestamp: takenAt },
    status: { phase: 'Running', reason: 'NodeLost' },
  },
];

test.each(cases)('a pod reads $says', ({ says, ready, metadata, spec, status }) => {
  const pod = {
    ...webPod,
    metadata: { ...webPod.metadata, ...metadata },
    spec: spec ?? { containers: [{ name: 'app' }] },
    status,
  };
  const cells = podPrinter.cells(pod, Date.parse(takenAt));
  expect(cells[2]).toBe(says);
  if (ready) expect(cells[1]).toBe(ready);
});

test('a pod that waits for its init containers counts their restarts', () => {
  const status = {
    phase: 'Pending',
    initContainerStatuses: [
      {
        name: 'migrate',
        restartCount: 4,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { exitCode: 1, finishedAt: '2024-03-01T11:50:00Z' } },
      },
    ],
  };
  const cells = podPrinter.cells({ ...databasePod, status }, Date.parse(takenAt));
  expect(cells[3]).toBe('4 (10m ago)');
});
