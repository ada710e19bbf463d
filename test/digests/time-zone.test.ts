import { expect, it } from 'vitest';
import { isTimeZone } from '../../src/digests/time-zone.ts';

it.each([
  'Europe/Zurich',
  'america/new_york',
  'UTC',
  'Asia/Kolkata',
  'Etc/GMT+3',
])('%s is a time zone', (name) => {
  expect(isTimeZone(name)).toBe(true);
});

it.each(['', 'Mars/Base', '+02:00', '-05:00', 'Europe/Zurich ', 'here'])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false);
});
