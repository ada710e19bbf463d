import { expect, test } from 'vitest';
import { contextOf } from '../../src/diagnosis/context.ts';
import type { OwnerReference } from '../../src/diagnosis/objects/meta.ts';
import { viewOf } from '../../src/diagnosis/pod-view.ts';
import { pod } from '../support/build.ts';
import { snapshot } from '../support/snapshots.ts';

function context(owner: OwnerReference | undefined, container?: string, labels = {}) {
  const made = pod({ metadata: { ownerReferences: owner ? [owner] : [], labels } });
  return contextOf(viewOf(snapshot(), made, new Map()), container);
}

test('a bare pod is its own workload and has no template', () => {
  expect(context(undefined)).toEqual({
    namespace: 'shop',
    pod: 'web-1',
    node: 'node-a',
    container: undefined,
    image: undefined,
    workload: 'pod/web-1',
    template: undefined,
    job: undefined,
    bare: 'web-1',
    replicaSet: undefined,
  });
});

test('a Deployment is what a change is made at, and the container brings its image', () => {
  const labels = { 'pod-template-hash': 'abc' };
  expect(context({ kind: 'ReplicaSet', name: 'web-abc', controller: true }, 'app', labels)).toMatchObject({
    container: 'app',
    image: 'registry.example/app:1',
    workload: 'deployment/web',
    template: 'deployment/web',
    replicaSet: 'web-abc',
    bare: undefined,
  });
});

test('a Job has no template that can be edited', () => {
  expect(context({ kind: 'Job', name: 'migrate', controller: true })).toMatchObject({
    workload: 'job/migrate',
    template: undefined,
    job: 'migrate',
  });
});

test('an operator’s kind is named but not edited', () => {
  expect(context({ kind: 'Kafka', name: 'queue', controller: true })).toMatchObject({
    workload: 'kafka/queue',
    template: undefined,
    job: undefined,
    bare: undefined,
  });
});

test('a container that the pod does not have brings no image, a pod without a spec no node', () => {
  expect(context(undefined, 'other').image).toBeUndefined();
  expect(contextOf(viewOf(snapshot(), {}, new Map())).node).toBeUndefined();
});
