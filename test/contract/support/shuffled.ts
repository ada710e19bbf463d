import type { Recorded } from '../../support/recorded.ts';
import type { Dice } from './dice.ts';

/** Lists that are sets: the API keeps whatever order they were written in, and none of it means anything. */
const SETS: ReadonlySet<string> = new Set([
  'accessModes',
  'finalizers',
  'images',
  'imagePullSecrets',
  'ownerReferences',
  'taints',
  'tolerations',
  'volumes',
]);

/** The same cluster, its objects and what is a set within them in another order. */
export function shuffled(recorded: Recorded, dice: Dice): Recorded {
  return { ...recorded, objects: dice.shuffle(recorded.objects).map((object) => mixed(object, dice)) };
}

function mixed<T>(value: T, dice: Dice): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => mixed(item, dice)) as T;
  const fields = Object.entries(value).map(([name, inner]) => {
    const own = mixed(inner, dice);
    return [name, SETS.has(name) && Array.isArray(own) ? dice.shuffle(own) : own];
  });
  return Object.fromEntries(fields);
}
