import type { Ask, Reply } from '../../asks.ts';
import { counted } from '../../diagnosis/counted.ts';
import type { Cluster } from '../../ports.ts';
import { noNamespace } from '../list-pods.ts';
import { AbsentNamespaces } from './absent-namespaces.ts';
import type { DigestDeps } from './digest-deps.ts';
import type { DigestProgress } from './run-digest.ts';
import { takeDigest } from './take-digest.ts';
import { toldDigest } from './told-digest.ts';

const LISTING = 'listing pods';

/** What a digest that somebody asks for needs beside the rest. */
export interface AskedDigestDeps extends DigestDeps {
  /** An id that no other digest has. */
  readonly newId: () => string;
  /** Series that were taken by other rules: nothing is compared with them. */
  readonly isSpecial: (series: string) => boolean;
}

interface AskedCluster {
  readonly cluster: Cluster;
  progress(step: string): void;
}

/**
 * The digest that was asked for: compared with the last one that was posted about the same, or else that was asked for.
 * @throws BotError where no pods could be listed at all, or none of several namespaces exists.
 */
export async function answerDigest(ask: Ask, asked: AskedCluster, deps: AskedDigestDeps): Promise<Reply> {
  try {
    return await digestReply(ask, asked, deps);
  } catch (error) {
    if (!(error instanceof AbsentNamespaces) || ask.namespace === undefined) throw error;
    return noNamespace(ask, ask.namespace, error.known);
  }
}

async function digestReply(
  ask: Ask,
  { cluster, progress }: AskedCluster,
  deps: AskedDigestDeps,
): Promise<Reply> {
  const namespaces = namespacesOf(ask);
  const id = deps.newId();
  const scope = { cluster: cluster.context, ...(namespaces ? { namespaces } : {}) };
  const series = askedSeries(scope);
  const posted = (await deps.history.seriesAbout(scope)).find(
    (one) => one !== series && !deps.isSpecial(one),
  );
  const say = onceEach(progress);
  say(LISTING);
  const taken = await takeDigest(
    cluster,
    {
      id,
      series,
      against: { series: posted ?? series, posted: posted !== undefined },
      ...(namespaces ? { namespaces } : {}),
      rules: deps.rules,
      onProgress: (come) => say(namespaces ? inWords(come) : inWordsForAll(come)),
    },
    deps,
  );
  return { kind: 'digest', ask, ...(await toldDigest(taken, { id, timeZone: deps.timeZone }, deps)) };
}

function namespacesOf({ allNamespaces, namespaces, namespace }: Ask): readonly string[] | undefined {
  if (allNamespaces) return undefined;
  return namespaces ?? (namespace === undefined ? undefined : [namespace]);
}

function askedSeries({ cluster, namespaces }: { cluster: string; namespaces?: readonly string[] }): string {
  return JSON.stringify(['asked', cluster, namespaces?.toSorted() ?? 'all']);
}

function inWords(come: DigestProgress): string {
  if (come.step === 'sweeping') return `${counted(come.pods, 'pod')} read`;
  return `${come.done} of ${counted(come.owners, 'owner')} looked into`;
}

/** Without numbers: one digest is taken for all who ask, and they need not be allowed to see all that is counted. */
function inWordsForAll({ step }: DigestProgress): string {
  return step === 'sweeping' ? LISTING : 'looking into what is unwell';
}

function onceEach(progress: (step: string) => void): (step: string) => void {
  const said = new Set<string>();
  return (step) => {
    if (said.has(step)) return;
    said.add(step);
    progress(step);
  };
}
