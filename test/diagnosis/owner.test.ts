import { describe, expect, test } from 'vitest';
import type { OwnerReference } from '../../src/diagnosis/objects/meta.ts';
import type { Workload } from '../../src/diagnosis/objects/workload.ts';
import { isEditable, kubectlName, type Owner, ownerOf } from '../../src/diagnosis/owner.ts';
import { pod, workload } from '../support/build.ts';

type Case = readonly [
  title: string,
  references: readonly OwnerReference[],
  hash: string | undefined,
  above: Workload | undefined,
  owner: Owner | undefined,
];

function by(kind: string, name: string, controller = true): OwnerReference {
  return { kind, name, controller };
}

const cases: readonly Case[] = [
  ['a bare pod has none', [], undefined, undefined, undefined],
  [
    'a static pod belongs to its node, which is no controller',
    [by('Node', 'node-a')],
    undefined,
    undefined,
    undefined,
  ],
  [
    'a Deployment is known by the hash at the end of its ReplicaSet',
    [by('ReplicaSet', 'web-7d4b9c6f5')],
    '7d4b9c6f5',
    undefined,
    { kind: 'Deployment', name: 'web', replicaSet: 'web-7d4b9c6f5', read: false },
  ],
  [
    'a Deployment whose own name ends in something like a hash',
    [by('ReplicaSet', 'web-5d5d5-7d4b9c6f5')],
    '7d4b9c6f5',
    undefined,
    { kind: 'Deployment', name: 'web-5d5d5', replicaSet: 'web-5d5d5-7d4b9c6f5', read: false },
  ],
  [
    'a ReplicaSet of its own, made by hand, without the hash label',
    [by('ReplicaSet', 'web')],
    undefined,
    undefined,
    { kind: 'ReplicaSet', name: 'web', read: true },
  ],
  [
    'a ReplicaSet whose name does not end in the label',
    [by('ReplicaSet', 'web-canary')],
    '7d4b9c6f5',
    undefined,
    { kind: 'ReplicaSet', name: 'web-canary', read: true },
  ],
  [
    'the Deployment that was read settles it',
    [by('ReplicaSet', 'web-7d4b9c6f5')],
    undefined,
    workload(),
    { kind: 'Deployment', name: 'web', replicaSet: 'web-7d4b9c6f5', read: true },
  ],
  [
    'a workload without a kind settles nothing',
    [by('StatefulSet', 'db')],
    undefined,
    { metadata: { name: 'web' } },
    { kind: 'StatefulSet', name: 'db', read: true },
  ],
  [
    'a workload without a name settles nothing',
    [by('StatefulSet', 'db')],
    undefined,
    { kind: 'Deployment' },
    { kind: 'StatefulSet', name: 'db', read: true },
  ],
  [
    'a CronJob is known by the minute in the name of its Job',
    [by('Job', 'night-ly-29456640')],
    undefined,
    undefined,
    { kind: 'CronJob', name: 'night-ly', read: false },
  ],
  [
    'a Job made by hand',
    [by('Job', 'migrate')],
    undefined,
    undefined,
    { kind: 'Job', name: 'migrate', read: true },
  ],
  [
    'a Job with a date in its name is nobody’s CronJob',
    [by('Job', 'backup-20260115')],
    undefined,
    undefined,
    { kind: 'Job', name: 'backup-20260115', read: true },
  ],
  [
    'a Job with the seconds of a release in its name',
    [by('Job', 'migrate-1767225600')],
    undefined,
    undefined,
    { kind: 'Job', name: 'migrate-1767225600', read: true },
  ],
  [
    'digits at the end of a name that is no Job',
    [by('StatefulSet', 'db-29456640')],
    undefined,
    undefined,
    { kind: 'StatefulSet', name: 'db-29456640', read: true },
  ],
  [
    'an operator’s own kind',
    [by('Kafka', 'queue')],
    undefined,
    undefined,
    { kind: 'Kafka', name: 'queue', read: true },
  ],
  [
    'the controller among several owners',
    [by('ConfigMap', 'lock', false), by('DaemonSet', 'agent')],
    undefined,
    undefined,
    { kind: 'DaemonSet', name: 'agent', read: true },
  ],
  [
    'the first owner where none is marked as the controller',
    [
      { kind: 'Workflow', name: 'build' },
      { kind: 'ConfigMap', name: 'lock' },
    ],
    undefined,
    undefined,
    { kind: 'Workflow', name: 'build', read: true },
  ],
];

describe('ownerOf', () => {
  test.each(cases)('%s', (_, ownerReferences, hash, above, owner) => {
    const labels: Record<string, string> = hash === undefined ? {} : { 'pod-template-hash': hash };
    expect(ownerOf(pod({ metadata: { ownerReferences, labels } }), above)).toEqual(owner);
  });

  test('a pod without metadata has none', () => {
    expect(ownerOf({})).toBeUndefined();
    expect(ownerOf({ metadata: { ownerReferences: [by('ReplicaSet', 'web-1')] } })?.kind).toBe('ReplicaSet');
  });
});

describe('isEditable', () => {
  test.each([
    ['Deployment', true],
    ['StatefulSet', true],
    ['DaemonSet', true],
    ['ReplicaSet', true],
    ['ReplicationController', true],
    ['CronJob', true],
    ['Job', false],
    ['Kafka', false],
  ])('the pod template of a %s: %s', (kind, editable) => {
    expect(isEditable({ kind, name: 'x', read: true })).toBe(editable);
  });

  test('no owner, no template', () => {
    expect(isEditable(undefined)).toBe(false);
  });
});

test('an object is named as kubectl takes it', () => {
  expect(kubectlName('StatefulSet', 'db')).toBe('statefulset/db');
});
