/** Runs something with the clock and the dice taken away: reading either throws. */
export function withoutClockAndDice<T>(run: () => T): T {
  const { Date: RealDate } = globalThis;
  const realRandom = Math.random;
  class PoisonedDate extends RealDate {
    static override now(): number {
      throw new Error('the clock was read');
    }
    constructor(...given: readonly unknown[]) {
      if (given.length === 0) throw new Error('the clock was read');
      super(...(given as [number]));
    }
  }
  try {
    globalThis.Date = PoisonedDate as DateConstructor;
    Math.random = () => {
      throw new Error('dice were thrown');
    };
    return run();
  } finally {
    globalThis.Date = RealDate;
    Math.random = realRandom;
  }
}

/** Freezes a value and all in it: writing to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) deepFreeze(inner);
  return value;
}
