import { getNextMillis } from 'bullmq';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSlot } from '../../../src/queue/digests/next-slot.ts';

const HOUR = 3_600_000;

/** The next ones, as their zone's clocks show them, after a time in UTC. */
function slots(pattern: string, timeZone: string, after: string, many: number): readonly string[] {
  const found: string[] = [];
  for (let at = Date.parse(after); found.length < many; ) {
    at = nextSlot({ pattern, timeZone }, at) ?? Number.NaN;
    found.push(new Date(at).toLocaleString('sv', { timeZone }).slice(5, 16));
  }
  return found;
}

describe('the slots of a pattern', () => {
  it('go on by the clocks of the zone, before a change of them and after it', () => {
    expect(slots('0 9 * * 1-5', 'Europe/Zurich', '2026-03-27T00:00:00Z', 3)).toEqual([
      '03-27 09:00',
      '03-30 09:00',
      '03-31 09:00',
    ]);
    expect(slots('0 9 * * *', 'America/New_York', '2026-10-31T00:00:00Z', 3)).toEqual([
      '10-31 09:00',
      '11-01 09:00',
      '11-02 09:00',
    ]);
  });

  const skipped = [
    ['30 2 * * *', 'Europe/Zurich', '2026-03-28T12:00:00Z', '03-29 03:30', '03-30 02:30'],
    ['0 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', '03-08 03:00', '03-09 02:00'],
    ['15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', '10-04 02:45', '10-05 02:15'],
    ['0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00:00Z', '04-24 01:00', '04-25 00:00'],
    ['30 0 * * *', 'America/Asuncion', '2023-09-30T12:00:00Z', '10-01 01:30', '10-02 00:30'],
  ] as const;
  it.each(skipped)('%s in %s: a time that is skipped is due later that day', (...given) => {
    const [pattern, zone, after, ...due] = given;
    expect(slots(pattern, zone, after, 2)).toEqual(due);
  });

  const twice = [
    ['30 2 * * *', 'Europe/Zurich', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ['30 1 * * *', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ['45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T14:45:00Z', '2026-04-05T15:15:00Z'],
    ['30 23 * * *', 'America/Asuncion', '2023-03-26T02:30:00Z', '2023-03-27T03:30:00Z'],
  ] as const;
  it.each(
    twice,
  )('%s in %s: of a time that comes twice the first is due, whenever it is asked', (...given) => {
    const [pattern, timeZone, first, nextDay] = given;
    const at = Date.parse(first);
    expect(nextSlot({ pattern, timeZone }, at - 1)).toBe(at);
    for (const later of [0, HOUR / 4, HOUR / 2, HOUR - 1, HOUR, HOUR + 1, 3 * HOUR])
      expect(nextSlot({ pattern, timeZone }, at + later)).toBe(Date.parse(nextDay));
  });

  it('every hour goes on through an hour that comes twice, and over one that is skipped', () => {
    expect(slots('0 * * * *', 'Europe/Zurich', '2026-10-24T22:30:00Z', 4)).toEqual([
      '10-25 01:00',
      '10-25 02:00',
      '10-25 02:00',
      '10-25 03:00',
    ]);
    expect(slots('*/30 * * * *', 'Europe/Zurich', '2026-03-29T00:10:00Z', 3)).toEqual([
      '03-29 01:30',
      '03-29 03:00',
      '03-29 03:30',
    ]);
  });

  it('none where there is no such day, and none for what is no pattern or no zone', () => {
    expect(() => nextSlot({ pattern: '0 0 30 2 *', timeZone: 'UTC' }, 0)).toThrow();
    expect(() => nextSlot({ pattern: 'at noon', timeZone: 'UTC' }, 0)).toThrow();
    expect(() => nextSlot({ pattern: '0 0 * * *', timeZone: 'Mars/Olympus' }, 0)).toThrow();
  });

  it('a daily one is due once each day, in every zone, whatever the time and from wherever it is asked', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2027-01-01') }),
        (timeZone, hour, minute, start) => {
          const pattern = `${minute} ${hour} * * *`;
          const day = (at: number) =>
            Date.parse(new Date(at).toLocaleDateString('sv', { timeZone })) / (24 * HOUR);
          const first = nextSlot({ pattern, timeZone }, start) ?? 0;
          const second = nextSlot({ pattern, timeZone }, first) ?? 0;
          expect(second).toBeGreaterThan(first);
          expect(day(second) - day(first)).toBe(1);
          // The same, however early one asks.
          expect(nextSlot({ pattern, timeZone }, Math.max(start, first - 30_000))).toBe(first);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is the library’s own where clocks do not change', () => {
    const patterns = ['0 9 * * 1-5', '*/15 8-18 * * *', '0 0 1 * *', '30 6 13 * 5', '0 */4 * * *'];
    fc.assert(
      fc.property(fc.constantFrom(...patterns), fc.integer({ min: 0, max: 2e12 }), (pattern, now) => {
        const timeZone = 'UTC';
        expect(nextSlot({ pattern, timeZone }, now)).toBe(getNextMillis(now, { pattern, tz: timeZone }));
      }),
    );
  });
});
