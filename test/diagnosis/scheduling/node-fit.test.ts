import { describe, expect, it } from 'vitest';
import { isOpen, nodeFit } from '../../../src/diagnosis/scheduling/node-fit.ts';

const node = {
  metadata: { name: 'n', labels: { pool: 'gpu' } },
  spec: { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] },
};

describe('a node for a pod', () => {
  it('is open where selector, affinity and tolerations fit', () => {
    const tolerations = [{ key: 'dedicated', operator: 'Exists' }];
    const terms = (value: string) => ({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'In', values: [value] }] }],
        },
      },
    });
    expect(isOpen(nodeFit({ spec: { nodeSelector: { pool: 'gpu' }, tolerations } }, node))).toBe(true);
    expect(isOpen(nodeFit({ spec: { nodeSelector: { pool: 'gpu' } } }, node))).toBe(false);
    expect(isOpen(nodeFit({ spec: { nodeSelector: { pool: 'cpu' }, tolerations } }, node))).toBe(false);
    expect(isOpen(nodeFit({ spec: { affinity: terms('gpu'), tolerations } }, node))).toBe(true);
    expect(isOpen(nodeFit({ spec: { affinity: terms('cpu'), tolerations } }, node))).toBe(false);
    expect(isOpen(nodeFit({}, {}))).toBe(true);
    expect(nodeFit({ spec: { nodeSelector: { a: 'b' } } }, {}).meant).toBe(false);
  });
});
