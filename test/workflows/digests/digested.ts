import { onTestFinished } from 'vitest';
import { playbooks } from '../../../playbooks/index.ts';
import type { Digest } from '../../../src/digests/digest.ts';
import type { Cluster } from '../../../src/ports.ts';
import { type Fault, parseFault } from '../../../src/replay/faults.ts';
import { MADE_AT, madeCluster } from '../../../src/replay/made-cluster/made-cluster.ts';
import type { MadeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import { WAYS } from '../../../src/replay/made-cluster/way.ts';
import { type ReplayedCluster, replayedCluster } from '../../../src/replayed-cluster.ts';
import { type DigestOptions, runDigest } from '../../../src/workflows/digests/run-digest.ts';

/** Made Deployments on a replay that ends with the test. */
export async function serveOwners(
  owners: readonly MadeOwner[],
  faults: readonly string[] = [],
): Promise<ReplayedCluster> {
  const parsed: readonly Fault[] = faults.map(parseFault);
  const cluster = await replayedCluster([madeCluster(owners)], {
    faults: parsed,
    timeout: 2_000,
    rateLimit: { perSecond: 1e4, burst: 1e4 },
  });
  onTestFinished(() => cluster.close());
  return cluster;
}

/** A digest at a clock that stands still. */
export function digestOf(cluster: Cluster, options: Partial<DigestOptions> = {}): Promise<Digest> {
  return runDigest(cluster, { playbooks, clock: { now: () => Date.parse(MADE_AT) }, ...options });
}

/** `shop/Deployment/web/crashloop/out-of-memory` of each that is broken, in order. */
export function plantedIn(owners: readonly MadeOwner[]): readonly string[] {
  return owners
    .flatMap(({ namespace, name, revisions }) =>
      revisions.flatMap(({ way, broken }) =>
        way === undefined || broken === 0 ? [] : [`${namespace}/Deployment/${name}/${WAYS[way].cause}`],
      ),
    )
    .sort();
}

export function keysOf({ items }: Digest): readonly string[] {
  return items.map(({ key }) => key).sort();
}
