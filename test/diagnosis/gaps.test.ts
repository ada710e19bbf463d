import { expect, describe as group, test } from 'vitest';
import { describe, gapsOf, isDecisive, unreadPods } from '../../src/diagnosis/gaps.ts';
import { type Collected, type Read, readKey } from '../../src/diagnosis/snapshot.ts';
import { snapshot } from '../support/snapshots.ts';

const questions: readonly (readonly [Read, string])[] = [
  [{ section: 'events', kind: 'Pod', name: 'web-1' }, 'events of pod web-1'],
  [
    { section: 'log', namespace: 'shop', pod: 'web-1', container: 'app', previous: true },
    'previous log of container app in pod web-1',
  ],
  [
    { section: 'log', namespace: 'shop', pod: 'web-1', container: 'app', previous: false },
    'log of container app in pod web-1',
  ],
  [{ section: 'node', name: 'node-a' }, 'node node-a'],
  [{ section: 'nodes' }, 'nodes'],
  [{ section: 'node-pods', node: 'node-a' }, 'pods on node node-a'],
  [{ section: 'pods', selector: 'app=web', namespace: 'shop' }, 'pods with app=web in shop'],
  [{ section: 'pods', selector: 'app=web' }, 'pods with app=web in all namespaces'],
  [{ section: 'replica-sets', namespace: 'shop', selector: 'app=web' }, 'ReplicaSets with app=web'],
  [{ section: 'workloads', kind: 'StatefulSet', namespace: 'shop' }, 'StatefulSets of shop'],
  [{ section: 'services', namespace: 'shop' }, 'Services of shop'],
  [{ section: 'endpoint-slices', namespace: 'shop', service: 'web' }, 'endpoints of Service web'],
  [{ section: 'network-policies', namespace: 'shop' }, 'NetworkPolicies of shop'],
  [{ section: 'ingress-classes' }, 'IngressClasses'],
  [{ section: 'priority-classes' }, 'PriorityClasses'],
  [{ section: 'resource-quotas', namespace: 'shop' }, 'ResourceQuotas of shop'],
  [{ section: 'cluster-quotas' }, 'ResourceQuotas of all namespaces'],
  [{ section: 'claim', namespace: 'shop', name: 'data' }, 'PersistentVolumeClaim data'],
  [{ section: 'namespace-claims', namespace: 'shop' }, 'PersistentVolumeClaims of shop'],
  [
    { section: 'claim-metrics', namespace: 'shop', metric: 'kubelet_volume_stats_used_bytes' },
    'use of PersistentVolumeClaims in shop',
  ],
  [{ section: 'certificates', namespace: 'shop' }, 'Certificates of shop'],
  [{ section: 'certificates' }, 'Certificates of all namespaces'],
  [{ section: 'volume', name: 'pv-1' }, 'PersistentVolume pv-1'],
  [{ section: 'persistent-volumes' }, 'PersistentVolumes'],
  [{ section: 'storage-classes' }, 'StorageClasses'],
  [{ section: 'runtime-classes' }, 'RuntimeClasses'],
  [{ section: 'service-account', namespace: 'shop', name: 'web' }, 'ServiceAccount web'],
  [{ section: 'limit-ranges', namespace: 'shop' }, 'LimitRanges of shop'],
  [{ section: 'names', resource: 'secrets', namespace: 'shop' }, 'names of secrets in shop'],
  [{ section: 'pod-metrics', namespace: 'shop', name: 'web-1' }, 'resource use of pod web-1'],
  [{ section: 'namespaces' }, 'names of namespaces'],
  [{ section: 'namespace-pods', namespace: 'shop' }, 'pods of shop'],
  [{ section: 'namespace-events', namespace: 'shop' }, 'events of shop'],
  [{ section: 'failed-creates', namespace: 'shop' }, 'events of failed creations in shop'],
  [{ section: 'failed-creates' }, 'events of failed creations'],
  [{ section: 'namespace-metrics', namespace: 'shop' }, 'resource use of pods in shop'],
  [{ section: 'node-metrics' }, 'resource use of nodes'],
  [{ section: 'object', kind: 'Deployment', namespace: 'shop', name: 'web' }, 'Deployment web'],
];

test.each(questions)('%j in words: %s', (read, words) => {
  expect(describe(read)).toBe(words);
});

group('gapsOf', () => {
  const read: Read = { section: 'node', name: 'node-a' };
  const facts = (fact: Collected<unknown>) => new Map([[readKey(read), fact]]);

  test.each(['forbidden', 'timeout', 'failed', 'not-collected'] as const)('%s is a gap', (reason) => {
    expect(gapsOf([read], facts({ status: 'unavailable', reason, message: 'so it said' }))).toEqual([
      { section: 'node', what: 'node node-a', reason, message: 'so it said' },
    ]);
  });

  test('an answer is none', () => {
    expect(gapsOf([read], facts({ status: 'ok', value: {} }))).toEqual([]);
  });

  test('that something does not exist is an answer', () => {
    expect(gapsOf([read], facts({ status: 'unavailable', reason: 'not-found', message: '' }))).toEqual([]);
  });

  test('what was never read is a gap that says so', () => {
    expect(gapsOf([read], new Map())).toEqual([
      {
        section: 'node',
        what: 'node node-a',
        reason: 'not-collected',
        message: 'left out to stay within the budget of requests',
      },
    ]);
  });

  test('pods beyond those that are read are one', () => {
    expect(unreadPods(snapshot())).toEqual([]);
    expect(unreadPods(snapshot({ truncated: true }))).toEqual([
      expect.objectContaining({ section: 'pods', what: 'pods beyond the first 1', reason: 'not-collected' }),
    ]);
  });

  test('a verdict does not hang on what is only nice to know', () => {
    const gap = { what: '', reason: 'failed', message: '' } as const;
    expect(isDecisive({ section: 'pod-metrics', ...gap })).toBe(false);
    expect(isDecisive({ section: 'events', ...gap })).toBe(true);
  });
});
