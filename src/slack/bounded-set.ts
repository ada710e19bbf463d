/** Remembers the last `most` of what it was given. */
export interface BoundedSet {
  /** False when it was there already. */
  add(value: string): boolean;
  has(value: string): boolean;
}

export function createBoundedSet(most: number): BoundedSet {
  const values = new Set<string>();
  return {
    add(value) {
      if (values.has(value)) return false;
      values.add(value);
      // A Set keeps the order in which things were added: the first is the oldest.
      if (values.size > most) values.delete(values.keys().next().value ?? value);
      return true;
    },
    has: (value) => values.has(value),
  };
}
