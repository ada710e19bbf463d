import type { Pod } from '../../diagnosis/objects/pod.ts';
import type { DigestGap } from '../../digests/digest.ts';
import { startTriage, type Triage, type Triaged, type TriageRules } from '../../digests/triage.ts';
import { BotError, type ErrorCode } from '../../errors.ts';
import type { Cluster } from '../../ports.ts';
import { AbsentNamespaces } from './absent-namespaces.ts';

export interface SweepOptions {
  /** Absent: all namespaces. */
  readonly namespaces?: readonly string[];
  readonly rules: TriageRules;
  /** Pods in a page. */
  readonly limit?: number;
  /** Gets each pod, as it came. */
  readonly see?: (pod: Pod) => void;
  readonly onPage?: (pods: number) => void;
}

export interface Swept {
  readonly triaged: Triaged;
  readonly gaps: readonly DigestGap[];
}

/** Codes after which no other namespace will answer either. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['unauthorized', 'cluster-unreachable']);

/**
 * Goes through all pods, a page at a time. What could not be listed is a gap; what was seen before it broke off counts.
 * @throws BotError where nothing could be listed at all; AbsentNamespaces where none of the namespaces exists.
 */
export async function sweep(cluster: Cluster, options: SweepOptions): Promise<Swept> {
  const triage = startTriage(options.rules);
  const progress = { pods: 0 };
  const gaps: DigestGap[] = [];
  let failed: BotError | undefined;
  let listed = 0;
  for (const namespace of options.namespaces ?? [undefined]) {
    const before = progress.pods;
    const error = failed && HOPELESS.has(failed.code) ? failed : undefined;
    const problem = error ?? (await take(cluster, namespace, { triage, progress, options }));
    if (!problem || progress.pods > before) listed++;
    if (!problem) continue;
    failed ??= problem;
    gaps.push(gapOf(problem, namespace, progress.pods - before));
  }
  if (failed && listed === 0) throw options.namespaces ? failed : withNextStep(failed);
  const triaged = seenIn(triage, gaps.length > 0);
  return { triaged, gaps: [...gaps, ...(await unknownNamespaces(cluster, triaged, gaps, options))] };
}

/** Pods that were not listed may have been restarted. */
function seenIn(triage: Triage, isPart: boolean): Triaged {
  const { restarts, ...seen } = triage.seen();
  return { ...seen, restarts: { ...restarts, truncated: restarts.truncated || isPart } };
}

interface Taking {
  readonly triage: Triage;
  readonly progress: { pods: number };
  readonly options: SweepOptions;
}

async function take(
  cluster: Cluster,
  namespace: string | undefined,
  { triage, progress, options: { limit, see, onPage } }: Taking,
): Promise<BotError | undefined> {
  const where = namespace === undefined ? {} : { namespace };
  try {
    for await (const pods of cluster.podPages({ ...where, ...(limit === undefined ? {} : { limit }) })) {
      triage.add(pods, Date.parse(cluster.now()));
      if (see) pods.forEach(see);
      progress.pods += pods.length;
      onPage?.(progress.pods);
    }
  } catch (error) {
    if (error instanceof BotError) return error;
    throw error;
  }
  return undefined;
}

function gapOf({ userMessage }: BotError, namespace: string | undefined, seen: number): DigestGap {
  const place = namespace === undefined ? {} : { namespace };
  if (seen === 0) return { ...place, message: userMessage };
  const where = namespace === undefined ? '' : ` of ${namespace}`;
  return { ...place, message: `The list of pods${where} broke off after ${seen}: ${userMessage}` };
}

function withNextStep(error: BotError): BotError {
  if (error.code !== 'forbidden') return error;
  return new BotError(
    'forbidden',
    'These credentials are not allowed to list pods in all namespaces. ' +
      'Name the namespaces that they may see: `-n shop,billing`.',
    { cause: error },
  );
}

/**
 * A namespace that does not exist lists no pods, as one does that is empty.
 * @throws AbsentNamespaces where all are such
 */
async function unknownNamespaces(
  cluster: Cluster,
  { namespaces }: Triaged,
  gaps: readonly DigestGap[],
  { namespaces: asked = [] }: SweepOptions,
): Promise<readonly DigestGap[]> {
  const told = new Set([...namespaces, ...gaps.map(({ namespace }) => namespace)]);
  const empty = asked.filter((namespace) => !told.has(namespace));
  if (empty.length === 0) return [];
  const read = await cluster.read({ section: 'namespaces' });
  if (read.status !== 'ok') return [];
  const known = read.value.map(({ name }) => name);
  const absent = empty.filter((namespace) => !known.includes(namespace));
  if (absent.length === asked.length) throw new AbsentNamespaces(absent, known);
  return absent.map((namespace) => ({
    namespace,
    absent: true,
    message: `There is no namespace ${namespace}. See \`kubectl get namespaces\`.`,
  }));
}
