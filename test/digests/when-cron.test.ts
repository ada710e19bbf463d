import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhen } from '../../src/digests/when.ts';
import { fits } from './support/cron-times.ts';

function shown(text: string): string {
  const read = readWhen(text);
  return read.status === 'ok' ? `${read.when.words} = ${read.when.pattern}` : read.problem;
}

describe('when a digest comes, in the way of cron,', () => {
  it.each([
    ['0 9 * * 1-5', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['cron 0 9 * * 1-5', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['“0 9 * * MON-FRI”', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['00 09 * * 1,2,3,4,5', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['30 8 * * 7', 'sundays 08:30 = 30 8 * * 0'],
    ['0 9 * * 5-7', 'friday to sunday 09:00 = 0 9 * * 0,5,6'],
    ['0 9 * * 0-7', 'daily 09:00 = 0 9 * * *'],
    ['0 9 * * */2', 'tue, thu, sat, sun 09:00 = 0 9 * * 0,2,4,6'],
    ['0,30 * * * *', 'every 30 minutes = */30 * * * *'],
    ['0 0/4 * * *', 'every 4 hours = 0 */4 * * *'],
    ['0 8-18/5 * * *', 'daily 08:00, 13:00 and 18:00 = 0 8,13,18 * * *'],
    ['0 8-18 * * 1-5', 'cron 0 8-18 * * 1-5 = 0 8-18 * * 1-5'],
    ['30 * * * *', 'cron 30 * * * * = 30 * * * *'],
    ['0 9 1 jan,jul *', 'cron 0 9 1 1,7 * = 0 9 1 1,7 *'],
    ['0 9 29 2 *', 'cron 0 9 29 2 * = 0 9 29 2 *'],
    ['0 0 31 2,3 *', 'cron 0 0 31 2,3 * = 0 0 31 2,3 *'],
    ['@hourly', 'hourly = 0 * * * *'],
    ['@daily', 'daily 00:00 = 0 0 * * *'],
    ['@weekly', 'sundays 00:00 = 0 0 * * 0'],
    ['@monthly', '1st of the month 00:00 = 0 0 1 * *'],
    ['@yearly', 'cron 0 0 1 1 * = 0 0 1 1 *'],
    ['0,30 0,23 * * 1', 'mondays 00:00, 00:30, 23:00 and 23:30 = */30 0,23 * * 1'],
    ['0,45 0,23 * * 1,3', 'mon, wed 00:00, 00:45, 23:00 and 23:45 = 0,45 0,23 * * 1,3'],
  ])('may be written as %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['0 9 * *', 'five fields: minute, hour, day of the month, month and weekday. This one has 4.'],
    ['0 0 9 * * *', 'This one has 6.'],
    ['cron', 'This one has 0.'],
    ['@reboot', '"@reboot" is not known to it.'],
    ['60 9 * * *', '"60" is no minute for cron: those are 0 to 59, as in'],
    ['0 24 * * *', '"24" is no hour for cron'],
    ['0 9 0 * *', '"0" is no day of the month for cron'],
    ['0 9 * 13 *', '"13" is no month for cron: those are 1 to 12, or jan to dec'],
    ['0 9 * * 8', '"8" is no weekday for cron: those are 0 to 7, or sun to sat'],
    ['0 9 * * 1#2', '"1#2" is no weekday'],
    ['0 9 l * *', '"l" is no day of the month'],
    ['0 9 * * fri-mon', '"fri-mon" is no weekday'],
    ['0 17-9 * * *', '"17-9" is no hour'],
    ['*/0 9 * * *', '"*/0" is no minute'],
    ['0 9,, * * *', '"9,," is no hour'],
    ['0 9 *-5 * *', '"*-5" is no day of the month'],
    ['0 9 1 * 1', 'It names days of the month and weekdays'],
    ['0 0 31 2 *', 'There is no such day'],
    ['0 0 31 4,6,9,11 *', 'There is no such day'],
    ['0 0 30-31 2 *', 'There is no such day'],
    ['* * * * *', 'That is too often'],
    ['*/29 9 * * *', 'That is too often'],
    ['0,45 * * * *', 'That is too often'],
    ['0,45 0,23 * * 1,2', 'That is too often'],
    ['0,45 0,23 31,1 * *', 'That is too often'],
  ])('is refused as %s', (text, said) => {
    expect(shown(text)).toContain(said);
  });

  it('means the same in the form that is kept', () => {
    const times = (least: number, most: number) => {
      const value = fc.integer({ min: least, max: most });
      const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
      const part = fc.oneof(
        value.map(String),
        range,
        fc.tuple(range, fc.integer({ min: 1, max: 12 })).map(([text, step]) => `${text}/${step}`),
        fc.tuple(value, fc.integer({ min: 1, max: 12 })).map(([text, step]) => `${text}/${step}`),
      );
      return fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join());
    };
    const any = fc.constant('*');
    const cron = fc
      .tuple(
        fc.oneof(fc.constantFrom('0', '0,30', '*/30', '15,45'), times(0, 59)),
        fc.oneof(any, fc.constantFrom('*/4', '*/5', '*/12'), times(0, 23)),
        fc.oneof({ weight: 3, arbitrary: any }, { weight: 1, arbitrary: times(1, 31) }),
        fc.oneof({ weight: 3, arbitrary: any }, { weight: 1, arbitrary: times(1, 12) }),
        fc.oneof(any, times(0, 6)),
      )
      .map((fields) => fields.join(' '));
    let read = 0;
    fc.assert(
      fc.property(cron, (text) => {
        const result = readWhen(text);
        if (result.status === 'invalid') return;
        read++;
        for (const at of moments()) expect(fits(result.when.pattern, at), at.join(' ')).toBe(fits(text, at));
      }),
      { numRuns: 400 },
    );
    expect(read).toBeGreaterThan(40);
  });
});

/** Minute, hour, day of the month, month, weekday: each value of each field, beside many of the others. */
function moments(): readonly [number, number, number, number, number][] {
  return Array.from({ length: 60 * 24 }, (_, index) => [
    index % 60,
    Math.floor(index / 60),
    1 + ((index * 7) % 31),
    1 + ((index * 5) % 12),
    (index * 3) % 7,
  ]);
}
