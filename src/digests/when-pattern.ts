import { ANY, isAny, type Schedule } from './when-schedule.ts';

const FIELDS = ['minutes', 'hours', 'monthDays', 'months', 'weekdays'] as const;

/** The five fields of cron for a schedule, the same however it was written: `0 9 * * 1-5`. */
export function patternOf(schedule: Schedule): string {
  return FIELDS.map((field) => (isAny(field, schedule) ? '*' : textOf(field, schedule[field]))).join(' ');
}

function textOf(field: keyof Schedule, values: readonly number[]): string {
  const step = stepOf(field, values);
  return step === undefined ? runsOf(values).map(runText).join(',') : `*/${step}`;
}

/** The distance of values that come evenly all day long, from midnight on. */
export function stepOf(field: keyof Schedule, values: readonly number[]): number | undefined {
  const [first, second] = values;
  if (first !== 0 || second === undefined || (field !== 'minutes' && field !== 'hours')) return undefined;
  const isEven = values.every((value, index) => value === index * second);
  return isEven && values.length * second === ANY[field].length ? second : undefined;
}

/** Neighbours together: 1, 2, 3, 5 are 1 to 3, and 5. */
function runsOf(values: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run?.at(-1) === value - 1) run.push(value);
    else runs.push([value]);
  }
  return runs;
}

function runText(run: readonly number[]): string {
  return run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join();
}
