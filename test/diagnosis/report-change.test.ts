import { describe, expect, test } from 'vitest';
import type { Remedy } from '../../src/diagnosis/playbook.ts';
import { toReport } from '../../src/diagnosis/report.ts';
import type { RolloutChange } from '../../src/diagnosis/rollout-diff.ts';
import { NOW } from '../support/build.ts';
import { found, playbook } from '../support/snapshots.ts';

const UNDO = 'kubectl -n shop rollout undo deployment/web --to-revision=1';
const IMAGE = { path: 'image', container: 'app', before: 'web:1', after: 'web:2' };
const cost = { requests: 1, roundTrips: 1, durationMs: 1 };

function change(overrides: Partial<RolloutChange> = {}, ready = 2): RolloutChange {
  return {
    from: { revision: 1, replicaSet: 'web-aaa', createdAt: NOW, ready },
    to: { revision: 2, replicaSet: 'web-bbb', createdAt: NOW, ready: 0 },
    differences: [IMAGE],
    undo: UNDO,
    ...overrides,
  };
}

function report(
  changed: RolloutChange,
  remedies: readonly Remedy[] = [],
  container: string | undefined = 'app',
) {
  const causes = { broken: { title: 'Broken', severity: 'critical', remedies } } as const;
  const subject = {
    namespace: 'shop',
    object: 'pod/web-1',
    pod: 'web-1',
    ...(container ? { container } : {}),
  };
  const finding = {
    ...found(),
    playbook: 'image-pull',
    severity: 'critical',
    subject,
    context: {},
    pods: ['web-1'],
  } as const;
  const diagnosis = {
    target: { kind: 'Deployment', namespace: 'shop', name: 'web' },
    takenAt: NOW,
    verdict: 'unhealthy',
    findings: [finding],
    ruledOut: [],
    gaps: [],
    pods: [],
    changed,
  } as const;
  return toReport(diagnosis, [playbook({ id: 'image-pull', causes })], { cluster: 'prod', cost }).findings[0];
}

describe('what the failing revision changed', () => {
  test('is proof of the finding that it can have led to, with the way back', () => {
    const filled = report(change());
    expect(filled?.evidence.at(-1)).toMatchObject({ kind: 'change', container: 'app', from: 1, to: 2 });
    expect(filled?.remedies).toEqual([
      { text: 'Or go back to revision 1, of which 2 pods are ready.', command: UNDO, changes: true },
    ]);
  });

  test('says its change-cause, where somebody wrote one', () => {
    const to = { ...change().to, changeCause: 'new image' };
    expect(report(change({ to }))?.evidence.at(-1)).toMatchObject({ changeCause: 'new image' });
  });

  test.each([
    [1, 'Or go back to revision 1, of which 1 pod is ready.'],
    [0, 'Or go back to revision 1.'],
  ])('counts the ready pods of the good revision: %i', (ready, text) => {
    expect(report(change({}, ready))?.remedies[0]?.text).toBe(text);
  });

  test('has nothing to do with a pod of the good revision', () => {
    const from = { ...change().from, replicaSet: 'web' };
    const filled = report(change({ from }));
    expect(filled?.evidence.map(({ kind }) => kind)).not.toContain('change');
    expect(filled?.remedies).toEqual([]);
  });

  test('is not offered twice', () => {
    expect(report(change(), [{ text: 'Go back', command: UNDO, changes: true }])?.remedies).toHaveLength(1);
  });

  test('counts for a finding about the whole pod', () => {
    const evidence = report(change(), [], '')?.evidence.at(-1);
    expect(evidence).toMatchObject({ kind: 'change' });
    expect(evidence).not.toHaveProperty('container');
  });

  test('is left out where it cannot have led to the finding', () => {
    expect(report(change({ differences: [{ path: 'labels.team', after: 'a' }] }))?.evidence).toHaveLength(1);
  });
});
