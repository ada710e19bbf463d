/** What an axis ends at: the first of these, times a power of ten, that is high enough. */
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** From which on digits would need more room than they are worth. */
const LONG = 100_000;

/** The values that an axis names: 0, a round one that nothing is above, and what is halfway where that is a whole number. */
export function ticksFor(most: number): readonly number[] {
  if (most <= 0) return [0];
  const power = 10 ** Math.floor(Math.log10(most));
  const tops = ROUND.map((factor) => Math.round(factor * power * 10) / 10);
  const top = tops.find((value) => value >= most && Number.isInteger(value)) ?? most;
  return top % 2 === 0 ? [0, top / 2, top] : [0, top];
}

/** `12,345`; from a hundred thousand on `1.2M`. */
export function shortNumber(value: number): string {
  const short = value >= LONG ? ({ notation: 'compact', maximumFractionDigits: 1 } as const) : {};
  return new Intl.NumberFormat('en-US', short).format(value);
}
