import type { ObjectMeta } from './objects/meta.ts';

/** An object's name; empty where it has none. */
export function nameOf({ metadata }: { readonly metadata?: ObjectMeta }): string {
  return metadata?.name ?? '';
}
