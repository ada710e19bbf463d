import { isTimeZone } from './time-zone.ts';
import { ANY, ascending, keepable, type Reading, type Schedule } from './when-schedule.ts';
import { clockTime, listed } from './when-told.ts';
import { readWord, type Word } from './when-word.ts';

type Time = Extract<Word, { says: 'time' }>;

const MORNING: Time = { says: 'time', hour: 9, minute: 0 };
const MONDAY = 1;
const HOUR = 60;
const DAY_HOURS = 24;
const MOST_SHOWN = 40;

/** Reads lowercase plain words: `weekdays at 9 and 17`, `every 4 hours`, `1st of the month 8am`. */
export function readPlainWords(text: string): Reading {
  const words: Word[] = [];
  for (let rest = text; rest !== ''; ) {
    const read = readWord(rest);
    if (!read) return { problem: notUnderstood(firstOf(rest)) };
    if (read.word.says === 'problem') return read.word;
    words.push(read.word);
    rest = rest.slice(read.length).replace(/^[\s,.;]+/, '');
  }
  if (words.every(({ says }) => says === 'nothing')) return { problem: 'It says no day and no time.' };
  return scheduleOf(words);
}

function notUnderstood(word: string): string {
  if (!isTimeZone(word)) return `"${word}" is not understood.`;
  return `"${word}" is a time zone, which is said on its own: --tz in Slack, timeZone in the configuration.`;
}

function firstOf(text: string): string {
  return (/^[^\s,;]+/.exec(text)?.[0] ?? text).slice(0, MOST_SHOWN);
}

function scheduleOf(words: readonly Word[]): Reading {
  if (isMixed(words))
    return {
      problem:
        'Days and times are mixed: name the days once and the times once; the rest is a second schedule.',
    };
  const days = daysOf(words);
  if ('problem' in days) return days;
  const times = timesOf(words);
  if ('problem' in times) return times;
  return keepable({ ...ANY, ...days, ...times });
}

/** `monday 9:00 friday 17:00` means other times on other days, which one schedule cannot say. */
function isMixed(words: readonly Word[]): boolean {
  const sides = words
    .filter(({ says }) => says !== 'nothing')
    .map(({ says }) => (says === 'time' || says === 'pace' ? 'times' : 'days'));
  return sides.filter((side, index) => side !== sides[index - 1]).length > 2;
}

type Days = Pick<Schedule, 'weekdays'> | Pick<Schedule, 'monthDays'>;
type Failed = { readonly problem: string };

function daysOf(words: readonly Word[]): Days | Failed {
  const named = words.filter((word) => word.says === 'days');
  const weekdays = ascending(named.flatMap((word) => word.weekdays ?? []));
  const monthDays = ascending(named.flatMap((word) => word.monthDay ?? []));
  const isDaily = named.some((word) => !word.weekdays && word.monthDay === undefined);
  const isWeekly = words.some(({ says }) => says === 'weekly');
  const isMonthly = words.some(({ says }) => says === 'monthly');
  if (monthDays.length > 0 && !isMonthly)
    return { problem: 'It does not say of what the days are: write "of the month" after them.' };
  if (isMonthly && (isDaily || isWeekly || weekdays.length > 0))
    return { problem: 'Days of the month and of the week do not go together: make it two schedules.' };
  if (isDaily && isWeekly) return { problem: 'It says daily and weekly.' };
  if (isMonthly) return { monthDays: monthDays.length > 0 ? monthDays : [1] };
  if (weekdays.length > 0) return { weekdays };
  return { weekdays: isWeekly ? [MONDAY] : ANY.weekdays };
}

type Times = Pick<Schedule, 'hours' | 'minutes'>;

function timesOf(words: readonly Word[]): Times | Failed {
  const named = words.filter((word) => word.says === 'time');
  const [pace, ...more] = words.filter((word) => word.says === 'pace');
  if (!pace) return atTimes(named.length > 0 ? named : [MORNING]);
  if (more.length > 0 || named.length > 0)
    return { problem: 'It says how often more than once, or also at what time: only one of these goes.' };
  return atPace(pace.minutes);
}

/** One pattern stands for every hour that is named with every minute that is. */
function atTimes(times: readonly Time[]): Times | Failed {
  const all = [...new Set(times.map(({ hour, minute }) => clockTime(hour, minute)))];
  const hours = ascending(times.map(({ hour }) => hour));
  const minutes = ascending(times.map(({ minute }) => minute));
  if (hours.length * minutes.length === all.length) return { hours, minutes };
  return { problem: `${listed(all)} do not go into one schedule: those of other minutes need a second one.` };
}

function atPace(minutes: number): Times | Failed {
  const hours = minutes / HOUR;
  if (minutes > 0 && minutes <= HOUR / 2)
    return { hours: ANY.hours, minutes: ANY.minutes.filter((one) => one % minutes === 0) };
  if (hours < DAY_HOURS && Number.isInteger(DAY_HOURS / hours) && Number.isInteger(hours))
    return { hours: ANY.hours.filter((hour) => hour % hours === 0), minutes: [0] };
  if (hours === DAY_HOURS) return { problem: 'Once a day is said by its time, as in "daily 09:00".' };
  return {
    problem:
      'That does not come out even in a day: it may be every 30 minutes, or every 1, 2, 3, 4, 6, 8 or 12 hours.',
  };
}
