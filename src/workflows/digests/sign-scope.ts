import type { IgnoreRules } from '../../digests/noise.ts';
import { fitsGlob } from '../../glob.ts';

/** Of so many named namespaces each is looked into; of more, and of all, only what one list tells. */
const MOST_LOOKED_INTO = 20;

/** Whether namespaces are few enough for requests of their own. */
export function isLookedInto(namespaces: readonly string[] | undefined): namespaces is readonly string[] {
  return namespaces !== undefined && namespaces.length <= MOST_LOOKED_INTO;
}

/** Those that somebody wants to read about, each once. */
export function namespacesToRead(
  namespaces: readonly string[],
  { namespaces: ignored = [] }: IgnoreRules,
): readonly string[] {
  return [...new Set(namespaces)].filter((namespace) => !ignored.some((glob) => fitsGlob(glob, namespace)));
}
