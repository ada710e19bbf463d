import { describe, expect, it } from 'vitest';
import {
  asking,
  causesOf,
  type MadeNode,
  nodeOf,
  paramsOf,
  textOf,
  unplaced,
  why,
} from '../support/pending.ts';

const gpu = { key: 'dedicated', value: 'gpu', effect: 'NoSchedule' };

function among(
  nodes: Record<string, MadeNode>,
  spec: object = {},
  says = 'node(s) had untolerated taint(s)',
) {
  const all = Object.entries(nodes);
  const message = `0/${all.length} nodes are available: ${all.length} ${says}.`;
  return why([
    unplaced({ says: message, spec: { ...asking({}), ...spec } }),
    ...all.map(([name, made]) => nodeOf(name, made)),
  ]);
}

describe('a taint that the pod does not tolerate', () => {
  it('can be tolerated by a pod that has no template, as it is', () => {
    const says = '0/1 nodes are available: 1 node(s) had untolerated taint(s).';
    const own = { key: 'node.kubernetes.io/not-ready', operator: 'Exists', tolerationSeconds: 300 };
    const bare = (spec: object) =>
      paramsOf(
        why([unplaced({ says, spec, owner: { kind: '', name: '' } }), nodeOf('a', { taints: [gpu] })]),
      );
    const added = { key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' };
    expect(bare({ ...asking({}), tolerations: [own] })).toMatchObject({
      single: 'pod/web-1',
      singlePatch: JSON.stringify({ spec: { tolerations: [own, added] } }),
    });
    expect(bare(asking({})).singlePatch).toBe(JSON.stringify({ spec: { tolerations: [added] } }));
  });

  it('reaches a StatefulSet’s pod only when that is deleted, a CronJob’s only in another Job', () => {
    const says = '0/1 nodes are available: 1 node(s) had untolerated taint(s).';
    const of = (owner: { kind: string; name: string }) =>
      paramsOf(why([unplaced({ says, owner }), nodeOf('a', { taints: [gpu] })]));
    expect(of({ kind: 'StatefulSet', name: 'db' })).toMatchObject({ stuckPod: 'web-1' });
    expect(of({ kind: 'Job', name: 'report-29000000' })).toMatchObject({ staleJob: 'report-29000000' });
    expect(of({ kind: 'ReplicaSet', name: 'web-5d' }).stuckPod).toBeUndefined();
  });

  it('is named with its nodes and a toleration, whatever the message leaves out', () => {
    const diagnosis = among({ a: { taints: [gpu] }, b: { taints: [gpu] } });
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated']);
    expect(paramsOf(diagnosis)).toMatchObject({
      key: 'dedicated',
      value: 'gpu',
      effect: 'NoSchedule',
      nodes: ['a', 'b'],
    });
    expect(paramsOf(diagnosis).patch).toBe(
      '{"spec":{"template":{"spec":{"tolerations":[{"key":"dedicated","operator":"Equal","value":"gpu","effect":"NoSchedule"}]}}}}',
    );
  });

  it.each([
    [
      { key: 'dedicated', operator: 'Equal', value: 'gpus', effect: 'NoSchedule' },
      'value',
      'dedicated=gpus:NoSchedule',
    ],
    [{ key: 'dedicated', operator: 'Exists', effect: 'NoExecute' }, 'effect', 'dedicated:NoExecute'],
    [{ key: 'dedicate', operator: 'Exists' }, 'key', 'dedicate'],
    [{ key: 'dedicated', value: 'cpu' }, 'value', 'dedicated=cpu'],
  ])('may be nearly tolerated: %o', (toleration, differs, near) => {
    const kept = { key: 'lab', operator: 'Exists' };
    const diagnosis = among(
      { a: { unschedulable: true }, b: { taints: [gpu] } },
      { tolerations: [kept, toleration] },
    );
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated', 'node-cordoned']);
    expect(paramsOf(diagnosis)).toMatchObject({ near, differs, nodes: ['b'] });
    expect(String(paramsOf(diagnosis).patch)).toContain(
      '"tolerations":[{"key":"lab","operator":"Exists"},{"key":"dedicated"',
    );
  });

  it('set twice asks for one toleration of all effects', () => {
    const diagnosis = among({ a: { taints: [gpu, { ...gpu, effect: 'NoExecute' }] } });
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated']);
    expect(paramsOf(diagnosis)).toMatchObject({
      toleration: '{"key":"dedicated","operator":"Equal","value":"gpu"}',
      alone: ['a'],
    });
  });

  it('may be gone by now, and so may a cordon', () => {
    const diagnosis = among({ a: {} }, {}, 'node(s) were unschedulable');
    expect(causesOf(diagnosis)).toEqual(['node-cordoned']);
    expect(diagnosis.findings[0]?.confidence).toBe('possible');
  });

  it('is not the cause on a node with more against the pod', () => {
    const small = { taints: [gpu], room: { cpu: '1', pods: '9' } };
    const diagnosis = among(
      { a: { taints: [{ key: 'x', effect: 'NoExecute' }] }, b: small },
      asking({ cpu: '2' }),
    );
    expect(causesOf(diagnosis)).toEqual(['taint-untolerated']);
    expect(paramsOf(diagnosis)).toMatchObject({
      nodes: ['a'],
      key: 'x',
      toleration: '{"key":"x","operator":"Exists","effect":"NoExecute"}',
    });
  });

  it('of the control plane is normal, unless nothing else is there', () => {
    const fence = { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] };
    expect(paramsOf(among({ cp: fence, w: { taints: [gpu] } }))).toMatchObject({ key: 'dedicated' });
    const diagnosis = among({ cp: fence });
    expect(paramsOf(diagnosis)).toMatchObject({
      key: 'node-role.kubernetes.io/control-plane',
      controlPlane: ['cp'],
    });
  });

  it('is read from the message where nodes can’t be', () => {
    const says = (text: string) => why([unplaced({ says: `0/3 nodes are available: ${text}.` })], ['nodes']);
    expect(paramsOf(says('3 node(s) had untolerated taint {a: b}'))).toMatchObject({
      key: 'a',
      value: 'b',
      count: 3,
    });
    expect(causesOf(says('3 node(s) had untolerated taint(s)'))).toEqual(['taint-untolerated']);
    expect(causesOf(says('3 node(s) had untolerated taint {node.kubernetes.io/unreachable: }'))).toEqual([
      'node-unhealthy',
    ]);
    expect(causesOf(says('1 node(s) were unschedulable, 2 node(s) had untolerated taint {a: }'))).toEqual([
      'taint-untolerated',
      'node-cordoned',
    ]);
  });
});

describe('a cordoned node', () => {
  it('is named with since when', () => {
    const taint = {
      key: 'node.kubernetes.io/unschedulable',
      effect: 'NoSchedule',
      timeAdded: '2026-01-01T11:58:00Z',
    };
    const diagnosis = among(
      { a: { unschedulable: true, taints: [taint] } },
      {},
      'node(s) were unschedulable',
    );
    expect(causesOf(diagnosis)).toEqual(['node-cordoned']);
    expect(paramsOf(diagnosis)).toMatchObject({ nodes: ['a'], since: '2m', alone: 'a' });
    const [found] = diagnosis.findings;
    expect(found && textOf(found)).toContain('kubectl uncordon a');
  });

  it('comes before a node that is fenced for others, and may have more against the pod', () => {
    expect(causesOf(among({ a: { unschedulable: true }, b: { taints: [gpu] } }))).toEqual([
      'node-cordoned',
      'taint-untolerated',
    ]);
    const diagnosis = among({ a: { unschedulable: true, taints: [gpu] } });
    expect(paramsOf(diagnosis).alone).toBeUndefined();
  });
});

describe('a node that is not well', () => {
  const gone = 'node.kubernetes.io/unreachable';
  const ready = {
    type: 'Ready',
    status: 'Unknown',
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
  };
  const taints = [
    { key: gone, effect: 'NoSchedule', timeAdded: '2026-01-01T11:59:00Z' },
    { key: gone, effect: 'NoExecute' },
  ];

  it('is not a missing toleration', () => {
    const diagnosis = among({ f: { taints, conditions: [ready] } });
    expect(causesOf(diagnosis)).toEqual(['node-unhealthy']);
    expect(paramsOf(diagnosis)).toMatchObject({
      nodes: ['f'],
      condition: 'Ready=Unknown (NodeStatusUnknown)',
      words: 'Kubelet stopped posting node status',
      since: '60s',
    });
  });

  it('is told without its condition', () => {
    expect(paramsOf(among({ f: { taints: [{ key: gone, effect: 'NoExecute' }] } }))).toMatchObject({
      condition: gone,
    });
    const bare = { type: 'Ready', status: 'False', lastTransitionTime: '2026-01-01T11:50:00Z' };
    const diagnosis = among({ f: { taints: [{ key: gone, effect: 'NoExecute' }], conditions: [bare] } });
    expect(paramsOf(diagnosis)).toMatchObject({ condition: 'Ready=False', since: '10m' });
  });

  it.each([
    ['node.cloudprovider.kubernetes.io/uninitialized', 'it is still being set up'],
    ['ToBeDeletedByClusterAutoscaler', 'it is being removed'],
  ])('with %s: %s', (key, condition) => {
    const diagnosis = among({ f: { taints: [{ key, effect: 'NoSchedule' }] } });
    expect(causesOf(diagnosis)).toEqual(['node-unhealthy']);
    expect(paramsOf(diagnosis)).toMatchObject({ condition });
  });
});
