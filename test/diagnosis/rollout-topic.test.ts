import { describe, expect, it } from 'vitest';
import type { RolloutChange } from '../../src/diagnosis/rollout-diff.ts';
import { differencesAbout } from '../../src/diagnosis/rollout-topic.ts';

const PATHS = [
  'image',
  'resources.limits.memory',
  'livenessProbe.httpGet.path',
  'env[MODE]',
  'workingDir',
  'readinessGates',
] as const;

const REVISION = { revision: 1, replicaSet: 'web-1', createdAt: '', ready: 1 };
const CHANGE: RolloutChange = {
  from: REVISION,
  to: { ...REVISION, revision: 2 },
  differences: [
    ...PATHS.map((path) => ({ path, container: 'app', before: 'a', after: 'b' })),
    { path: 'image', container: 'proxy', before: 'a', after: 'b' },
    { path: 'nodeSelector.disk', before: 'a', after: 'b' },
    { path: 'runtimeClassName', before: 'a', after: 'b' },
    { path: 'priorityClassName', before: 'a', after: 'b' },
    { path: 'serviceAccountName', before: 'a', after: 'b' },
  ],
  undo: '',
};

describe('differencesAbout', () => {
  it.each([
    ['image-pull', 'image-not-found', ['image', 'serviceAccountName']],
    ['probe', 'readiness-failing', ['image', 'livenessProbe.httpGet.path', 'env[MODE]', 'readinessGates']],
    [
      'crashloop',
      'liveness-probe-failing',
      ['image', 'livenessProbe.httpGet.path', 'env[MODE]', 'readinessGates'],
    ],
    ['crashloop', 'out-of-memory', ['image', 'resources.limits.memory', 'env[MODE]']],
    ['crashloop', 'api-access-denied', ['image', 'serviceAccountName']],
    ['crashloop', 'application-error', ['image', 'env[MODE]', 'workingDir', 'serviceAccountName']],
    ['start-error', 'command-not-found', ['image', 'workingDir']],
    ['config-error', 'config-map-missing', ['image', 'env[MODE]']],
    [
      'pending',
      'insufficient-resource',
      ['resources.limits.memory', 'nodeSelector.disk', 'priorityClassName'],
    ],
    ['sandbox', 'runtime-class-missing', ['runtimeClassName']],
    ['evicted', 'preempted', ['resources.limits.memory', 'priorityClassName']],
    ['healthy', 'completed', []],
  ])('gives what %s/%s can come from', (playbook, cause, paths) => {
    const found = differencesAbout(CHANGE, { playbook, cause, container: 'app' });
    expect(found.map(({ path }) => path)).toEqual(paths);
  });

  it('looks at every container where the finding is about the pod', () => {
    const found = differencesAbout(CHANGE, { playbook: 'image-pull', cause: 'image-not-found' });
    expect(found.filter(({ path }) => path === 'image')).toHaveLength(2);
  });
});
