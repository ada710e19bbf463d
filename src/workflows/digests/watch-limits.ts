import type { IgnoreRules } from '../../digests/noise.ts';
import { type LimitWatch, memoryUses, startLimitWatch } from '../../digests/signs/limit-watch.ts';
import type { Cluster } from '../../ports.ts';
import { readWhileThere } from './read-while-there.ts';
import { isLookedInto, namespacesToRead } from './sign-scope.ts';

interface Options {
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
  readonly ignore?: IgnoreRules;
}

/**
 * To be called before the sweep, and shown every pod of it: what containers use is asked for first, one request a
 * namespace, and compared with the limits of the pods that pass by. Of a whole cluster, or of very many namespaces, limits
 * are not looked at. A cluster without metrics-server has no signs of this sort. Never throws.
 * @param cluster itself, not what remembers answers: these are long and wanted once.
 */
export async function watchLimits(
  cluster: Cluster,
  { namespaces, ignore = {} }: Options,
): Promise<LimitWatch> {
  const looked = isLookedInto(namespaces) ? namespacesToRead(namespaces, ignore) : [];
  const reads = looked.map((namespace) => ({ section: 'namespace-metrics', namespace }) as const);
  const uses = await readWhileThere(cluster, reads, memoryUses);
  return startLimitWatch(new Map(uses.flatMap((one) => [...one])), ignore);
}
