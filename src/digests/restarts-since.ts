import { compareText } from '../diagnosis/compare.ts';
import type { DigestChanges } from './digest.ts';
import { placeKey } from './owner-place.ts';
import type { Restarts } from './restarts.ts';

type RestartsSince = NonNullable<DigestChanges['restarts']>;

/** Owners that are named. */
const MOST_OWNERS = 10;

/**
 * Restarts between two digests, pod by pod. A pod that the earlier one has not had none then, unless that one left some out:
 * then nobody knows. A count that has fallen is another pod's beginning, and says nothing.
 */
export function restartsSince(now: Restarts, before: Restarts): RestartsSince {
  const known = new Map(before.owners.flatMap(({ pods }) => Object.entries(pods)));
  const owners = now.owners.map(({ namespace, kind, name, pods }) => {
    const counts = Object.entries(pods).map(([uid, count]) => {
      const earlier = known.get(uid) ?? (before.truncated ? count : 0);
      return Math.max(0, count - earlier);
    });
    return { namespace, kind, name, restarts: counts.reduce((sum, count) => sum + count, 0) };
  });
  const restarted = owners.filter(({ restarts }) => restarts > 0).toSorted(mostFirst);
  return {
    total: restarted.reduce((sum, { restarts }) => sum + restarts, 0),
    owners: restarted.slice(0, MOST_OWNERS),
  };
}

type OwnerCount = RestartsSince['owners'][number];

function mostFirst(a: OwnerCount, b: OwnerCount): number {
  return b.restarts - a.restarts || compareText(placeKey(a), placeKey(b));
}
