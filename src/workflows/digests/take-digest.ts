import { cleanDeep } from '../../diagnosis/sanitize.ts';
import type { StoredDigest } from '../../digest-ports.ts';
import { compareDigests, isComparable } from '../../digests/compare-digests.ts';
import type { Digest, DigestScope } from '../../digests/digest.ts';
import type { Cluster } from '../../ports.ts';
import type { DigestDeps, DigestRules } from './digest-deps.ts';
import { type DigestOptions, runDigest } from './run-digest.ts';

export interface DigestWish extends Pick<DigestScope, 'namespaces'> {
  readonly id: string;
  /** Where it is kept. */
  readonly series: string;
  /** Whose digests it is compared with. */
  readonly against: {
    readonly series: string;
    /** Only with those that stand somewhere: nobody has seen the others. */
    readonly posted: boolean;
  };
  readonly rules: DigestRules;
  /** Leaves out what nobody may be told of; everything may be where absent. */
  readonly visible?: (digest: Digest) => Digest;
  readonly onProgress?: DigestOptions['onProgress'];
}

export interface TakenDigest {
  /** Past the gate, and compared with those before. */
  readonly digest: Digest;
  /** Of the same; the newest first. */
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
  { id, series, against, rules, namespaces, visible = (digest) => digest, onProgress }: DigestWish,
  { playbooks, clean, history, clock }: DigestDeps,
): Promise<TakenDigest> {
  const run = await runDigest(cluster, {
    ...rules,
    ...(namespaces ? { namespaces } : {}),
    ...(onProgress ? { onProgress } : {}),
    playbooks: await playbooks(),
    clock,
  });
  const taken = cleanDeep(visible(run), clean);
  // Asked for now: another one of the series may have been taken meanwhile.
  const kept = await history.recent(against.series, MOST_EARLIER + 1);
  const earlier = kept
    .filter((one) => isEarlier(one, id, against))
    // More could be told when these were taken, maybe.
    .map((one) => visible(one.digest))
    .filter((one) => isComparable(one, taken));
  const digest = compareDigests(taken, earlier);
  await history.put(series, { id, digest });
  return { digest, earlier };
}

/** What was kept by an earlier try of the same is the same digest. */
function isEarlier(one: StoredDigest, id: string, { posted }: DigestWish['against']): boolean {
  return one.id !== id && (one.at !== undefined || !posted);
}
