/** So much of a whole: 90m of 100m are 0.9, and not the little less that binary fractions make of it. */
export function shareOf(part: number, whole: number): number {
  return Number((part / whole).toPrecision(12));
}

/** A share as people write it: `95%`. 100% is nothing less than all. */
export function percent(share: number): string {
  return `${Math.floor(shareOf(share * 100, 1))}%`;
}
