import { changeOwner, madeCluster } from '../../../src/replay/made-cluster/made-cluster.ts';
import type { MadeOwner } from '../../../src/replay/made-cluster/made-owner.ts';
import { type ReplayedCluster, replayedCluster } from '../../../src/replayed-cluster.ts';
import { type AlertBench, type BenchOptions, createAlertBench } from './alert-bench.ts';
import { CLUSTER } from './made-news.ts';

/** A made cluster, and what follows up on its alerts. */
export interface MadeShop {
  readonly cluster: ReplayedCluster;
  readonly bench: AlertBench;
  /** From now on the cluster has another Deployment in the place of this one. */
  change(before: MadeOwner, after: MadeOwner): void;
}

const QUICKLY = { timeout: 500, rateLimit: { perSecond: 1e4, burst: 1e4 } };

/** Makes clusters for tests, and ends them all after each: `afterEach(shops.close)`. */
export function madeShops() {
  const open: ReplayedCluster[] = [];

  async function shop(owners: readonly MadeOwner[], deps: BenchOptions['deps'] = {}): Promise<MadeShop> {
    const cluster = await replayedCluster([madeCluster(owners)], QUICKLY);
    open.push(cluster);
    return {
      cluster,
      bench: createAlertBench({ clusters: { [CLUSTER]: cluster }, deps }),
      change: (before, after) => changeOwner(cluster.replay, before, after),
    };
  }

  return {
    shop,
    async close() {
      await Promise.all(open.splice(0).map((cluster) => cluster.close()));
    },
  };
}
