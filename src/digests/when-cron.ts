import {
  ANY,
  ascending,
  isAny,
  keepable,
  type Reading,
  type Schedule,
  SHORT_WEEKDAYS,
} from './when-schedule.ts';

interface Field {
  readonly name: keyof Schedule;
  readonly called: string;
  readonly first: number;
  readonly last: number;
  /** Names of the values, from the first on. */
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minutes', called: 'minute', first: 0, last: 59 },
  { name: 'hours', called: 'hour', first: 0, last: 23 },
  { name: 'monthDays', called: 'day of the month', first: 1, last: 31 },
  {
    name: 'months',
    called: 'month',
    first: 1,
    last: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  // Sunday is 0 and 7.
  {
    name: 'weekdays',
    called: 'weekday',
    first: 0,
    last: 7,
    names: SHORT_WEEKDAYS,
  },
];

const NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['@hourly', '0 * * * *'],
  ['@daily', '0 0 * * *'],
  ['@midnight', '0 0 * * *'],
  ['@weekly', '0 0 * * 0'],
  ['@monthly', '0 0 1 * *'],
  ['@yearly', '0 0 1 1 *'],
  ['@annually', '0 0 1 1 *'],
]);

/** Whether a text is meant to be one of cron. */
export function isCron(text: string): boolean {
  return /^(?:cron\b|@|[\d,/-]*\d [\d,/-]*\d(?: |$))|\*/.test(text);
}

/** Reads a lowercase cron text: five fields with numbers, names, lists, ranges and steps, or `@daily` and the like. */
export function readCron(text: string): Reading {
  const bare = text.replace(/^cron\s*/, '');
  const words = (NICKNAMES.get(bare) ?? bare).split(/\s+/).filter(Boolean);
  if (words.length !== FIELDS.length) return { problem: notFive(words) };
  const schedule: Record<keyof Schedule, readonly number[]> = { ...ANY };
  for (const [index, field] of FIELDS.entries()) {
    const word = words[index] ?? '';
    const values = readField(word, field);
    if (!values) return { problem: notField(word, field) };
    schedule[field.name] = values;
  }
  if (!isAny('monthDays', schedule) && !isAny('weekdays', schedule))
    return {
      problem: 'It names days of the month and weekdays, which cron takes for either. Make it two schedules.',
    };
  return keepable(schedule);
}

function notFive(words: readonly string[]): string {
  const [first = ''] = words;
  const has = first.startsWith('@') ? `"${first}" is not known to it` : `This one has ${words.length}`;
  return `A cron text has five fields: minute, hour, day of the month, month and weekday. ${has}.`;
}

function notField(word: string, { called, first, last, names }: Field): string {
  const also = names ? `, or ${names[0]} to ${names.at(-1)}` : '';
  return `"${word}" is no ${called} for cron: those are ${first} to ${last}${also}, as in 1, 1-3, 1,5 or */2.`;
}

function readField(word: string, field: Field): readonly number[] | undefined {
  const parts = word.split(',').map((part) => readPart(part, field));
  if (parts.some((part) => part.length === 0)) return undefined;
  return ascending(field.name === 'weekdays' ? parts.flat().map((day) => day % 7) : parts.flat());
}

/** Empty where it can't be read. */
function readPart(part: string, field: Field): readonly number[] {
  const [, from = '', to, step = '1'] = /^([^/-]+)(?:-([^/-]+))?(?:\/(\d{1,2}))?$/.exec(part) ?? [];
  const isAll = from === '*' && to === undefined;
  const first = isAll ? field.first : numberOf(from, field);
  const alone = isAll || part.includes('/') ? field.last : first;
  const last = to === undefined ? alone : numberOf(to, field);
  const by = Number(step);
  if (first === undefined || last === undefined || by < 1) return [];
  // A step over all weekdays ends on Saturday.
  const end = to === undefined && part.includes('/') && field.name === 'weekdays' ? 6 : last;
  const count = Math.floor((end - first) / by) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => first + index * by);
}

function numberOf(text: string, { first, last, names = [] }: Field): number | undefined {
  const named = names.indexOf(text);
  if (named >= 0) return first + named;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= first && value <= last ? value : undefined;
}
