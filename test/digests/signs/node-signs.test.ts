import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/diagnosis/objects/meta.ts';
import type { Node, Taint } from '../../../src/diagnosis/objects/node.ts';
import { nodeSigns } from '../../../src/digests/signs/node-signs.ts';

const NOW = Date.parse('2026-03-01T10:00:00Z');
const LONG_AGO = '2026-03-01T07:00:00Z';

function condition(type: string, status: string, lastTransitionTime = LONG_AGO): Condition {
  return { type, status, lastTransitionTime };
}

function made(conditions: readonly Condition[], rest: Partial<Node> = {}): Node {
  const healthy = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];
  const named = new Set(conditions.map(({ type }) => type));
  const others = [condition('Ready', 'True'), ...healthy.map((type) => condition(type, 'False'))];
  return {
    metadata: { name: 'node-a' },
    status: { conditions: [...conditions, ...others.filter(({ type }) => !named.has(type))] },
    ...rest,
  };
}

function tainted(key: string, effect = 'NoSchedule'): Pick<Node, 'spec'> {
  const taint: Taint = { key, effect };
  return { spec: { taints: [taint] } };
}

const NOT_READY = condition('Ready', 'False');

describe('a node in trouble', () => {
  it.each([
    [NOT_READY, 'critical', 'has not been ready for 3 hours'],
    [condition('Ready', 'Unknown'), 'critical', 'has not answered for 3 hours'],
    [condition('MemoryPressure', 'True'), 'warning', 'has been short of memory for 3 hours'],
    [condition('DiskPressure', 'True'), 'warning', 'has been short of disk space for 3 hours'],
    [condition('PIDPressure', 'True'), 'warning', 'has been short of process ids for 3 hours'],
    [condition('NetworkUnavailable', 'True'), 'critical', 'has had no network set up for 3 hours'],
    [condition('ReadonlyFilesystem', 'True'), 'warning', 'has had a read-only file system for 3 hours'],
  ])('%j', (one, severity, text) => {
    expect(nodeSigns([made([one])], { now: NOW })).toEqual([
      { key: `node/node-a/${one.type}`, about: 'node', kind: 'Node', name: 'node-a', severity, text },
    ]);
  });

  it('is told of each, the worst first', () => {
    const two = made([condition('DiskPressure', 'True'), NOT_READY]);
    expect(nodeSigns([two], { now: NOW }).map(({ key }) => key)).toEqual([
      'node/node-a/Ready',
      'node/node-a/DiskPressure',
    ]);
  });

  it('has no span where its time is not known', () => {
    const one = made([{ type: 'Ready', status: 'False' }]);
    expect(nodeSigns([one], { now: NOW })).toMatchObject([{ text: 'has not been ready' }]);
  });

  it('is told of though an autoscaler thinks of taking it, or has been at it for hours', () => {
    const thinking = tainted('DeletionCandidateOfClusterAutoscaler', 'PreferNoSchedule');
    const taking = tainted('ToBeDeletedByClusterAutoscaler');
    const lately = condition('Ready', 'False', '2026-03-01T09:30:00Z');
    expect(nodeSigns([made([lately], thinking)], { now: NOW })).toHaveLength(1);
    expect(nodeSigns([made([NOT_READY], taking)], { now: NOW })).toHaveLength(1);
    expect(nodeSigns([made([lately], taking)], { now: NOW })).toEqual([]);
  });
});

describe('no sign is', () => {
  it.each([
    ['a node that is well', made([])],
    ['one that is cordoned', made([], { spec: { unschedulable: true } })],
    ['one that is just starting', made([condition('Ready', 'False', '2026-03-01T09:58:30Z')])],
    ['one that is known by its name alone', { metadata: { name: 'node-a' } }],
    ['a pressure of which nobody knows', made([condition('DiskPressure', 'Unknown')])],
    ['a condition of somebody’s own', made([condition('Upgrading', 'True')])],
    [
      'one that is on its way out',
      made([condition('Ready', 'False', '2026-03-01T09:40:00Z')], {
        metadata: { name: 'node-a', deletionTimestamp: '2026-03-01T09:39:00Z' },
      }),
    ],
  ])('%s', (_, node) => {
    expect(nodeSigns([node], { now: NOW })).toEqual([]);
  });

  it('a node where none of the pods run, or one that is ignored', () => {
    const node = made([NOT_READY]);
    expect(nodeSigns([node], { now: NOW, only: new Set(['node-b']) })).toEqual([]);
    expect(nodeSigns([node], { now: NOW, only: new Set(['node-a']) })).toHaveLength(1);
    expect(nodeSigns([node], { now: NOW, ignore: { owners: ['node/node-*'] } })).toEqual([]);
  });
});
