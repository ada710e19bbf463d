import { WEEKDAYS } from '../incidents/quiet-hours.ts';

/** When something is due, as cron has it, by the clocks of a place. Each list is ascending; all there are means any. */
export interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  /** As `Date.getUTCDay` counts them. */
  readonly weekdays: readonly number[];
}

/** All there are of each. */
export const ANY: Schedule = {
  minutes: wholeNumbers(0, 59),
  hours: wholeNumbers(0, 23),
  monthDays: wholeNumbers(1, 31),
  months: wholeNumbers(1, 12),
  weekdays: wholeNumbers(0, 6),
};

/** `sun`, `mon`, …: as `Date.getUTCDay` counts them. */
export const SHORT_WEEKDAYS = WEEKDAYS.map((day) => day.slice(0, 3));

/** A text that was read: the schedule, or what is wrong with it in a sentence. */
export type Reading = { readonly schedule: Schedule } | { readonly problem: string };

const LEAST_MINUTES = 30;
const DAY_MINUTES = 24 * 60;
/** In a leap year. */
const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The numbers from one to another, these included. */
export function wholeNumbers(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** Each of some numbers once, as a schedule has them. */
export function ascending(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((left, right) => left - right);
}

export function isAny(field: keyof Schedule, schedule: Schedule): boolean {
  return schedule[field].length === ANY[field].length;
}

/** A schedule, unless it is never due, or too often. */
export function keepable(schedule: Schedule): Reading {
  const { months, monthDays } = schedule;
  const days = Math.max(...months.map((month) => DAYS_OF_MONTHS[month - 1] ?? 0));
  if (!monthDays.some((day) => day <= days))
    return { problem: 'There is no such day: none of the months that are named has so many.' };
  if (shortestGap(schedule) < LEAST_MINUTES)
    return { problem: `That is too often: every ${LEAST_MINUTES} minutes is the most.` };
  return { schedule };
}

/** In minutes. */
function shortestGap(schedule: Schedule): number {
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => hour * 60 + minute));
  const [first = 0] = times;
  const all = hasNeighbours(schedule) ? [...times, first + DAY_MINUTES] : times;
  const gaps = all.slice(1).map((time, index) => time - (all[index] ?? 0));
  return Math.min(DAY_MINUTES, ...gaps);
}

/** Whether a day that it is due on may be followed by another one. */
function hasNeighbours({ weekdays, monthDays }: Schedule): boolean {
  const onWeekdays = weekdays.some((day) => weekdays.includes((day + 1) % ANY.weekdays.length));
  const inMonth = monthDays.some(
    (day) => monthDays.includes(day + 1) || (day >= 28 && monthDays.includes(1)),
  );
  return onWeekdays && inMonth;
}
