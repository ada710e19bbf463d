import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/diagnosis/objects/pod.ts';
import type { Snapshot } from '../../../src/diagnosis/snapshot.ts';
import { subjectOf } from '../../../src/workflows/alerts/subject-of.ts';

function ownedBy(kind: string, name: string, hash?: string): Pod {
  const labels = hash === undefined ? {} : { labels: { 'pod-template-hash': hash } };
  const owner = { kind, name, controller: true, apiVersion: 'v1', uid: 'u' };
  return { metadata: { name: 'web-1', namespace: 'shop', ownerReferences: [owner], ...labels } };
}

const BARE: Pod = { metadata: { name: 'web-1', namespace: 'shop' } };

function subject(kind: string, name: string, more: Partial<Snapshot> = {}, namespace = 'shop') {
  const target = { kind, name, namespace };
  return subjectOf('prod', { target, takenAt: '2026-11-22T10:00:00Z', pods: [], facts: new Map(), ...more });
}

const place = { cluster: 'prod', namespace: 'shop' };

describe('an incident is about', () => {
  it.each<[string, Pod, string, string]>([
    ['a Deployment', ownedBy('ReplicaSet', 'web-5d4f', '5d4f'), 'Deployment', 'web'],
    ['a StatefulSet', ownedBy('StatefulSet', 'web'), 'StatefulSet', 'web'],
    ['a CronJob', ownedBy('Job', 'report-29388000'), 'CronJob', 'report'],
    ['nothing', BARE, 'Pod', 'web-1'],
    ['something that cannot be asked about', ownedBy('Workflow', 'web'), 'Pod', 'web-1'],
  ])('the pod’s controller: %s', (_, pod, kind, name) => {
    expect(subject('Pod', 'web-1', { pods: [pod] })).toEqual({ ...place, kind, name });
  });

  it('a workload itself, whatever its pods say', () => {
    const pods = [ownedBy('ReplicaSet', 'web-5d4f', '5d4f')];
    expect(subject('Deployment', 'web', { pods })).toEqual({ ...place, kind: 'Deployment', name: 'web' });
  });

  it('the CronJob of a Job, and a Job by itself', () => {
    expect(subject('Job', 'report-29388000')).toEqual({ ...place, kind: 'CronJob', name: 'report' });
    expect(subject('Job', 'import')).toEqual({ ...place, kind: 'Job', name: 'import' });
  });

  it('what a PodDisruptionBudget guards', () => {
    const workload = { kind: 'StatefulSet', metadata: { name: 'db' } };
    expect(subject('PodDisruptionBudget', 'db-pdb', { workload })).toEqual({
      ...place,
      ...{ kind: 'StatefulSet', name: 'db' },
    });
  });

  it('a node, which is in no namespace', () => {
    expect(subject('Node', 'node-a', {}, '')).toEqual({ cluster: 'prod', kind: 'Node', name: 'node-a' });
  });
});
