import { expect, test } from 'vitest';
import { formatDuration } from '../../src/diagnosis/duration.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

// kubectl's HumanDuration: https://github.com/kubernetes/apimachinery/blob/v0.36.0/pkg/util/duration/duration_test.go
test.each([
  [0, '0s'],
  [-5, '0s'],
  [0.6, '1s'],
  [45, '45s'],
  [119, '119s'],
  [2 * MINUTE, '2m'],
  [2 * MINUTE + 1, '2m1s'],
  [10 * MINUTE - 1, '9m59s'],
  [10 * MINUTE, '10m'],
  [3 * HOUR - 1, '179m'],
  [3 * HOUR, '3h'],
  [3 * HOUR + MINUTE, '3h1m'],
  [8 * HOUR - 1, '7h59m'],
  [8 * HOUR, '8h'],
  [2 * DAY - 1, '47h'],
  [2 * DAY, '2d'],
  [2 * DAY + HOUR, '2d1h'],
  [8 * DAY - 1, '7d23h'],
  [8 * DAY, '8d'],
  [2 * YEAR - 1, '729d'],
  [2 * YEAR, '2y'],
  [2 * YEAR + DAY, '2y1d'],
  [8 * YEAR - 1, '7y364d'],
  [8 * YEAR, '8y'],
])('%d seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Date.parse('never'),
])('%d seconds are not known', (seconds) => {
  expect(formatDuration(seconds)).toBe('');
});
