import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceText, nearestLabels } from '../../src/diagnosis/nearest-labels.ts';

type Labels = Record<string, string>;

function near(selector: Labels, ...candidates: readonly Labels[]) {
  const nearest = nearestLabels(
    selector,
    candidates.map((labels) => ({ labels })),
  );
  return (
    nearest && [
      candidates.indexOf(nearest.candidate.labels),
      nearest.isPlain,
      ...nearest.differences.map(differenceText),
    ]
  );
}

test.each<[string, Labels, Labels, readonly (boolean | string)[]]>([
  ['a typo', { app: 'storefrnt' }, { app: 'storefront' }, [true, 'app is storefront, not storefrnt']],
  ['the case of a value', { app: 'Web' }, { app: 'web' }, [true, 'app is web, not Web']],
  ['the case of a key', { App: 'web' }, { app: 'web' }, [true, 'the label is app=web, not App=web']],
  [
    'another key',
    { 'app.kubernetes.io/name': 'web' },
    { app: 'web' },
    [true, 'the label is app=web, not app.kubernetes.io/name=web'],
  ],
  ['a label too many', { app: 'web', tier: 'front' }, { app: 'web' }, [true, 'there is no label tier']],
  [
    'another value',
    { app: 'web', color: 'green' },
    { app: 'web', color: 'blue' },
    [false, 'color is blue, not green'],
  ],
])('%s', (_, selector, labels, [isPlain, ...differences]) => {
  expect(near(selector, labels)).toEqual([0, isPlain, ...differences]);
});

test.each<[string, Labels, readonly Labels[]]>([
  ['nothing in common', { app: 'ledger' }, [{ app: 'web' }, { role: 'x' }, {}]],
  ['no candidates', { app: 'web' }, []],
  ['one that fits', { app: 'web' }, [{ app: 'web' }]],
  ['no selector', {}, [{ app: 'web' }]],
  [
    'the same value under a label that the selector has as well',
    { app: 'web', tier: 'x' },
    [{ tier: 'web' }],
  ],
])('%s: none', (_, selector, candidates) => {
  expect(near(selector, ...candidates)).toBeUndefined();
});

test('the one with the least between it and the selector, of equals the first', () => {
  const selector = { app: 'web', tier: 'front' };
  expect(near(selector, { app: 'web' }, { app: 'web', tier: 'frnt' })?.[0]).toBe(1);
  expect(near(selector, { app: 'web', tier: 'back' }, { app: 'web' })?.[0]).toBe(1);
  expect(near(selector, { tier: 'front', x: 'y' }, { app: 'web' })?.[0]).toBe(0);
});

test('whatever the labels, each difference is about a pair of the selector', () => {
  const labels = fc.dictionary(
    fc.constantFrom('app', 'App', 'tier', 'name'),
    fc.constantFrom('web', 'Web', 'api', '', 'front'),
  );
  fc.assert(
    fc.property(labels, fc.array(labels, { maxLength: 4 }), (selector, candidates) => {
      const nearest = nearestLabels(
        selector,
        candidates.map((one) => ({ labels: one })),
      );
      for (const { key, wanted } of nearest?.differences ?? []) expect(selector[key]).toBe(wanted);
      expect(nearest?.differences.length).not.toBe(0);
    }),
  );
});
