import type { ObjectMeta } from '../../diagnosis/objects/meta.ts';
import type { ClaimMetric, VolumeMetric } from '../../diagnosis/objects/storage.ts';
import { bySeverity } from '../../diagnosis/severity.ts';
import type { Answer, Read, SectionName } from '../../diagnosis/snapshot.ts';
import { wellFormed } from '../../diagnosis/well-formed.ts';
import type { DigestSign } from '../../digests/digest.ts';
import type { IgnoreRules } from '../../digests/noise.ts';
import { certificateSigns } from '../../digests/signs/certificate-signs.ts';
import { claimSigns } from '../../digests/signs/claim-signs.ts';
import type { LimitWatch } from '../../digests/signs/limit-watch.ts';
import { nodeSigns } from '../../digests/signs/node-signs.ts';
import { quotaSigns } from '../../digests/signs/quota-signs.ts';
import type { Cluster } from '../../ports.ts';
import { fewAtATime } from './few-at-a-time.ts';
import { readWhileThere } from './read-while-there.ts';
import { isLookedInto, namespacesToRead } from './sign-scope.ts';

export interface SignScope {
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
  readonly ignore?: IgnoreRules;
  /** Names of the nodes that the scope's pods run on. Of named namespaces only these are told of. */
  readonly nodes: readonly string[];
  /** What has seen all pods of the scope. */
  readonly limits: LimitWatch;
}

interface Looking extends SignScope {
  readonly cluster: Cluster;
  readonly ignore: IgnoreRules;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * What is no trouble of a pod, or none yet, the worst first. To be called after the sweep, beside the diagnoses or after
 * them. Never throws: what could not be read is told of by the digest's own cluster (`DigestCluster.gaps`).
 * @param cluster as the digest's diagnoses ask it: what they have in common is asked once.
 */
export async function readSigns(cluster: Cluster, scope: SignScope): Promise<readonly DigestSign[]> {
  const looking = { ...scope, ignore: scope.ignore ?? {}, cluster, now: Date.parse(cluster.now()) };
  const found = await Promise.all([
    ofNodes(looking),
    ofQuotas(looking),
    ofClaims(looking),
    ofCertificates(looking),
  ]);
  return [...scope.limits.signs(), ...found.flat()].toSorted(bySeverity);
}

async function ofNodes({ cluster, namespaces, nodes, ignore, now }: Looking): Promise<readonly DigestSign[]> {
  if (namespaces && nodes.length === 0) return [];
  const read = await cluster.read({ section: 'nodes' });
  if (read.status !== 'ok') return [];
  return nodeSigns(cleaned(read.value), { now, ignore, ...(namespaces ? { only: new Set(nodes) } : {}) });
}

async function ofQuotas({ cluster, namespaces, ignore }: Looking): Promise<readonly DigestSign[]> {
  const reads: readonly Read<'resource-quotas' | 'cluster-quotas'>[] = isLookedInto(namespaces)
    ? namespacesToRead(namespaces, ignore).map((namespace) => ({ section: 'resource-quotas', namespace }))
    : [{ section: 'cluster-quotas' }];
  const quotas = cleaned((await readAll(cluster, reads)).flat());
  return quotaSigns(inScope(quotas, namespaces), ignore);
}

async function ofCertificates({ cluster, namespaces, ignore, now }: Looking): Promise<readonly DigestSign[]> {
  const reads: readonly Read<'certificates'>[] = isLookedInto(namespaces)
    ? namespacesToRead(namespaces, ignore).map((namespace) => ({ section: 'certificates', namespace }))
    : [{ section: 'certificates' }];
  const certificates = (await readWhileThere(cluster, reads, cleaned)).flat();
  return certificateSigns(inScope(certificates, namespaces), { now, ignore });
}

async function ofClaims({ cluster, namespaces, ignore, now }: Looking): Promise<readonly DigestSign[]> {
  if (!isLookedInto(namespaces)) return [];
  const places = namespacesToRead(namespaces, ignore);
  const used = await readMetric(cluster, places, 'kubelet_volume_stats_used_bytes');
  const measured = new Set(used.map(({ describedObject }) => describedObject?.namespace));
  const capacity = await readMetric(
    cluster,
    places.filter((place) => measured.has(place)),
    'kubelet_volume_stats_capacity_bytes',
  );
  const claims = await readAll(
    cluster,
    places.map((namespace) => ({ section: 'namespace-claims', namespace }) as const),
  );
  return claimSigns({ claims: cleaned(claims.flat()), used, capacity }, { now, ignore });
}

async function readMetric(
  cluster: Cluster,
  namespaces: readonly string[],
  metric: VolumeMetric,
): Promise<readonly ClaimMetric[]> {
  const reads = namespaces.map((namespace) => ({ section: 'claim-metrics', namespace, metric }) as const);
  return (await readWhileThere(cluster, reads, cleaned)).flat();
}

/** What every cluster has; what is missing of it is a gap. */
async function readAll<S extends SectionName>(
  cluster: Cluster,
  reads: readonly Read<S>[],
): Promise<readonly Answer<S>[]> {
  const answers = await fewAtATime(reads, (read) => cluster.read(read));
  return answers.flatMap((answer) => (answer.status === 'ok' ? [answer.value] : []));
}

/** What came, as a judgement may look at it. */
function cleaned<T extends object>(answer: readonly T[]): readonly T[] {
  return answer.map(wellFormed);
}

/** A list of all namespaces has those of others as well. */
function inScope<T extends { readonly metadata?: ObjectMeta }>(
  objects: readonly T[],
  namespaces: readonly string[] | undefined,
): readonly T[] {
  if (!namespaces) return objects;
  const named: ReadonlySet<string | undefined> = new Set(namespaces);
  return objects.filter(({ metadata }) => named.has(metadata?.namespace));
}
