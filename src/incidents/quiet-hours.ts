import { dayOf, type WallClock, wallClock } from './wall-clock.ts';

/** As `Date.getUTCDay` counts them. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When only what is critical is shown at once. */
export interface QuietHours {
  /** `22:00`, as the clocks there read. */
  readonly from: string;
  /** Not later than `from`: on the next day. */
  readonly to: string;
  /** A name of the IANA time zone database: `Europe/Zurich`. */
  readonly timeZone: string;
  /** On which they begin; every day where absent. */
  readonly days?: readonly Weekday[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LEAST_SNOOZE = 2 * HOUR;
/** Quiet hours that never end are looked at no further. */
const MOST_DAYS = 8;

/** When the quiet hours of this moment end; undefined where it is in none. Both in milliseconds since the epoch. */
export function quietUntil(hours: QuietHours, now: number): number | undefined {
  const clock = wallClock(hours.timeZone);
  let end: number | undefined;
  // Where one night's end is the next one's beginning, as on a whole weekend, it stays quiet.
  for (let day = 0; day < MOST_DAYS; day++) {
    const next = endOf(hours, clock, end ?? now);
    if (next === undefined) break;
    end = next;
  }
  return end;
}

function endOf({ from, to, days }: QuietHours, clock: WallClock, now: number): number | undefined {
  const today = clock.read(now);
  // A clock that is set back over midnight reads yesterday again.
  const begun = [-1, 0, 1].map((later) => dayOf(today, later)).filter((day) => isOneOf(days, day));
  return begun
    .map((day) => ({
      start: clock.momentOf(day + timeOf(from)),
      end: clock.momentOf(dayOf(day, timeOf(to) > timeOf(from) ? 0 : 1) + timeOf(to)),
    }))
    .find(({ start, end }) => start <= now && now < end)?.end;
}

function isOneOf(days: QuietHours['days'], day: number): boolean {
  return days === undefined || days.some((name) => WEEKDAYS.indexOf(name) === new Date(day).getUTCDay());
}

/** Milliseconds since midnight. */
function timeOf(text: string): number {
  const [hours, minutes] = text.split(':');
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}

/**
 * The next time that it is this hour there and at least two hours have passed: "until tomorrow" means the same day to who
 * is woken at one in the morning.
 */
export function nextMorning(now: number, timeZone: string, hour = 9): number {
  const clock = wallClock(timeZone);
  const today = clock.read(now);
  const mornings = [0, 1].map((later) => clock.momentOf(dayOf(today, later) + hour * HOUR));
  return (
    mornings.find((morning) => morning - now >= LEAST_SNOOZE) ?? clock.momentOf(dayOf(today, 2) + hour * HOUR)
  );
}
