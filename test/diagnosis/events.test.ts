import { describe, expect, test } from 'vitest';
import { eventContainer, eventCount, eventTime, newest, sortEvents } from '../../src/diagnosis/events.ts';
import type { KubeEvent } from '../../src/diagnosis/objects/meta.ts';
import { event } from '../support/build.ts';

const at = (time: string) => Date.parse(time);

const times: readonly [string, KubeEvent, number][] = [
  [
    'the kubelet’s, by its last time',
    { lastTimestamp: '2026-01-01T12:00:00Z', eventTime: null },
    at('2026-01-01T12:00:00Z'),
  ],
  [
    'the scheduler’s, which has no last time',
    { lastTimestamp: null, firstTimestamp: null, eventTime: '2026-01-01T12:00:00.123456Z' },
    at('2026-01-01T12:00:00.123Z'),
  ],
  [
    'a series, by its newest time',
    {
      eventTime: '2026-01-01T11:00:00Z',
      series: { count: 4, lastObservedTime: '2026-01-01T12:30:00.000001Z' },
    },
    at('2026-01-01T12:30:00Z'),
  ],
  [
    'a series without a time',
    { series: { count: 2 }, eventTime: '2026-01-01T11:00:00Z' },
    at('2026-01-01T11:00:00Z'),
  ],
  [
    'one that has only its creation',
    { series: null, metadata: { creationTimestamp: '2026-01-01T10:00:00Z' } },
    at('2026-01-01T10:00:00Z'),
  ],
  ['one without any time', {}, 0],
  ['one whose time does not parse', { lastTimestamp: 'yesterday' }, 0],
];

const counts: readonly [string, KubeEvent, number][] = [
  ['counted', { count: 7 }, 7],
  ['in a series, whose count is the newer one', { count: 1, series: { count: 9 } }, 9],
  ['the scheduler’s, without a count', { count: null, series: null }, 1],
  ['without anything', {}, 1],
];

describe('events', () => {
  test.each(times)('time of %s', (_, made, time) => {
    expect(eventTime(made)).toBe(time);
  });

  test.each(counts)('count of one %s', (_, made, count) => {
    expect(eventCount(made)).toBe(count);
  });

  const old = event({ metadata: { name: 'c' }, lastTimestamp: '2026-01-01T10:00:00Z' });
  const first = event({ metadata: { name: 'a' } });
  const second = event({ metadata: { name: 'b' } });

  test('are sorted oldest first, those of one instant by name, whatever order they come in', () => {
    expect(sortEvents([second, old, first])).toEqual([old, first, second]);
    expect(sortEvents([first, second, old])).toEqual([old, first, second]);
    expect(sortEvents([{}, { type: 'Normal' }])).toEqual([{}, { type: 'Normal' }]);
  });

  test('sorting leaves the given list as it was', () => {
    const given = Object.freeze([second, first]);
    sortEvents(given);
    expect(given).toEqual([second, first]);
  });

  test('the newest that fits', () => {
    expect(newest([second, old, first], () => true)).toBe(second);
    expect(newest([second, old], (one) => one === old)).toBe(old);
    expect(newest([second], () => false)).toBeUndefined();
  });

  test.each([
    ['spec.containers{app}', 'app'],
    ['spec.initContainers{wait-for-db}', 'wait-for-db'],
    ['spec.ephemeralContainers{debug}', 'debug'],
    ['spec.containers', undefined],
    [undefined, undefined],
  ])('the container of fieldPath %s is %s', (fieldPath, name) => {
    expect(eventContainer(event({ involvedObject: fieldPath === undefined ? {} : { fieldPath } }))).toBe(
      name,
    );
    expect(eventContainer({})).toBeUndefined();
  });
});
