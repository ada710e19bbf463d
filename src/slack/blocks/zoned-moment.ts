/**
 * `Monday 23 November, 09:00` by the clocks of a time zone, with its year where it is another one than now; UTC where
 * there is no such zone. Empty for a time that is none.
 */
export function zonedMoment(milliseconds: number, timeZone: string, now: number): string {
  if (Number.isNaN(new Date(milliseconds).getTime())) return '';
  const parts = partsOf(milliseconds, timeZone);
  if (parts === undefined) return `${zonedMoment(milliseconds, 'UTC', now)} UTC`;
  const year = partsOf(now, timeZone)?.year === parts.year ? '' : ` ${parts.year}`;
  return `${parts.weekday} ${parts.day} ${parts.month}${year}, ${parts.hour}:${parts.minute}`;
}

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

function partsOf(milliseconds: number, timeZone: string): Parts | undefined {
  const format = formatOf(timeZone);
  if (format === undefined || Number.isNaN(new Date(milliseconds).getTime())) return undefined;
  return Object.fromEntries(format.formatToParts(milliseconds).map(({ type, value }) => [type, value]));
}

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      ...{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit' },
    });
  } catch {
    return undefined;
  }
}
