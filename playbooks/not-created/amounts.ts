import { isBytes, parseQuantity } from '../../src/diagnosis/quantity.ts';

/** A quantity as a number; 0 where there is none. */
export function amountOf(text: string | undefined): number {
  return parseQuantity(text) ?? 0;
}

/** A quantity that is no less than the amount, as the API takes it. */
export function atLeast(resource: string, amount: number): string {
  return quantity(resource, amount, (value) => Math.ceil(value - 1e-6));
}

/** A quantity that is no more than the amount. */
export function atMost(resource: string, amount: number): string {
  return quantity(resource, amount, (value) => Math.floor(value + 1e-6));
}

function quantity(resource: string, amount: number, round: (value: number) => number): string {
  if (/(^|\.)cpu$/.test(resource)) {
    const milli = round(amount * 1000);
    return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
  }
  if (!isBytes(resource)) return String(round(amount));
  const mebi = round(amount / 2 ** 20);
  return mebi % 1024 === 0 && mebi > 0 ? `${mebi / 1024}Gi` : `${mebi}Mi`;
}
