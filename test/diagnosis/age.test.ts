import { expect, test } from 'vitest';
import { secondsSince } from '../../src/diagnosis/age.ts';

test('what has no time is older than anything', () => {
  const now = Date.parse('2026-01-01T12:00:00Z');
  expect(secondsSince(now, '2026-01-01T11:59:00Z')).toBe(60);
  expect(secondsSince(now, undefined)).toBe(Number.POSITIVE_INFINITY);
  expect(secondsSince(now, 'yesterday')).toBe(Number.POSITIVE_INFINITY);
});
