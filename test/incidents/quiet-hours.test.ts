import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMorning, type QuietHours, quietUntil, WEEKDAYS } from '../../src/incidents/quiet-hours.ts';

function until(hours: QuietHours, now: string): string | undefined {
  const end = quietUntil(hours, Date.parse(now));
  return end === undefined ? undefined : new Date(end).toISOString().replace(':00.000Z', 'Z');
}

function night(timeZone: string, from = '22:00', to = '07:00'): QuietHours {
  return { from, to, timeZone };
}

const zurich = night('Europe/Zurich');
const newYork = night('America/New_York');
// Half an hour is what its clocks are changed by.
const lordHowe = night('Australia/Lord_Howe');
// 5:45 ahead of UTC.
const kathmandu = night('Asia/Kathmandu');

describe('quiet hours', () => {
  it.each([
    ['begin on time', zurich, '2026-01-14T21:00Z', '2026-01-15T06:00Z'],
    ['have not begun a moment before', zurich, '2026-01-14T20:59:59.999Z', undefined],
    ['last over midnight', zurich, '2026-01-14T23:30Z', '2026-01-15T06:00Z'],
    ['hold at midnight', zurich, '2026-01-14T23:00Z', '2026-01-15T06:00Z'],
    ['last until their last moment', zurich, '2026-01-15T05:59:59.999Z', '2026-01-15T06:00Z'],
    ['are over on time', zurich, '2026-01-15T06:00Z', undefined],
    ['are none in the daytime', zurich, '2026-01-15T12:00Z', undefined],
    ['follow the clocks of summer', zurich, '2026-07-14T20:00Z', '2026-07-15T05:00Z'],
    ['last over the new year', newYork, '2027-01-01T04:00Z', '2027-01-01T12:00Z'],
    ['count a quarter of an hour where clocks do', kathmandu, '2026-01-14T16:15Z', '2026-01-15T01:15Z'],
    ['have not begun there a moment before', kathmandu, '2026-01-14T16:14:59Z', undefined],
    ['may lie within a day', night('UTC', '12:00', '13:00'), '2026-01-14T12:30Z', '2026-01-14T13:00Z'],
    ['are over then', night('UTC', '12:00', '13:00'), '2026-01-14T13:00Z', undefined],
    ['may begin at midnight', night('UTC', '00:00', '06:00'), '2026-01-14T00:00Z', '2026-01-14T06:00Z'],
  ])('%s', (_, hours, now, end) => {
    expect(until(hours, now)).toBe(end);
  });

  it.each([
    ['an hour less in spring', zurich, '2026-03-28T22:00Z', '2026-03-29T05:00Z'],
    ['an hour more in autumn', zurich, '2026-10-24T21:00Z', '2026-10-25T06:00Z'],
    ['an hour less in spring', newYork, '2026-03-08T04:00Z', '2026-03-08T11:00Z'],
    ['an hour more in autumn', newYork, '2026-11-01T03:00Z', '2026-11-01T12:00Z'],
    ['half an hour less in spring', lordHowe, '2026-10-03T13:00Z', '2026-10-03T20:00Z'],
    ['half an hour more in autumn', lordHowe, '2026-04-04T12:00Z', '2026-04-04T20:30Z'],
  ])('last %s: %j at %s', (_, hours, now, end) => {
    expect(until(hours, now)).toBe(end);
  });

  it.each([
    // 02:00 becomes 03:00 at 01:00Z.
    [
      'end when their end is skipped',
      night('Europe/Zurich', '22:00', '02:30'),
      '2026-03-29T00:59Z',
      '2026-03-29T01:00Z',
    ],
    ['are over then', night('Europe/Zurich', '22:00', '02:30'), '2026-03-29T01:00Z', undefined],
    [
      'begin when their beginning is skipped',
      night('Europe/Zurich', '02:30', '07:00'),
      '2026-03-29T01:00Z',
      '2026-03-29T05:00Z',
    ],
    ['have not begun before', night('Europe/Zurich', '02:30', '07:00'), '2026-03-29T00:59Z', undefined],
    [
      'are none where all of them is skipped',
      night('Europe/Zurich', '02:10', '02:50'),
      '2026-03-29T01:00Z',
      undefined,
    ],
    // 03:00 becomes 02:00 at 01:00Z.
    [
      'end at the first of two',
      night('Europe/Zurich', '22:00', '02:30'),
      '2026-10-25T00:29Z',
      '2026-10-25T00:30Z',
    ],
    [
      'do not come again an hour later',
      night('Europe/Zurich', '22:00', '02:30'),
      '2026-10-25T01:10Z',
      undefined,
    ],
    [
      'begin at the first of two',
      night('Europe/Zurich', '02:30', '07:00'),
      '2026-10-25T00:30Z',
      '2026-10-25T06:00Z',
    ],
    // 02:00 becomes 02:30 at 15:30Z; 02:00 becomes 01:30 at 15:00Z.
    [
      'end when half an hour is skipped',
      night('Australia/Lord_Howe', '22:00', '02:10'),
      '2026-10-03T15:29Z',
      '2026-10-03T15:30Z',
    ],
    [
      'end at the first half of two',
      night('Australia/Lord_Howe', '22:00', '01:45'),
      '2026-04-04T14:40Z',
      '2026-04-04T14:45Z',
    ],
    // 24:00 becomes 23:00 at 03:00Z: the evening before comes again.
    [
      'wait for midnight to last',
      night('America/Asuncion', '00:00', '06:00'),
      '2024-03-24T03:30Z',
      undefined,
    ],
    [
      'begin at midnight then',
      night('America/Asuncion', '00:00', '06:00'),
      '2024-03-24T04:00Z',
      '2024-03-24T10:00Z',
    ],
  ])('%s', (_, hours, now, end) => {
    expect(until(hours, now)).toBe(end);
  });

  it('begin on the days that were named, and last into the next', () => {
    // 2026-01-16 is a Friday.
    const weekend = { ...zurich, days: ['friday', 'saturday'] } as const;
    expect(until(weekend, '2026-01-15T22:00Z')).toBeUndefined();
    expect(until(weekend, '2026-01-16T03:00Z')).toBeUndefined();
    expect(until(weekend, '2026-01-16T22:00Z')).toBe('2026-01-17T06:00Z');
    expect(until(weekend, '2026-01-18T03:00Z')).toBe('2026-01-18T06:00Z');
    expect(until(weekend, '2026-01-18T22:00Z')).toBeUndefined();
  });

  it('go by the day where the clocks are, not by that of UTC', () => {
    const hours = { ...kathmandu, from: '03:00', days: ['friday'] } as const;
    expect(until(hours, '2026-01-15T22:00Z')).toBe('2026-01-16T01:15Z');
    expect(until(hours, '2026-01-16T22:00Z')).toBeUndefined();
  });

  it('go on where the end of one is the beginning of the next', () => {
    const weekend = {
      from: '00:00',
      to: '00:00',
      timeZone: 'Europe/Zurich',
      days: ['saturday', 'sunday'],
    } as const;
    expect(until(weekend, '2026-01-17T10:00Z')).toBe('2026-01-18T23:00Z');
    expect(until(weekend, '2026-01-18T23:00Z')).toBeUndefined();
  });

  it('that never end are looked at for a week', () => {
    const always = { from: '00:00', to: '00:00', timeZone: 'UTC' };
    expect(until(always, '2026-01-17T10:00Z')).toBe('2026-01-25T00:00Z');
  });

  it('end later, when the clocks read so, and not before', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, now) => {
        const end = quietUntil(hours, now);
        if (end === undefined) return;
        expect(end).toBeGreaterThan(now);
        expect(quietUntil(hours, end)).toBeUndefined();
        expect(quietUntil(hours, end - 1)).toBe(end);
        if (clocksOf(hours, end) === hours.to) return;
        // Spring leaves the time out: a moment before it was earlier.
        expect(clocksOf(hours, end - 60_000) < hours.to).toBe(true);
        expect(clocksOf(hours, end) > hours.to).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('are what the clocks read, wherever no clock is changed', () => {
    const untouched = fc.record({ from: anyTime, to: anyTime, timeZone: fc.constant('Asia/Kathmandu') });
    fc.assert(
      fc.property(untouched, anyMoment, (hours, now) => {
        fc.pre(hours.from !== hours.to);
        const read = clocksOf(hours, now);
        const { from, to } = hours;
        const quiet = from < to ? from <= read && read < to : read >= from || read < to;
        expect(quietUntil(hours, now) !== undefined).toBe(quiet);
      }),
      { numRuns: 300 },
    );
  });
});

describe('until tomorrow', () => {
  it.each([
    ['01:00 means the same morning', '2026-01-14T00:00Z', '2026-01-14T08:00Z'],
    ['07:00 leaves two hours', '2026-01-14T06:00Z', '2026-01-14T08:00Z'],
    ['07:01 does not', '2026-01-14T06:01Z', '2026-01-15T08:00Z'],
    ['09:00 is over', '2026-01-14T08:00Z', '2026-01-15T08:00Z'],
    ['10:00 means the next day', '2026-01-14T09:00Z', '2026-01-15T08:00Z'],
    ['23:00 means the next day', '2026-01-14T22:00Z', '2026-01-15T08:00Z'],
    ['goes by the clocks of that day', '2026-03-28T22:00Z', '2026-03-29T07:00Z'],
  ])('at %s', (_, now, morning) => {
    expect(nextMorning(Date.parse(now), 'Europe/Zurich')).toBe(Date.parse(morning));
  });

  it('may be any hour, and the day after where midnight is too near', () => {
    const now = Date.parse('2026-01-14T23:30Z');
    expect(nextMorning(now, 'UTC', 0)).toBe(Date.parse('2026-01-16T00:00Z'));
    expect(nextMorning(now, 'UTC', 2)).toBe(Date.parse('2026-01-15T02:00Z'));
  });

  it('is that hour, two to 27 hours from now', () => {
    fc.assert(
      fc.property(anyZone, anyMoment, (timeZone, now) => {
        const morning = nextMorning(now, timeZone);
        expect(clocksOf({ timeZone }, morning)).toBe('09:00');
        expect(morning - now).toBeGreaterThanOrEqual(2 * 3_600_000);
        expect(morning - now).toBeLessThanOrEqual(27 * 3_600_000);
      }),
    );
  });
});

const anyZone = fc.constantFrom(
  'Europe/Zurich',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Havana',
  'Pacific/Apia',
  'UTC',
);
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const anyHours = fc.record(
  {
    from: anyTime,
    to: anyTime,
    timeZone: anyZone,
    days: fc.subarray([...WEEKDAYS], { minLength: 1, maxLength: 6 }),
  },
  { requiredKeys: ['from', 'to', 'timeZone', 'days'] },
);
const anyMoment = fc.integer({ min: Date.parse('2024-01-01T00:00Z'), max: Date.parse('2030-01-01T00:00Z') });

function clocksOf({ timeZone }: Pick<QuietHours, 'timeZone'>, moment: number): string {
  return new Date(moment).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
}
