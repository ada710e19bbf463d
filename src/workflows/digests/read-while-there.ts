import type { Answer, Read, SectionName } from '../../diagnosis/snapshot.ts';
import type { Cluster } from '../../ports.ts';

/**
 * What a cluster need not have, such as metrics, namespace by namespace: where it is not there, or does not answer, that is
 * asked once. What is forbidden in one namespace may be allowed in the next.
 * @param take what is kept of an answer, which may be long
 */
export async function readWhileThere<S extends SectionName, T>(
  cluster: Cluster,
  reads: readonly Read<S>[],
  take: (answer: Answer<S>) => T,
): Promise<readonly T[]> {
  const taken: T[] = [];
  for (const read of reads) {
    const answer = await cluster.read(read);
    if (answer.status === 'ok') taken.push(take(answer.value));
    else if (answer.reason !== 'forbidden') break;
  }
  return taken;
}
