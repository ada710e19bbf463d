import type { Playbook } from '../../diagnosis/playbook.ts';
import type { Digest } from '../../digests/digest.ts';
import { makeDigest } from '../../digests/make-digest.ts';
import { type IgnoreRules, PATIENCE_MS } from '../../digests/noise.ts';
import type { Clock, Cluster } from '../../ports.ts';
import { diagnoseOwners } from './diagnose-owners.ts';
import { sweep } from './sweep.ts';

/** How far a digest has come. */
export type DigestProgress =
  | { readonly step: 'sweeping'; readonly pods: number }
  | { readonly step: 'diagnosing'; readonly done: number; readonly owners: number };

export interface DigestOptions {
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
  readonly playbooks: readonly Playbook[];
  readonly clock: Clock;
  readonly ignore?: IgnoreRules;
  /** Milliseconds that a pod may be on its way in or out. */
  readonly graceMs?: number;
  /** Owners of unwell pods that are diagnosed, the worst first. */
  readonly mostOwners?: number;
  /** Owners whose logs are read. */
  readonly logsFor?: number;
  /** Pods in a page. */
  readonly pageSize?: number;
  readonly onProgress?: (progress: DigestProgress) => void;
}

const MOST_OWNERS = 50;
const LOGS_FOR = 10;

/**
 * How a cluster is, and why.
 * @throws BotError where no pods could be listed at all.
 */
export async function runDigest(connection: Cluster, options: DigestOptions): Promise<Digest> {
  const { namespaces, playbooks, clock, onProgress } = options;
  const { ignore = {}, graceMs = PATIENCE_MS, mostOwners = MOST_OWNERS, logsFor = LOGS_FOR } = options;
  const startedAt = clock.now();
  const cluster = connection.session();
  const { triaged, gaps } = await sweep(cluster, {
    ...(namespaces ? { namespaces } : {}),
    rules: { ignore, graceMs, mostOwners },
    ...(options.pageSize === undefined ? {} : { limit: options.pageSize }),
    onPage: (pods) => onProgress?.({ step: 'sweeping', pods }),
  });
  const takenAt = cluster.now();
  const worst = triaged.owners.slice(0, mostOwners);
  const looked = await diagnoseOwners(worst, cluster, {
    playbooks,
    logsFor,
    onOwner: (done) => onProgress?.({ step: 'diagnosing', done, owners: worst.length }),
  });
  return makeDigest({
    scope: { cluster: cluster.context, ...(namespaces ? { namespaces } : {}) },
    takenAt,
    triaged,
    diagnosed: looked.diagnosed,
    undiagnosed: triaged.owners.slice(mostOwners),
    gaps: [...gaps, ...looked.gaps],
    ignore,
    graceMs,
    cost: { requests: cluster.cost().requests, durationMs: clock.now() - startedAt },
  });
}
