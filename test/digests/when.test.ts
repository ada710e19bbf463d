import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWhen } from '../../src/digests/when.ts';

function shown(text: string): string {
  const read = readWhen(text);
  return read.status === 'ok' ? `${read.when.words} = ${read.when.pattern}` : read.problem;
}

describe('when a digest comes', () => {
  it.each([
    ['weekdays 09:00', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['  WEEKDAYS   at 9  ', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['“weekdays 09:00”', 'weekdays 09:00 = 0 9 * * 1-5'],
    ["'every weekday, 9 a.m.'", 'weekdays 09:00 = 0 9 * * 1-5'],
    ['monday to friday at 7', 'weekdays 07:00 = 0 7 * * 1-5'],
    ['Mon – Fri 07:00', 'weekdays 07:00 = 0 7 * * 1-5'],
    ['mon-fri 07:00', 'weekdays 07:00 = 0 7 * * 1-5'],
    ['at 9.15 on working days', 'weekdays 09:15 = 15 9 * * 1-5'],
    ['daily 9am', 'daily 09:00 = 0 9 * * *'],
    ['every day at 9:00', 'daily 09:00 = 0 9 * * *'],
    ['everyday 12am', 'daily 00:00 = 0 0 * * *'],
    ['once a day at 12:30 pm', 'daily 12:30 = 30 12 * * *'],
    ['9:30', 'daily 09:30 = 30 9 * * *'],
    ['9 o’clock', 'daily 09:00 = 0 9 * * *'],
    ['midnight', 'daily 00:00 = 0 0 * * *'],
    ['mondays 8:30', 'mondays 08:30 = 30 8 * * 1'],
    ['on Sunday at noon', 'sundays 12:00 = 0 12 * * 0'],
    ['mon,wed,fri 09:00', 'mon, wed, fri 09:00 = 0 9 * * 1,3,5'],
    ['Tues & Thurs 9', 'tue, thu 09:00 = 0 9 * * 2,4'],
    ['monday through thursday 6pm', 'monday to thursday 18:00 = 0 18 * * 1-4'],
    ['fri-mon 9', 'mon, fri, sat, sun 09:00 = 0 9 * * 0,1,5,6'],
    ['mon-sun 9', 'daily 09:00 = 0 9 * * *'],
    ['weekends noon', 'weekends 12:00 = 0 12 * * 0,6'],
    ['weekdays 09:00 and 17:00', 'weekdays 09:00 and 17:00 = 0 9,17 * * 1-5'],
    ['9, 13 and 17 on weekdays', 'weekdays 09:00, 13:00 and 17:00 = 0 9,13,17 * * 1-5'],
    ['daily 9:00, 9:30', 'daily 09:00 and 09:30 = */30 9 * * *'],
    ['9am and 9:00', 'daily 09:00 = 0 9 * * *'],
    ['every 4 hours', 'every 4 hours = 0 */4 * * *'],
    ['every 4h', 'every 4 hours = 0 */4 * * *'],
    ['every 120 minutes', 'every 2 hours = 0 */2 * * *'],
    ['weekdays every 4 hours', 'weekdays every 4 hours = 0 */4 * * 1-5'],
    ['every hour', 'hourly = 0 * * * *'],
    ['hourly on weekends', 'weekends hourly = 0 * * * 0,6'],
    ['every half an hour', 'every 30 minutes = */30 * * * *'],
    ['every 30 mins', 'every 30 minutes = */30 * * * *'],
    ['1st of the month 08:00', '1st of the month 08:00 = 0 8 1 * *'],
    ['the first day of every month at 8', '1st of the month 08:00 = 0 8 1 * *'],
    ['monthly on the 15th at 8', '15th of the month 08:00 = 0 8 15 * *'],
    [
      '2nd, 3rd, 11th and 22nd of the month 8am',
      '2nd, 3rd, 11th and 22nd of the month 08:00 = 0 8 2,3,11,22 * *',
    ],
    ['weekly friday 4pm', 'fridays 16:00 = 0 16 * * 5'],
  ])('may be written as %s', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['weekdays', 'weekdays 09:00 = 0 9 * * 1-5'],
    ['daily', 'daily 09:00 = 0 9 * * *'],
    ['weekly', 'mondays 09:00 = 0 9 * * 1'],
    ['monthly', '1st of the month 09:00 = 0 9 1 * *'],
  ])('is in the morning where %s is all that is said', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ['', 'It does not say when.'],
    ['“”', 'It does not say when.'],
    ['at', 'It says no day and no time.'],
    ['weekdays 9 sharp', '"sharp" is not understood.'],
    ['weekdays 9 Europe/Zurich', '"europe/zurich" is a time zone, which is said on its own: --tz'],
    ['whenever', '"whenever" is not understood.'],
    ['weekdays 25:00', '"25:00" is no time of the day: those are 00:00 to 23:59.'],
    ['9:60', '"9:60" is no time of the day'],
    ['weekdays 9 30', '"30" is no time of the day'],
    ['13pm', '"13pm" is no time of the day: those are 12:00am to 11:59pm.'],
    ['0am', '"0am" is no time of the day'],
    ['weekdays 09:00 and 17:30', '09:00 and 17:30 do not go into one schedule'],
    ['monday 9:00 friday 17:00', 'Days and times are mixed'],
    ['twice a day', '"twice a day" does not say when. Name the times'],
    ['3 times a day', '"3 times a day" does not say when.'],
    ['every 2 days', '"every 2 days" cannot be kept: only hours can be counted.'],
    ['every 2nd monday 9', '"every 2nd monday" cannot be kept'],
    ['every other week', '"every other week" cannot be kept'],
    ['first monday of the month', '"first monday" cannot be kept'],
    ['last day of the month', 'Months end on different days'],
    ['on the 15th at 8', 'It does not say of what the days are'],
    ['32nd of the month', 'No month has a day 32.'],
    ['monthly on mondays', 'Days of the month and of the week do not go together'],
    ['daily and weekly', 'It says daily and weekly.'],
    ['every 4 hours at 9:00', 'It says how often more than once, or also at what time'],
    ['hourly and every 4 hours', 'It says how often more than once'],
    ['every 5 hours', 'That does not come out even in a day'],
    ['every 45 minutes', 'That does not come out even in a day'],
    ['every 0 hours', 'That does not come out even in a day'],
    ['every 24 hours', 'Once a day is said by its time'],
    ['every 15 minutes', 'That is too often: every 30 minutes is the most.'],
    ['9:00 and 9:15', 'That is too often'],
    [`weekdays ${'9 '.repeat(200)}`, 'It is too long.'],
  ])('is refused as %s, with an example of what works', (text, said) => {
    expect(shown(text)).toContain(said);
    const examples = [...shown(text).matchAll(/(?<=Write it like .*)"([^"]+)"/g)].map(
      ([, example = '']) => example,
    );
    expect(examples).toHaveLength(4);
    for (const example of examples) expect(readWhen(example).status, example).toBe('ok');
  });

  it('is never read into anything but a pattern, and its words say the same again', () => {
    const piece = fc.constantFrom(
      ...'weekdays weekends daily every each 4 30 hours minutes hourly half hour mon friday to - – , and at on 9 9:00 17:30'.split(
        ' ',
      ),
      ...'noon midnight am pm 9am 1st 31st of the month monthly weekly first last twice a day * */2 1-5 0 @daily cron “ ”'.split(
        ' ',
      ),
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(' ')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    let read = 0;
    fc.assert(
      fc.property(text, (written) => {
        const result = readWhen(written);
        if (result.status === 'invalid') {
          expect(result.problem).toContain('Write it like');
          return;
        }
        read++;
        expect(result.when.pattern).toMatch(/^([\d,-]+|\*(\/\d+)?)( ([\d,-]+|\*(\/\d+)?)){4}$/);
        expect(readWhen(result.when.words)).toEqual(result);
      }),
      { numRuns: 5_000 },
    );
    expect(read).toBeGreaterThan(100);
  });
});
