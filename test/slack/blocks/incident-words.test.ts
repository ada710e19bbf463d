import { expect, it } from 'vitest';
import { durationWords, momentWords, ordinal } from '../../../src/slack/blocks/incident-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [0, '0 s'],
  [-5, '0 s'],
  [59_999, '59 s'],
  [MINUTE, '1 min'],
  [59.9 * MINUTE, '59 min'],
  [HOUR, '1 h'],
  [70 * MINUTE, '1 h 10 min'],
  [24 * HOUR, '1 d'],
  [51 * HOUR, '2 d 3 h'],
  [Number.NaN, '0 s'],
])('says %d ms as %s', (milliseconds, words) => {
  expect(durationWords(milliseconds)).toBe(words);
});

it.each([
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [22, '22nd'],
  [100, '100th'],
  [111, '111th'],
])('counts %d as %s', (count, words) => {
  expect(ordinal(count)).toBe(words);
});

it('says the day of what was not today', () => {
  const now = Date.parse('2026-11-22T00:10:00Z');
  expect(momentWords(now - 5 * MINUTE, now)).toBe('00:05 UTC');
  expect(momentWords(now - 15 * MINUTE, now)).toBe('2026-11-21 23:55 UTC');
  expect(momentWords(Number.NaN, now)).toBe('');
});
