const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * The clock on a wall in a time zone. A reading is written as the milliseconds at which UTC would read the same, so that
 * days and weekdays can be counted with it.
 */
export interface WallClock {
  /** What it reads at a moment (milliseconds since the epoch). */
  read(moment: number): number;
  /**
   * The first moment at which it reads this or later: of a time that comes twice in autumn the first, of one that spring
   * leaves out the moment at which it is skipped.
   */
  momentOf(reading: number): number;
}

/** @throws RangeError where there is no such time zone. */
export function wallClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  function read(moment: number): number {
    const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  }

  function momentOf(reading: number): number {
    const before = reading - DAY;
    const after = reading + DAY;
    const offsets = [read(before) - before, read(after) - after];
    let early = reading - Math.max(...offsets);
    let late = reading - Math.min(...offsets);
    if (read(early) >= reading) return early;
    // A change of the clocks lies in between: it is sought by halves, to the minute.
    while (late - early > MINUTE) {
      const middle = early + Math.floor((late - early) / 2 / MINUTE) * MINUTE;
      if (read(middle) >= reading) late = middle;
      else early = middle;
    }
    return late;
  }

  return { read, momentOf };
}

/** Midnight of the day of a reading, some days later or earlier. */
export function dayOf(reading: number, later = 0): number {
  return Math.floor(reading / DAY) * DAY + later * DAY;
}
