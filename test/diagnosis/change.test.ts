import { describe, expect, test } from 'vitest';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Pod, PodStatus } from '../../src/diagnosis/objects/pod.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { container, containerStatus, pod, workload } from '../support/build.ts';
import { facts, snapshot } from '../support/snapshots.ts';

const FAILING: PodStatus = {
  phase: 'Pending',
  conditions: [{ type: 'Ready', status: 'False' }],
  containerStatuses: [containerStatus('app', { waiting: { reason: 'ErrImagePull' } })],
};

describe('a Deployment’s failing revision', () => {
  const reference = (kind: string, name: string) => ({ kind, name, controller: true });
  const labels = (hash: string) => ({ app: 'web', 'pod-template-hash': hash });
  function revision(hash: string, number: string, image: string, readyReplicas: number): Workload {
    return workload({
      kind: 'ReplicaSet',
      metadata: {
        name: `web-${hash}`,
        namespace: 'shop',
        labels: labels(hash),
        annotations: { 'deployment.kubernetes.io/revision': number },
        ownerReferences: [reference('Deployment', 'web')],
      },
      spec: {
        template: { metadata: { labels: labels(hash) }, spec: { containers: [container({ image })] } },
      },
      status: { replicas: 1, readyReplicas },
    });
  }
  const owned = (status?: PodStatus) =>
    pod({
      metadata: { labels: labels('bbb'), ownerReferences: [reference('ReplicaSet', 'web-bbb')] },
      ...(status ? { status } : {}),
    });
  const revisions = [revision('aaa', '1', 'app:1', 1), revision('bbb', '2', 'app:2', 0)];

  function changed(one: Pod, deployment?: Workload) {
    const taken = { pods: [one], ...(deployment ? { workload: deployment } : {}) };
    const first = judge(snapshot(taken), []);
    const read = first.wants.find(({ section }) => section === 'replica-sets');
    if (!read) return undefined;
    return judge(snapshot({ ...taken, facts: facts([read, revisions]) }), []).diagnosis.changed;
  }

  test('is compared with the last good one', () => {
    expect(changed(owned(FAILING))).toMatchObject({
      from: { replicaSet: 'web-aaa' },
      to: { replicaSet: 'web-bbb' },
    });
  });

  test('is resumed before it is undone where it is paused', () => {
    const undo = 'kubectl -n shop rollout undo deployment/web --to-revision=1';
    expect(changed(owned(FAILING), workload())?.undo).toBe(undo);
    expect(changed(owned(FAILING), workload({ spec: { paused: true } }))?.undo).toBe(
      `kubectl -n shop rollout resume deployment/web && ${undo}`,
    );
  });

  test('is not looked at where the pod is well', () => {
    expect(changed(owned())).toBeUndefined();
  });
});
