import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nextDue, parseSchedule } from '../../src/diagnosis/cron-schedule.ts';
import { missedSince, missedSinceCreation } from '../../src/diagnosis/missed-runs.ts';

const NOW = '2026-01-01T12:00:30Z';

function next(text: string, after = NOW, offset = 0): string | undefined {
  const schedule = parseSchedule(text);
  const due = schedule && nextDue(schedule, Date.parse(after), offset);
  return due === undefined ? undefined : new Date(due).toISOString().replace('.000Z', 'Z');
}

describe('a schedule', () => {
  it.each([
    ['* * * * *', '2026-01-01T12:01:00Z'],
    ['0 9 * * 1-5', '2026-01-02T09:00:00Z'],
    ['*/15 3-5 * * *', '2026-01-02T03:00:00Z'],
    ['5/20 * * * mon,FRI', '2026-01-02T00:05:00Z'],
    ['0 0 29 2 *', '2028-02-29T00:00:00Z'],
    ['0 0 ? feb ?', '2026-02-01T00:00:00Z'],
    ['0 0 13 * 5', '2026-01-02T00:00:00Z'],
    ['0 0 1-31/10 * *', '2026-01-11T00:00:00Z'],
    ['0 0 * */6 0', '2026-01-04T00:00:00Z'],
    ['@daily', '2026-01-02T00:00:00Z'],
    ['@Midnight', '2026-01-02T00:00:00Z'],
    ['@weekly', '2026-01-04T00:00:00Z'],
    ['@monthly', '2026-02-01T00:00:00Z'],
    ['@yearly', '2027-01-01T00:00:00Z'],
    ['@hourly', '2026-01-01T13:00:00Z'],
    ['@every 1h30m', '2026-01-01T13:30:30Z'],
    ['@every 90s', '2026-01-01T12:02:00Z'],
    ['TZ=Europe/Berlin 30 4 1,15 * *', '2026-01-15T04:30:00Z'],
    ['CRON_TZ=UTC 0 0 * * *', '2026-01-02T00:00:00Z'],
  ])('%s is next due at %s', (text, due) => {
    expect(next(text)).toBe(due);
  });

  it.each(['0 0 31 2 *', '0 0 30 2 *', '0 0 31 4,6 *'])('%s never is', (text) => {
    expect(parseSchedule(text)).toBeDefined();
    expect(next(text)).toBeUndefined();
  });

  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '* * * * 7',
    '5-1 * * * *',
    '*/0 * * * *',
    '*-5 * * * *',
    'x * * * *',
    '1,,2 * * * *',
    '@every',
    '@every 0s',
    '@every 5',
    '@never',
    '* * * foo *',
  ])('%j cannot be read', (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  });

  it('counts in the time zone that it is given', () => {
    expect(next('0 9 * * *', '2026-01-01T07:30:00Z', 2 * 3_600_000)).toBe('2026-01-02T07:00:00Z');
  });

  test('any text is read or not, and what is due is later', () => {
    const field = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('*', '*/5', '1-5', '7', '0', 'mon', '31', '2'),
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(field, { minLength: 4, maxLength: 6 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 4e12 }), (schedule, after) => {
        const parsed = parseSchedule(schedule);
        const due = parsed && nextDue(parsed, after);
        expect(due === undefined || due > after).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('missed runs', () => {
  function missed(text: string, last: string, now = NOW) {
    const schedule = parseSchedule(text);
    return schedule && missedSince(schedule, Date.parse(last), Date.parse(now));
  }

  it('are counted, up to a hundred', () => {
    expect(missed('0 * * * *', '2026-01-01T08:00:00Z')).toEqual({
      due: Date.parse('2026-01-01T09:00:00Z'),
      count: 3,
    });
    expect(missed('* * * * *', '2020-01-01T00:00:00Z')?.count).toBe(100);
    expect(missed('@every 1h', '2026-01-01T08:00:00Z')?.count).toBe(3);
  });

  it('are taken at the latest that a time zone can make them', () => {
    // Nine o'clock is seven by UTC where that is two hours ahead: the next is at seven the day after.
    expect(missed('0 9 * * *', '2026-01-01T07:00:00Z', '2026-01-02T07:30:00Z')).toBeUndefined();
    expect(missed('0 9 * * *', '2026-01-01T07:00:00Z', '2026-01-02T09:00:00Z')?.count).toBe(1);
    const hourly = parseSchedule('0 9-17 * * 1-5');
    expect(
      hourly && missedSince(hourly, Date.parse('2026-01-02T16:00:00Z'), Date.parse('2026-01-04T00:00:00Z')),
    ).toBeUndefined();
  });

  it('since it was made wait for every zone', () => {
    const daily = parseSchedule('0 9 * * *');
    const made = Date.parse('2026-01-01T07:30:00Z');
    expect(daily && missedSinceCreation(daily, made, made + 20 * 3_600_000)).toBeUndefined();
    expect(daily && missedSinceCreation(daily, made, made + 28 * 3_600_000)?.count).toBe(1);
    const never = parseSchedule('0 0 31 2 *');
    expect(never && missedSinceCreation(never, made, made + 1e12)).toBeUndefined();
  });
});
