import { z } from 'zod';

/** A name in which `*` stands for anything: `payments-*`. */
export const GLOB = z.string().regex(/^[a-zA-Z0-9*._:/@-]+$/, 'is not a name or a pattern with *');
export const NAMESPACE = z
  .string()
  .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'cannot be the name of a namespace');

/** A list of which an empty one would mean nothing at all. */
export function some<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item).min(1, 'is empty: leave it out to mean all');
}
