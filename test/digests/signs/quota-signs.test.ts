import { describe, expect, it } from 'vitest';
import type { ResourceQuota } from '../../../src/diagnosis/objects/scaling.ts';
import { quotaSigns } from '../../../src/digests/signs/quota-signs.ts';

type Fills = Readonly<Record<string, readonly [used: string, hard: string]>>;

function made(fills: Fills, name = 'team', namespace = 'shop'): ResourceQuota {
  const part = (index: 0 | 1) =>
    Object.fromEntries(Object.entries(fills).map(([resource, pair]) => [resource, pair[index]]));
  return { metadata: { name, namespace }, status: { used: part(0), hard: part(1) } };
}

describe('a quota that is nearly full', () => {
  it('is told of with each resource, the fullest first', () => {
    const quota = made({ 'limits.memory': ['15Gi', '16Gi'], pods: ['10', '10'], 'requests.cpu': ['1', '4'] });
    expect(quotaSigns([quota])).toEqual([
      {
        key: 'quota/shop/team',
        about: 'quota',
        namespace: 'shop',
        kind: 'ResourceQuota',
        name: 'team',
        severity: 'critical',
        text: 'uses 10 of 10 pods (100%), 15Gi of 16Gi limits.memory (93%)',
      },
    ]);
  });

  it.each<[string, Fills, string | undefined, RegExp?]>([
    ['nine tenths', { pods: ['9', '10'] }, 'warning', /9 of 10 pods \(90%\)/],
    ['not quite', { pods: ['89', '100'] }, undefined],
    ['cores', { 'limits.cpu': ['3800m', '4'] }, 'warning', /3800m of 4 limits\.cpu \(95%\)/],
    [
      'nine tenths of a fraction',
      { 'requests.cpu': ['90m', '100m'] },
      'warning',
      /90m of 100m requests\.cpu \(90%\)/,
    ],
    ['not quite all', { 'requests.storage': ['99.9Gi', '100Gi'] }, 'warning', /\(99%\)/],
    ['more than there may be', { pods: ['12', '10'] }, 'critical', /12 of 10 pods \(120%\)/],
    ['what is forbidden altogether', { 'services.loadbalancers': ['0', '0'] }, undefined],
    ['no quantity', { pods: ['many', '10'] }, undefined],
    [
      'a lot of them',
      { a: ['1', '1'], b: ['1', '1'], c: ['1', '1'], d: ['1', '1'], e: ['1', '1'] },
      'critical',
      /^uses 1 of 1 a \(100%\), 1 of 1 b \(100%\), 1 of 1 c \(100%\), and 2 more$/,
    ],
  ])('%s', (_, fills, severity, text = /^$/) => {
    const [sign] = quotaSigns([made(fills)]);
    expect(sign?.severity).toBe(severity);
    if (severity) expect(sign?.text).toMatch(text);
  });

  it('is nothing before its controller has counted', () => {
    expect(quotaSigns([{ metadata: { name: 'team' } }, { status: { hard: { pods: '1' } } }])).toEqual([]);
  });
});

describe('of many', () => {
  const many = Array.from({ length: 30 }, (_, index) =>
    made({ pods: [String(70 + index), '75'] }, `q${index}`),
  );

  it('the worst twenty are told of, the worst first', () => {
    const signs = quotaSigns(many.toReversed());
    expect(signs).toHaveLength(20);
    expect(signs.map(({ name }) => name).slice(0, 3)).toEqual(['q29', 'q28', 'q27']);
    expect(signs).toEqual(quotaSigns(many));
  });

  it('those that are ignored make room for others', () => {
    const signs = quotaSigns([...many, made({ pods: ['1', '1'] }, 'x', 'ci')], {
      namespaces: ['ci'],
      owners: ['resourcequota/q2*'],
    });
    expect(signs.map(({ name }) => name)).not.toContain('x');
    expect(signs.map(({ name }) => name)[0]).toBe('q19');
  });
});
