import { expect, test } from 'vitest';
import { agoText } from '../../src/diagnosis/age.ts';
import { conditionText, nodeState, pressuresOf } from '../../src/diagnosis/node-state.ts';
import { node } from '../support/build.ts';

test.each([
  ['True', 'ready'],
  ['False', 'not-ready'],
  ['Unknown', 'unreachable'],
])('Ready %s is %s', (status, kind) => {
  expect(nodeState(node('a', { status: { conditions: [{ type: 'Ready', status }] } }))?.kind).toBe(kind);
});

test('a node without the condition has no state', () => {
  expect(nodeState({})).toBeUndefined();
});

test('only pressures that are True count', () => {
  const conditions = [
    { type: 'MemoryPressure', status: 'False' },
    { type: 'DiskPressure', status: 'True' },
    { type: 'Ready', status: 'True' },
  ];
  expect(pressuresOf({ status: { conditions } }).map(({ of }) => of)).toEqual(['disk space']);
  expect(pressuresOf({})).toEqual([]);
});

test('conditions and ages in words', () => {
  expect(conditionText({ type: 'Ready', status: 'False', reason: 'X', message: 'y' })).toBe(
    'Ready: False, X, y',
  );
  expect(agoText(Date.parse('2026-01-01T00:01:00Z'), '2026-01-01T00:00:00Z')).toBe('60s');
  expect(agoText(0, undefined)).toBe('');
});
