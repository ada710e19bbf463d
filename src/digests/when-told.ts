import { WEEKDAYS } from '../incidents/quiet-hours.ts';
import { stepOf } from './when-pattern.ts';
import { isAny, type Schedule, SHORT_WEEKDAYS } from './when-schedule.ts';

/** Beyond these a text in words is no easier to read than cron. */
const MOST_NAMED = 6;
const FROM_MONDAY = [1, 2, 3, 4, 5, 6, 0];

/** A schedule in plain words that can be read again: `weekdays 09:00`; undefined where there are none for it. */
export function plainWords(schedule: Schedule): string | undefined {
  const days = daysInWords(schedule);
  const steps = stepsInWords(schedule);
  if (days === undefined) return undefined;
  if (steps !== undefined) return days === 'daily' ? steps : `${days} ${steps}`;
  const times = schedule.hours.flatMap((hour) => schedule.minutes.map((minute) => clockTime(hour, minute)));
  return times.length > MOST_NAMED ? undefined : `${days} ${listed(times)}`;
}

/** `09:05` */
export function clockTime(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `a, b and c` */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

function stepsInWords(schedule: Schedule): string | undefined {
  const { minutes, hours } = schedule;
  if (isAny('hours', schedule) && stepOf('minutes', minutes) === 30) return 'every 30 minutes';
  if (minutes.length > 1 || minutes[0] !== 0) return undefined;
  const step = stepOf('hours', hours);
  if (step === undefined) return undefined;
  return step === 1 ? 'hourly' : `every ${step} hours`;
}

function daysInWords(schedule: Schedule): string | undefined {
  const { monthDays, weekdays } = schedule;
  if (!isAny('months', schedule)) return undefined;
  if (isAny('monthDays', schedule)) return isAny('weekdays', schedule) ? 'daily' : weekdaysInWords(weekdays);
  if (!isAny('weekdays', schedule) || monthDays.length > MOST_NAMED) return undefined;
  return `${listed(monthDays.map(ordinal))} of the month`;
}

function weekdaysInWords(weekdays: readonly number[]): string {
  const days = FROM_MONDAY.filter((day) => weekdays.includes(day));
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  if (days.length === 1) return `${WEEKDAYS[first]}s`;
  if (days.join() === '1,2,3,4,5') return 'weekdays';
  if (days.join() === '6,0') return 'weekends';
  const isRun = FROM_MONDAY.indexOf(last) - FROM_MONDAY.indexOf(first) === days.length - 1;
  if (isRun && days.length > 2) return `${WEEKDAYS[first]} to ${WEEKDAYS[last]}`;
  return days.map((day) => SHORT_WEEKDAYS[day]).join(', ');
}

function ordinal(day: number): string {
  const isTeen = day > 10 && day < 14;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${ending}`;
}
