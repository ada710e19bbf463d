/** A share as people write it: `95%`. 100% is nothing less than all. */
export function percent(share: number): string {
  return `${Math.floor(share * 100)}%`;
}
