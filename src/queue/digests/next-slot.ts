import { getNextMillis } from 'bullmq';
import { type WallClock, wallClock } from '../../incidents/wall-clock.ts';

/** When a pattern of five fields is due, on the clocks of a time zone. */
export interface Slots {
  readonly pattern: string;
  readonly timeZone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** No clock change of today's rules is longer. */
const MOST_CHANGE_MS = 3 * HOUR_MS;

/**
 * The first slot after `now` (milliseconds since the epoch); undefined where there is none, as on a 30th of February.
 *
 * BullMQ's own way loses the day's run where clocks skip midnight (Africa/Cairo), finds no slot at all where they
 * change by half an hour (Australia/Lord_Howe), and runs twice where it is asked within an hour that comes twice. So it
 * is asked in UTC, as if clocks never changed, and what it says is then found on the clocks of the zone:
 * - a time that is skipped is due as long after the change as it would have been without it: 02:30 becomes 03:30;
 * - a time that comes twice is due the first time, but for patterns of every hour, which go on through both.
 */
export function nextSlot({ pattern, timeZone }: Slots, now: number): number | undefined {
  const both = pattern.trim().split(/\s+/)[1] === '*';
  let best: number | undefined;
  let enough = Number.POSITIVE_INFINITY;
  let wall = shownAt(now, timeZone) - MOST_CHANGE_MS;
  while (wall <= enough) {
    const next = getNextMillis(wall, { pattern, tz: 'UTC' });
    if (next === undefined) return best;
    wall = next;
    for (const at of momentsOf(wall, timeZone, both)) {
      if (at <= now || (best !== undefined && best <= at)) continue;
      best = at;
      // A later time may come earlier: the first of two, after the second of another.
      enough = wall + MOST_CHANGE_MS;
    }
  }
  return best;
}

/** When the clocks of a zone show a time. */
function momentsOf(wall: number, timeZone: string, both: boolean): readonly number[] {
  const before = wall - offsetAt(wall - DAY_MS, timeZone);
  const after = wall - offsetAt(wall + DAY_MS, timeZone);
  const shown = [...new Set([before, after])].filter((at) => shownAt(at, timeZone) === wall);
  if (shown.length === 0) return [before];
  return both ? shown : [Math.min(...shown)];
}

function offsetAt(at: number, timeZone: string): number {
  return shownAt(at, timeZone) - Math.floor(at / 1000) * 1000;
}

/** What the clocks of a zone show, to the second, written as if it were UTC. */
function shownAt(at: number, timeZone: string): number {
  const clock = clocks.get(timeZone) ?? wallClock(timeZone);
  clocks.set(timeZone, clock);
  return clock.read(at);
}

const clocks = new Map<string, WallClock>();
