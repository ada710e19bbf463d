import { describe, expect, it } from 'vitest';
import type { Container } from '../../../src/diagnosis/objects/container.ts';
import type { Pod } from '../../../src/diagnosis/objects/pod.ts';
import { nodeFit } from '../../../src/diagnosis/scheduling/node-fit.ts';
import {
  allocatableOf,
  exceeds,
  freeOn,
  podRequests,
  requestsText,
} from '../../../src/diagnosis/scheduling/resources.ts';

function wants(cpu: string, extra: Partial<Container> = {}): Container {
  return { name: 'c', resources: { requests: { cpu } }, ...extra };
}

describe('what a pod takes', () => {
  it.each<[string, Pod['spec'], number]>([
    ['its containers together', { containers: [wants('1'), wants('500m')] }, 1.5],
    ['a larger init container', { containers: [wants('1')], initContainers: [wants('3')] }, 3],
    [
      'sidecars with the apps',
      { containers: [wants('1')], initContainers: [wants('1', { restartPolicy: 'Always' }), wants('500m')] },
      2,
    ],
    [
      'sidecars with a later init container',
      { containers: [wants('1')], initContainers: [wants('1', { restartPolicy: 'Always' }), wants('4')] },
      5,
    ],
    [
      'a limit for want of a request',
      { containers: [{ name: 'c', resources: { limits: { cpu: '2' } } }] },
      2,
    ],
    ['overhead', { containers: [wants('1')], overhead: { cpu: '250m' } }, 1.25],
    ['its own requests instead', { containers: [wants('1')], resources: { requests: { cpu: '4' } } }, 4],
  ])('%s', (_, spec, cpu) => {
    expect(podRequests({ spec })).toEqual({ cpu });
  });

  it('is nothing where nothing is asked for', () => {
    expect(podRequests({})).toEqual({});
    expect(podRequests({ spec: { containers: [wants('0')] } })).toEqual({});
    expect(podRequests({ spec: { containers: [wants('odd')] } })).toEqual({});
  });

  it('reads in words', () => {
    expect(requestsText({ cpu: 0.5, memory: 2 ** 30 })).toBe('500m cpu, 1Gi memory');
  });
});

describe('a node', () => {
  const node = { metadata: { name: 'n' }, status: { allocatable: { cpu: '4', pods: '2' } } };

  it('has left what its pods leave', () => {
    expect(freeOn(node, [{ spec: { containers: [wants('3')] } }])).toEqual({ cpu: 1, pods: 1 });
    expect(freeOn({ status: { capacity: { cpu: '4' } } }, [])).toEqual({ cpu: 4 });
    expect(allocatableOf({})).toEqual({});
  });

  it('may be too small even when empty', () => {
    expect(nodeFit({ spec: { containers: [wants('5')] } }, node).tooSmall).toEqual([
      { resource: 'cpu', requested: 5, allocatable: 4 },
    ]);
    expect(
      nodeFit({ spec: { containers: [{ name: 'c', resources: { limits: { gpu: '1' } } }] } }, {}),
    ).toMatchObject({
      name: '',
      meant: true,
      tooSmall: [{ resource: 'gpu', allocatable: 0 }],
    });
    expect(exceeds(0.1 + 0.2, 0.3)).toBe(false);
  });
});
