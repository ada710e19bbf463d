/** What a cron text of numbers stands for, worked out the long way round: each value is tried against its field. */
export function fits(
  pattern: string,
  at: readonly [minute: number, hour: number, ...rest: number[]],
): boolean {
  return pattern
    .split(' ')
    .every((field, index) => field.split(',').some((part) => isIn(part, at[index] ?? -1)));
}

function isIn(part: string, value: number): boolean {
  const [range = '', step] = part.split('/');
  if (range === '*') return value % Number(step ?? 1) === 0;
  const [first, last = step === undefined ? first : 1_000] = range.split('-').map(Number);
  return value >= Number(first) && value <= Number(last) && (value - Number(first)) % Number(step ?? 1) === 0;
}
