import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/diagnosis/objects/node.ts';
import type { Pod, TopologySpreadConstraint } from '../../../src/diagnosis/objects/pod.ts';
import type { NodeFit } from '../../../src/diagnosis/scheduling/node-fit.ts';
import { hardSpreads, isRefused, spreadOf } from '../../../src/diagnosis/scheduling/spread.ts';

const constraint: TopologySpreadConstraint = {
  maxSkew: 1,
  topologyKey: 'zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: { app: 'web' } },
};
const pod: Pod = { metadata: { namespace: 'shop', labels: { app: 'web' } } };

function nodeIn(name: string, zone: string | undefined, extra: Partial<NodeFit> = {}): NodeFit {
  const node: Node = { metadata: { name, labels: zone ? { zone } : {} } };
  return { name, node, meant: true, taints: [], tooSmall: [], ...extra };
}

function on(nodeName: string | undefined, extra: object = {}): Pod {
  return {
    metadata: { namespace: 'shop', labels: { app: 'web' }, ...extra },
    spec: nodeName ? { nodeName } : {},
  };
}

describe('topology spread', () => {
  const tainted = { taints: [{ key: 'x', effect: 'NoSchedule' }] };
  const fits = [
    nodeIn('a', '1'),
    nodeIn('b', '2', tainted),
    nodeIn('c', '3', { meant: false }),
    nodeIn('d', undefined),
  ];

  it('counts tainted nodes as domains, and not those that the pod is not meant for', () => {
    const spread = spreadOf(constraint, pod, fits, [on('a'), on('c'), on(undefined)]);
    expect(spread).toMatchObject({ domains: { 1: 1, 2: 0 }, least: 0, most: 0 });
    expect(isRefused(spread, fits[0]?.node ?? {})).toBe(true);
    expect(isRefused(spread, fits[1]?.node ?? {})).toBe(false);
    expect(isRefused(spread, fits[3]?.node ?? {})).toBe(true);
    expect(isRefused(spread, {})).toBe(true);
    expect(isRefused(spread, fits[2]?.node ?? {})).toBe(false);
  });

  it('follows the policies', () => {
    const strict = { ...constraint, nodeTaintsPolicy: 'Honor', nodeAffinityPolicy: 'Ignore' };
    expect(spreadOf(strict, pod, fits, []).domains).toEqual({ 1: 0, 3: 0 });
  });

  it('leaves out pods that are leaving, finished, foreign or other', () => {
    const pods = [
      on('a', { deletionTimestamp: '2026-01-01T00:00:00Z' }),
      on('a', { namespace: 'lab' }),
      on('a', { labels: {} }),
      { ...on('a'), status: { phase: 'Succeeded' } },
    ];
    expect(spreadOf(constraint, pod, fits, pods).domains).toEqual({ 1: 0, 2: 0 });
  });

  it('takes zero for the least where there are fewer domains than wanted, or none', () => {
    expect(spreadOf({ ...constraint, minDomains: 3 }, pod, fits, [on('a'), on('b')]).least).toBe(0);
    expect(spreadOf(constraint, { metadata: {} }, [], [])).toMatchObject({ domains: {}, least: 0, most: 1 });
  });

  it('is hard only with DoNotSchedule', () => {
    const soft = { ...constraint, whenUnsatisfiable: 'ScheduleAnyway' };
    expect(hardSpreads({ ...pod, spec: { topologySpreadConstraints: [soft, constraint] } })).toEqual([
      constraint,
    ]);
    expect(hardSpreads({})).toEqual([]);
  });
});
