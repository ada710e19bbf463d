import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/diagnosis/objects/node.ts';
import type { Pod, PodAffinityTerm } from '../../../src/diagnosis/objects/pod.ts';
import {
  affinityTerms,
  hostPorts,
  podsByDomain,
  portConflict,
  repelling,
  termPods,
  withLabelKeys,
} from '../../../src/diagnosis/scheduling/neighbours.ts';

function withPort(hostPort: number, extra: object = {}, name = 'p'): Pod {
  return {
    metadata: { name },
    spec: { containers: [{ name: 'c', ports: [{ containerPort: 80, hostPort, ...extra }] }] },
  };
}

describe('host ports', () => {
  it('clash by number, protocol and address', () => {
    const wanted = withPort(80);
    expect(portConflict(wanted, [withPort(81), withPort(80, {}, 'holder')])).toMatchObject({
      port: 80,
      protocol: 'TCP',
      holder: { metadata: { name: 'holder' } },
    });
    expect(portConflict(wanted, [withPort(80, { protocol: 'UDP' })])).toBeUndefined();
    const local = withPort(80, { hostIP: '127.0.0.1' });
    expect(portConflict(local, [withPort(80, { hostIP: '10.0.0.1' })])).toBeUndefined();
    expect(portConflict(local, [withPort(80)])).toBeDefined();
    expect(portConflict(wanted, [local])).toBeDefined();
    expect(portConflict(local, [local])).toBeDefined();
  });

  it('are those of containers and sidecars', () => {
    const ports = [{ containerPort: 1, hostPort: 9 }];
    const pod: Pod = {
      spec: {
        containers: [{ name: 'a' }, { name: 'b', ports: [{ containerPort: 2 }] }],
        initContainers: [
          { name: 's', restartPolicy: 'Always', ports },
          { name: 'i', ports },
        ],
      },
    };
    expect(hostPorts(pod)).toEqual([{ port: 9, protocol: 'TCP', ip: '0.0.0.0' }]);
    expect(hostPorts({})).toEqual([]);
  });
});

describe('affinity terms', () => {
  const term: PodAffinityTerm = { labelSelector: { matchLabels: { app: 'a' } }, topologyKey: 'zone' };
  const pod = (name: string, namespace: string, labels: Record<string, string>, spec: object = {}): Pod => ({
    metadata: { name, namespace, labels },
    spec,
  });

  it('get what matchLabelKeys adds', () => {
    expect(withLabelKeys({}, {})).toEqual({});
    expect(withLabelKeys({ ...term, matchLabelKeys: ['gone'] })).toEqual({
      labelSelector: term.labelSelector,
    });
    expect(
      withLabelKeys(
        { ...term, matchLabelKeys: ['hash'], mismatchLabelKeys: ['team'] },
        { hash: '1', team: 't' },
      ),
    ).toEqual({
      labelSelector: {
        matchExpressions: [
          { key: 'app', operator: 'In', values: ['a'] },
          { key: 'hash', operator: 'In', values: ['1'] },
          { key: 'team', operator: 'NotIn', values: ['t'] },
        ],
      },
    });
    expect(affinityTerms({}, 'podAffinity')).toEqual([]);
  });

  it('speak of pods of their namespaces', () => {
    const others = [pod('x', 'shop', { app: 'a' }), pod('y', 'lab', { app: 'a' }), { spec: {} }];
    const own = pod('me', 'shop', {});
    const names = (one: PodAffinityTerm) => termPods(one, own, others).map((other) => other.metadata?.name);
    expect(names(term)).toEqual(['x']);
    expect(names({ ...term, namespaces: ['lab'] })).toEqual(['y']);
    expect(names({ ...term, namespaceSelector: {} })).toEqual(['x', 'y']);
  });

  it('of others may keep the pod away', () => {
    const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const guard = pod('guard', 'shop', {}, { affinity });
    expect(repelling(pod('me', 'shop', { app: 'a' }), [guard, pod('z', 'shop', {})])).toMatchObject([
      { pod: guard, term: { topologyKey: 'zone' } },
    ]);
    expect(repelling(pod('me', 'shop', { app: 'b' }), [guard])).toEqual([]);
  });

  it('reach as far as the domain', () => {
    const node = (name: string, zone?: string): Node => ({
      metadata: { name, labels: zone ? { zone } : {} },
    });
    const nodes = [node('a', '1'), node('b', '1'), node('c', '2'), {}];
    const pods = ['a', 'b', 'c', undefined].map((nodeName) => ({ spec: nodeName ? { nodeName } : {} }));
    const found = podsByDomain(pods, 'zone', nodes);
    expect(found.get('1')).toHaveLength(2);
    expect(found.get('2')).toHaveLength(1);
    expect(podsByDomain([{}, { spec: { nodeName: 'gone' } }], 'zone', nodes).size).toBe(0);
  });
});
