import { describe, expect, test } from 'vitest';
import { containersOf, lastEndedRun, lifetimeSeconds, stateOf } from '../../src/diagnosis/containers.ts';
import type { ContainerState, ContainerStateTerminated } from '../../src/diagnosis/objects/container.ts';
import { container, containerStatus, pod } from '../support/build.ts';

describe('containersOf', () => {
  test('lists all kinds in the order in which they start, each with its own status', () => {
    const made = pod({
      spec: {
        ephemeralContainers: [container({ name: 'debug' })],
        containers: [container({ name: 'app' }), container({ name: 'proxy' })],
        initContainers: [
          container({ name: 'setup' }),
          container({ name: 'mesh', restartPolicy: 'Always' }),
          container({ name: 'once', restartPolicy: 'Never' }),
        ],
      },
      status: {
        initContainerStatuses: [containerStatus('mesh', {}), containerStatus('setup', {})],
        containerStatuses: [containerStatus('proxy', {}), containerStatus('app', {})],
        ephemeralContainerStatuses: [containerStatus('debug', {})],
      },
    });
    expect(containersOf(made).map(({ name, kind, status }) => [name, kind, status?.name])).toEqual([
      ['setup', 'init', 'setup'],
      ['mesh', 'sidecar', 'mesh'],
      ['once', 'init', undefined],
      ['app', 'app', 'app'],
      ['proxy', 'app', 'proxy'],
      ['debug', 'ephemeral', 'debug'],
    ]);
  });

  test('restartPolicy Always makes a sidecar of an init container only', () => {
    const made = pod({ spec: { containers: [container({ restartPolicy: 'Always' })] } });
    expect(containersOf(made).map(({ kind }) => kind)).toEqual(['app']);
  });

  test('a pod without spec and status has none', () => {
    expect(containersOf({})).toEqual([]);
  });
});

const ended = { exitCode: 1 };
const states: readonly [string, ContainerState | undefined, ContainerState | undefined, unknown, unknown][] =
  [
    ['never reported', undefined, undefined, undefined, undefined],
    ['an empty state', {}, {}, undefined, undefined],
    ['waiting for its first start', { waiting: {} }, undefined, 'waiting', undefined],
    ['waiting after a crash', { waiting: {} }, { terminated: ended }, 'waiting', 'previous'],
    ['running for the first time', { running: {} }, undefined, 'running', undefined],
    ['running after a crash', { running: {} }, { terminated: ended }, 'running', 'previous'],
    ['ended', { terminated: ended }, undefined, 'terminated', 'current'],
    ['ended again', { terminated: ended }, { terminated: { exitCode: 2 } }, 'terminated', 'current'],
  ];

describe('stateOf and lastEndedRun', () => {
  test.each(states)('a container %s', (_, state, lastState, word, log) => {
    const status = state && containerStatus('app', state, lastState ? { lastState } : {});
    expect(stateOf(status)).toBe(word);
    expect(lastEndedRun(status)).toEqual(log && { terminated: ended, log });
  });
});

const lifetimes: readonly [string, ContainerStateTerminated, number | undefined][] = [
  ['a run', { startedAt: '2026-01-01T12:00:00Z', finishedAt: '2026-01-01T12:01:30Z' }, 90],
  ['a run of no time', { startedAt: '2026-01-01T12:00:00Z', finishedAt: '2026-01-01T12:00:00Z' }, 0],
  [
    'a run that never started',
    { startedAt: '1970-01-01T00:00:00Z', finishedAt: '2026-01-01T12:00:00Z' },
    undefined,
  ],
  [
    'a run that ended before it began',
    { startedAt: '2026-01-01T12:00:00Z', finishedAt: '1970-01-01T00:00:00Z' },
    undefined,
  ],
  ['a run without an end', { startedAt: '2026-01-01T12:00:00Z' }, undefined],
  ['a run without times', {}, undefined],
  ['times that do not parse', { startedAt: 'then', finishedAt: 'now' }, undefined],
];

describe('lifetimeSeconds', () => {
  test.each(lifetimes)('%s', (_, run, seconds) => {
    expect(lifetimeSeconds(run)).toBe(seconds);
  });
});
