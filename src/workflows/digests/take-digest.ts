import { cleanDeep } from '../../diagnosis/sanitize.ts';
import type { StoredDigest } from '../../digest-ports.ts';
import { compareDigests } from '../../digests/compare-digests.ts';
import type { Digest, DigestScope } from '../../digests/digest.ts';
import type { Cluster } from '../../ports.ts';
import type { DigestDeps, DigestRules } from './digest-deps.ts';
import { type DigestOptions, runDigest } from './run-digest.ts';

export interface DigestWish extends Pick<DigestScope, 'namespaces'> {
  readonly id: string;
  /** Where it is kept. */
  readonly series: string;
  /** Whose digests it is compared with; its own where absent. */
  readonly against?: string;
  readonly rules: DigestRules;
  /** Leaves out what nobody may be told of; everything may be where absent. */
  readonly visible?: (digest: Digest) => Digest;
  readonly onProgress?: DigestOptions['onProgress'];
}

export interface TakenDigest {
  /** Past the gate, and compared with those before. */
  readonly digest: Digest;
  /** The newest first. */
  readonly earlier: readonly Digest[];
}

/** Digests that are looked back over. */
const MOST_EARLIER = 29;

/**
 * Takes a digest, says what is new in it, and keeps it.
 * @throws BotError where no pods could be listed at all, or the history is away.
 */
export async function takeDigest(
  cluster: Cluster,
  { id, series, against = series, rules, namespaces, visible, onProgress }: DigestWish,
  { playbooks, clean, history, clock }: DigestDeps,
): Promise<TakenDigest> {
  const run = await runDigest(cluster, {
    ...rules,
    ...(namespaces ? { namespaces } : {}),
    ...(onProgress ? { onProgress } : {}),
    playbooks: await playbooks(),
    clock,
  });
  const taken = cleanDeep(visible ? visible(run) : run, clean);
  // Asked for now: another one of the series may have been taken meanwhile.
  const earlier = before(await history.recent(against, MOST_EARLIER + 1), id);
  const digest = earlier.length > 0 ? compareDigests(taken, earlier) : taken;
  await history.put(series, { id, digest });
  return { digest, earlier };
}

/** What was kept by an earlier try of the same is the same digest. */
function before(kept: readonly StoredDigest[], id: string): readonly Digest[] {
  return kept.filter((one) => one.id !== id).map(({ digest }) => digest);
}
