import type { Workload } from '../../diagnosis/objects/workload.ts';
import { wellFormed } from '../../diagnosis/well-formed.ts';
import type { OwnerPlace } from '../../digests/owner-place.ts';
import type { Cluster } from '../../ports.ts';

/**
 * Undefined where it is gone, where it may not be read (the digest's cluster remembers that as a gap), and where there is
 * none: an operator's own kind may name its ReplicaSets as a Deployment does.
 */
export async function readWorkload(
  { namespace, kind, name }: OwnerPlace,
  cluster: Cluster,
): Promise<Workload | undefined> {
  const read = await cluster.read({ section: 'object', kind, namespace, name });
  return read.status === 'ok' ? { ...wellFormed(read.value as Workload), kind } : undefined;
}
