import { describe, expect, it } from 'vitest';
import {
  fitsNode,
  meets,
  requirementText,
  selectorText,
  selects,
  unmetOfTerm,
  valuesOf,
} from '../../../src/diagnosis/scheduling/selectors.ts';

const labels = { zone: 'a', size: '8' };

describe('requirements', () => {
  it.each<[string, string, readonly string[] | undefined, boolean]>([
    ['zone', 'In', ['a', 'b'], true],
    ['zone', 'In', undefined, false],
    ['none', 'In', ['a'], false],
    ['zone', 'NotIn', ['a'], false],
    ['none', 'NotIn', ['a'], true],
    ['zone', 'Exists', [], true],
    ['none', 'Exists', [], false],
    ['zone', 'DoesNotExist', [], false],
    ['none', 'DoesNotExist', [], true],
    ['size', 'Gt', ['4'], true],
    ['size', 'Gt', ['8'], false],
    ['none', 'Gt', ['1'], false],
    ['size', 'Lt', ['9'], true],
    ['zone', 'Lt', ['9'], false],
    ['none', 'Lt', ['9'], false],
    ['zone', 'Like', ['a'], false],
  ])('%s %s %s', (key, operator, values, fits) => {
    expect(meets({ key, operator, ...(values ? { values } : {}) }, labels)).toBe(fits);
  });

  it('are written in words', () => {
    expect(requirementText({ key: 'a', operator: 'In', values: ['b'] })).toBe('a=b');
    expect(requirementText({ key: 'a', operator: 'In', values: ['b', 'c'] })).toBe('a in (b, c)');
    expect(requirementText({ key: 'a', operator: 'NotIn', values: ['b'] })).toBe('a not in (b)');
    expect(requirementText({ key: 'a', operator: 'Exists' })).toBe('a is set');
    expect(requirementText({ key: 'a', operator: 'DoesNotExist' })).toBe('a is not set');
    expect(requirementText({ key: 'a', operator: 'Gt', values: ['4'] })).toBe('a Gt 4');
  });
});

describe('a label selector', () => {
  it('fits nothing where there is none, and all where it is empty', () => {
    expect(selects(undefined, labels)).toBe(false);
    expect(selects({})).toBe(true);
    expect(
      selects(
        { matchLabels: { zone: 'a' }, matchExpressions: [{ key: 'size', operator: 'Exists' }] },
        labels,
      ),
    ).toBe(true);
  });

  it('is written as kubectl takes it', () => {
    expect(selectorText(undefined)).toBe('');
    expect(
      selectorText({
        matchLabels: { app: 'web' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['a', 'b'] },
          { key: 'env', operator: 'NotIn', values: ['dev'] },
          { key: 'x', operator: 'Exists' },
          { key: 'y', operator: 'DoesNotExist' },
        ],
      }),
    ).toBe('app=web,tier in (a,b),env notin (dev),x,!y');
  });
});

describe('node affinity', () => {
  const node = { metadata: { name: 'n1', labels } };

  it('takes terms for alternatives, and an empty one for none', () => {
    const other = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['b'] }] };
    const own = { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] };
    expect(fitsNode(undefined, node)).toBe(true);
    expect(fitsNode({ nodeSelectorTerms: [other, own] }, node)).toBe(true);
    expect(fitsNode({ nodeSelectorTerms: [other] }, node)).toBe(false);
    expect(fitsNode({ nodeSelectorTerms: [{}] }, node)).toBe(false);
    expect(fitsNode({}, node)).toBe(false);
    expect(unmetOfTerm(other, {})).toEqual(other.matchExpressions);
    expect(unmetOfTerm(own, {})).toEqual(own.matchFields);
  });

  it('knows the values that nodes have', () => {
    expect(valuesOf([node, { metadata: { labels: { zone: '0' } } }, {}], 'zone')).toEqual(['0', 'a']);
  });
});
