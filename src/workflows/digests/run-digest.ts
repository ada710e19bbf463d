import type { Playbook } from '../../diagnosis/playbook.ts';
import type { Digest, DigestGap } from '../../digests/digest.ts';
import { makeDigest } from '../../digests/make-digest.ts';
import { type IgnoreRules, PATIENCE_MS } from '../../digests/noise.ts';
import type { LimitWatch } from '../../digests/signs/limit-watch.ts';
import type { TriageRules } from '../../digests/triage.ts';
import { type UnwellOwner, worseFirst } from '../../digests/unwell-owner.ts';
import type { Clock, Cluster } from '../../ports.ts';
import { diagnoseOwners } from './diagnose-owners.ts';
import { type DigestCluster, digestCluster } from './digest-cluster.ts';
import { findMissing, withMissing } from './find-missing.ts';
import { readSigns } from './read-signs.ts';
import { type Swept, sweep } from './sweep.ts';
import { watchLimits } from './watch-limits.ts';

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
 * @throws BotError where no pods could be listed at all; AbsentNamespaces where none of the namespaces exists.
 */
export async function runDigest(connection: Cluster, options: DigestOptions): Promise<Digest> {
  const { namespaces, clock, ignore = {}, graceMs = PATIENCE_MS, mostOwners = MOST_OWNERS } = options;
  const startedAt = clock.now();
  const cluster = connection.session();
  const shared = digestCluster(cluster);
  const scope = { ...(namespaces ? { namespaces } : {}), ignore };
  const limits = await watchLimits(cluster, scope);
  const swept = await sweepAll(cluster, limits, { ...options, ignore, graceMs, mostOwners });
  const listed = { ...scope, ...listedOf(namespaces, swept.gaps) };
  const missing = await findMissing(cluster, shared.forMakers(), {
    ...listed,
    graceMs,
    statefulSets: swept.triaged.statefulSets,
  });
  const takenAt = cluster.now();
  const owners = withMissing(swept.triaged.owners, missing.owners).toSorted(worseFirst);
  const [looked, signs] = await Promise.all([
    lookInto(owners.slice(0, mostOwners), shared, options),
    readSigns(shared.forSigns(), { ...listed, nodes: swept.triaged.nodes, limits }),
  ]);
  return makeDigest({
    scope: { cluster: cluster.context, ...(namespaces ? { namespaces } : {}) },
    takenAt,
    triaged: swept.triaged,
    diagnosed: looked.diagnosed,
    undiagnosed: owners.slice(mostOwners),
    signs,
    gaps: withoutRepeats([...swept.gaps, ...looked.gaps, ...shared.gaps()], missing.gaps),
    ignore,
    graceMs,
    cost: { requests: cluster.cost().requests, durationMs: clock.now() - startedAt },
  });
}

function sweepAll(
  cluster: Cluster,
  limits: LimitWatch,
  { namespaces, pageSize, onProgress, ...rules }: DigestOptions & TriageRules,
): Promise<Swept> {
  return sweep(cluster, {
    ...(namespaces ? { namespaces } : {}),
    rules,
    ...(pageSize === undefined ? {} : { limit: pageSize }),
    see: limits.see,
    onPage: (pods) => onProgress?.({ step: 'sweeping', pods }),
  });
}

function lookInto(
  owners: readonly UnwellOwner[],
  shared: DigestCluster,
  { playbooks, logsFor = LOGS_FOR, onProgress }: DigestOptions,
): ReturnType<typeof diagnoseOwners> {
  return diagnoseOwners(owners, shared, {
    playbooks,
    logsFor,
    onOwner: (done) => onProgress?.({ step: 'diagnosing', done, owners: owners.length }),
  });
}

/** Where the pods may not be listed, or there is no such namespace, that is said already. */
function listedOf(
  namespaces: readonly string[] | undefined,
  gaps: readonly DigestGap[],
): { readonly namespaces?: readonly string[] } {
  const unlisted = new Set(gaps.map(({ namespace }) => namespace));
  return namespaces ? { namespaces: namespaces.filter((name) => !unlisted.has(name)) } : {};
}

/** Of a namespace of which something is known not to be seen, no more needs to be said than that it may be anything. */
function withoutRepeats(gaps: readonly DigestGap[], more: readonly DigestGap[]): readonly DigestGap[] {
  const unseen = new Set(more.map(({ namespace }) => namespace));
  const told = new Set(gaps.flatMap(({ namespace, about }) => (about === 'signs' ? [] : [namespace])));
  return [
    ...gaps.map(({ about, ...gap }) =>
      about === undefined || (about === 'causes' && unseen.has(gap.namespace)) ? gap : { ...gap, about },
    ),
    ...more.filter(({ namespace }) => namespace === undefined || !told.has(namespace)),
  ];
}
