const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A day that has not come within that time never comes: the 30th of February. A leap day may take eight years. */
const FARTHEST_DAYS = 8 * 366 + 1;

/** When a CronJob is due, in its own time zone. */
export type CronSchedule =
  | {
      readonly kind: 'calendar';
      readonly minutes: ReadonlySet<number>;
      readonly hours: ReadonlySet<number>;
      readonly days: ReadonlySet<number>;
      /** From 1. */
      readonly months: ReadonlySet<number>;
      /** From 0, Sunday. */
      readonly weekdays: ReadonlySet<number>;
      /** Where both the day and the weekday are given, one of them has to fit. */
      readonly eitherDay: boolean;
    }
  | { readonly kind: 'interval'; readonly ms: number };

const DESCRIPTORS = new Map([
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
  ['@monthly', '0 0 1 * *'],
  ['@weekly', '0 0 * * 0'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@hourly', '0 * * * *'],
]);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const FIELDS: readonly Bounds[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: MONTHS },
  { min: 0, max: 6, names: WEEKDAYS },
];

/**
 * Reads `spec.schedule` as the CronJob controller does
 * (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax); undefined where it cannot.
 */
export function parseSchedule(text: string): CronSchedule | undefined {
  const bare = text.trim().replace(/^(?:CRON_)?TZ=\S+\s+/, '');
  const every = /^@every\s+(\S+)$/.exec(bare)?.[1];
  if (every !== undefined) return parseInterval(every);
  const parts = (DESCRIPTORS.get(bare.toLowerCase()) ?? bare).split(/\s+/);
  if (parts.length !== FIELDS.length) return undefined;
  const sets = FIELDS.map((bounds, index) => parseField(String(parts[index]), bounds));
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const eitherDay = [parts[2], parts[4]].every((part) => !/^[*?]/.test(String(part)));
  return { kind: 'calendar', minutes, hours, days, months, weekdays, eitherDay };
}

function parseInterval(text: string): CronSchedule | undefined {
  const parts = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(text);
  if (!parts) return undefined;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
  ];
  const ms = hours * HOUR + minutes * MINUTE + seconds * 1000;
  return ms >= 1000 ? { kind: 'interval', ms } : undefined;
}

/** The values of a field in order. */
function parseField(text: string, bounds: Bounds): ReadonlySet<number> | undefined {
  const values: number[] = [];
  for (const part of text.split(',')) {
    const range = parseRange(part, bounds);
    if (!range) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) values.push(value);
  }
  return new Set(values.toSorted((a, b) => a - b));
}

/** `*`, `5`, `1-5`, and each with a step: `5/10` goes from 5 on to the end. */
function parseRange(part: string, { min, max, names }: Bounds) {
  const [, first = '', second, stepText] =
    /^(\*|\?|[a-z]{3}|\d{1,2})(?:-([a-z]{3}|\d{1,2}))?(?:\/(\d{1,3}))?$/i.exec(part) ?? [];
  const isAll = first === '*' || first === '?';
  if (first === '' || (isAll && second !== undefined)) return undefined;
  const step = Number(stepText ?? 1);
  const from = isAll ? min : numberOf(first, names);
  const open = isAll || stepText !== undefined ? max : from;
  const to = second === undefined ? open : numberOf(second, names);
  const isValid = from >= min && to <= max && from <= to && step > 0;
  return isValid ? { from, to, step } : undefined;
}

function numberOf(text: string, names: readonly string[]): number {
  const index = names.indexOf(text.toLowerCase());
  if (index < 0) return Number(text);
  return names === MONTHS ? index + 1 : index;
}

/** The first time after `after` at which it is due, in milliseconds; `offset` from UTC. Undefined where it never is. */
export function nextDue(schedule: CronSchedule, after: number, offset = 0): number | undefined {
  if (schedule.kind === 'interval') return after + schedule.ms;
  // The schedule's own time is told as if it were UTC.
  const start = Math.floor((after + offset) / MINUTE) * MINUTE + MINUTE;
  const firstDay = Math.floor(start / DAY) * DAY;
  for (let index = 0; index < FARTHEST_DAYS; index++) {
    const day = firstDay + index * DAY;
    const time = isDayOf(schedule, day) ? firstTime(schedule, day, start) : undefined;
    if (time !== undefined) return time - offset;
  }
  return undefined;
}

type Calendar = Extract<CronSchedule, { kind: 'calendar' }>;

function isDayOf({ days, months, weekdays, eitherDay }: Calendar, time: number): boolean {
  const date = new Date(time);
  const [byDay, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return months.has(date.getUTCMonth() + 1) && (eitherDay ? byDay || byWeekday : byDay && byWeekday);
}

/** The hours and minutes stand in order. */
function firstTime({ hours, minutes }: Calendar, day: number, from: number): number | undefined {
  for (const hour of hours) {
    const start = day + hour * HOUR;
    if (start + HOUR <= from) continue;
    for (const minute of minutes) if (start + minute * MINUTE >= from) return start + minute * MINUTE;
  }
  return undefined;
}
