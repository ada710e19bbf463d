import { SHORT_WEEKDAYS } from './when-schedule.ts';

/** A piece of what people write about when something is due. */
export type Word =
  | { readonly says: 'nothing' }
  /** Nothing about the day where it has neither. */
  | { readonly says: 'days'; readonly weekdays?: readonly number[]; readonly monthDay?: number }
  | { readonly says: 'weekly' | 'monthly' }
  | { readonly says: 'time'; readonly hour: number; readonly minute: number }
  | { readonly says: 'pace'; readonly minutes: number }
  | { readonly says: 'problem'; readonly problem: string };

interface Rule {
  readonly pattern: RegExp;
  read(groups: readonly (string | undefined)[]): Word;
}

const DAY =
  '(?:mon(?:days?)?|tue(?:s|sdays?)?|wed(?:s|nesdays?)?|thu(?:r|rs|rsdays?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)';
const WEEK = SHORT_WEEKDAYS.length;
const NOTHING: Word = { says: 'nothing' };

/** The first that fits the beginning of a text reads it: what is longer stands before what is shorter. */
const RULES: readonly Rule[] = [
  rule('(?:every|each) (\\d{1,4}) ?(hours?|hrs?|h|minutes?|mins?|m)', ([, count, unit = '']) =>
    paceOf(Number(count), unit),
  ),
  rule('(?:every|each) (?:hour|hr)|hourly', () => ({ says: 'pace', minutes: 60 })),
  rule('(?:every|each) half(?: an)?[ -]hour|half[ -]hourly', () => ({ says: 'pace', minutes: 30 })),
  rule(
    `(?:every|each) (?:other|second|third|\\d+(?:st|nd|rd|th)?) (?:days?|weeks?|weekdays?|weekends?|months?|${DAY})`,
    ([what]) => problem(`"${what}" cannot be kept: only hours can be counted. Name the days.`),
  ),
  rule(`(?:first|second|third|fourth|last|[1-5](?:st|nd|rd|th)) (?:${DAY}|weekday)`, ([what]) =>
    problem(`"${what}" cannot be kept: name a day of the month, or a weekday.`),
  ),
  rule('last day', () => problem('Months end on different days: "28th of the month" comes in all of them.')),
  rule('(?:twice|thrice|\\w+ times)(?: a| per| each| every)? (?:day|week|month)', ([what]) =>
    problem(`"${what}" does not say when. Name the times, as in "daily 09:00 and 17:00".`),
  ),
  rule('daily|(?:every|each) ?day|once (?:a|per) day', () => ({ says: 'days' })),
  rule('weekdays?|work(?:ing)? ?days?|business days?', () => days([1, 2, 3, 4, 5])),
  rule('weekends?', () => days([0, 6])),
  rule('weekly|(?:every|each) week|once (?:a|per) week', () => ({ says: 'weekly' })),
  rule('monthly|(?:of )?(?:the|every|each) month|once (?:a|per) month', () => ({ says: 'monthly' })),
  rule(`(${DAY}) ?(?:to|through|thru|until|till|-) ?(${DAY})`, ([, from = '', to = '']) =>
    days(daysBetween(dayOf(from), dayOf(to))),
  ),
  rule(DAY, ([day = '']) => days([dayOf(day)])),
  rule('(?:first|1st)(?: day)?', () => ({ says: 'days', monthDay: 1 })),
  rule('(\\d{1,4})(?:st|nd|rd|th)(?: day)?', ([, day]) => monthDayOf(Number(day))),
  rule('noon|midday', () => ({ says: 'time', hour: 12, minute: 0 })),
  rule('midnight', () => ({ says: 'time', hour: 0, minute: 0 })),
  rule(
    "(\\d{1,4})(?:[:.](\\d\\d))? ?([ap])\\.?m\\.?|(\\d{1,4})(?:[:.](\\d\\d))?(?: ?o'?clock)?",
    ([what = '', hour12, minute12, half, hour, minute]) =>
      half === undefined ? timeOf(what, hour, minute) : halfDayTime(what, half, hour12, minute12),
  ),
  rule('at|on|every|each|and|the|of|in|&|\\+', () => NOTHING),
];

/** Reads the first piece of a text, and tells how long it is; undefined where it means nothing. */
export function readWord(text: string): { readonly word: Word; readonly length: number } | undefined {
  for (const { pattern, read } of RULES) {
    const match = pattern.exec(text);
    if (match) return { word: read(match), length: match[0].length };
  }
  return undefined;
}

function rule(source: string, read: Rule['read']): Rule {
  return { pattern: new RegExp(`^(?:${source})(?=[\\s,.;&+]|$)`), read };
}

function problem(text: string): Word {
  return { says: 'problem', problem: text };
}

function days(weekdays: readonly number[]): Word {
  return { says: 'days', weekdays };
}

function dayOf(name: string): number {
  return SHORT_WEEKDAYS.indexOf(name.slice(0, 3));
}

/** Over the end of the week, where need be. */
function daysBetween(from: number, to: number): readonly number[] {
  const count = ((to - from + WEEK) % WEEK) + 1;
  return Array.from({ length: count }, (_, index) => (from + index) % WEEK);
}

function monthDayOf(day: number): Word {
  if (day >= 1 && day <= 31) return { says: 'days', monthDay: day };
  return problem(`No month has a day ${day}.`);
}

function paceOf(count: number, unit: string): Word {
  return { says: 'pace', minutes: unit.startsWith('h') ? count * 60 : count };
}

function timeOf(text: string, hour = '', minute = '00'): Word {
  const time = { hour: Number(hour), minute: Number(minute) };
  if (time.hour < 24 && time.minute < 60) return { says: 'time', ...time };
  return problem(`"${text}" is no time of the day: those are 00:00 to 23:59.`);
}

function halfDayTime(text: string, half: string, hour = '', minute = '00'): Word {
  const time = { hour: (Number(hour) % 12) + (half === 'p' ? 12 : 0), minute: Number(minute) };
  if (Number(hour) >= 1 && Number(hour) <= 12 && time.minute < 60) return { says: 'time', ...time };
  return problem(`"${text}" is no time of the day: those are 12:00am to 11:59pm.`);
}
