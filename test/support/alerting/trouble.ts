/** Something that goes wrong at the one place that it was told. */
export interface Trouble {
  /** Every effect so far, in order: `put`, `post`, … */
  readonly effects: readonly string[];
  /** Does an effect; the one that was told throws, before it is done or after. */
  around<T>(name: string, effect: () => T | Promise<T>): Promise<T>;
  /** From now on the effect with this number, counted anew from 0, goes wrong, once. */
  strike(number: number, when: 'before' | 'after', error: () => Error): void;
  /** From now on nothing goes wrong, and effects are counted anew. */
  calm(): void;
}

/** Counts the effects that work has on the world, and makes one of them go wrong. */
export function createTrouble(): Trouble {
  let effects: string[] = [];
  let planned: { number: number; when: 'before' | 'after'; error: () => Error } | undefined;
  return {
    get effects() {
      return effects;
    },
    async around(name, effect) {
      const number = effects.length;
      effects.push(name);
      const mine = planned?.number === number ? planned : undefined;
      if (mine?.when === 'before') throw mine.error();
      const done = await effect();
      if (mine) throw mine.error();
      return done;
    },
    strike(number, when, error) {
      effects = [];
      planned = { number, when, error };
    },
    calm() {
      effects = [];
      planned = undefined;
    },
  };
}
