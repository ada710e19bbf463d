import type { IncidentLink, ToldDigest } from '../../asks.ts';
import type { Gate } from '../../diagnosis/gate.ts';
import { cleanDeep } from '../../diagnosis/sanitize.ts';
import type { Digest } from '../../digests/digest.ts';
import { type DigestGroup, groupsOf, type MarkedItem } from '../../digests/digest-groups.ts';
import { type DigestSummary, summaryOf } from '../../digests/digest-summary.ts';

/** A digest past the gate, with what its message tells of it. */
export interface ShownDigest {
  readonly digest: Digest;
  readonly summary: DigestSummary;
  readonly groups: readonly DigestGroup[];
  /** One of the configured clusters: what the buttons ask of. */
  readonly cluster: string;
  /** By the keys of the items as they are shown. */
  readonly incidents: ReadonlyMap<string, IncidentLink>;
}

export function shownDigest(told: ToldDigest, cluster: string, clean: Gate): ShownDigest {
  // What the next digest counts from is long, and is not shown.
  const { restarts: _, ...shown } = told.digest;
  const digest = cleanDeep(shown, clean);
  return {
    digest,
    summary: summaryOf(digest),
    groups: newsFirst(groupsOf(digest)),
    cluster,
    incidents: incidentsIn(told, digest),
  };
}

/** Of causes that are equally severe: most of them stood in the digest before. */
function newsFirst(groups: readonly DigestGroup[]): readonly DigestGroup[] {
  return groups.toSorted((a, b) => (a.severity === b.severity ? Number(hasNews(b)) - Number(hasNews(a)) : 0));
}

function hasNews({ items }: DigestGroup): boolean {
  return items.some(isNews);
}

/** It is broken since the digest before, or in another way. */
export function isNews({ mark }: MarkedItem): boolean {
  return mark === 'new' || mark === 'new cause';
}

function incidentsIn(
  { digest: { items }, incidents = {} }: ToldDigest,
  cleaned: Digest,
): ShownDigest['incidents'] {
  return new Map(
    items.flatMap(({ key }, index) => {
      const incident = Object.hasOwn(incidents, key) ? incidents[key] : undefined;
      return incident ? [[cleaned.items[index]?.key ?? key, incident] as const] : [];
    }),
  );
}
