import type { DigestHistory, DigestPost, DigestPosts, StoredDigest } from '../../../src/digest-ports.ts';
import type { Trouble } from '../alerting/trouble.ts';

/** Digests of the past in memory. */
export function memoryHistory(trouble: Trouble): DigestHistory {
  const series = new Map<string, readonly StoredDigest[]>();
  return {
    recent: async (name, most) => (series.get(name) ?? []).slice(0, most),
    put: (name, stored) =>
      trouble.around('keep', () => {
        const others = (series.get(name) ?? []).filter(({ id }) => id !== stored.id);
        const newest = [stored, ...others].sort((a, b) => takenAt(b) - takenAt(a));
        series.set(name, newest);
      }),
    find: async (id) => [...series.values()].flat().find((one) => one.id === id),
    seriesAbout: async (scope) =>
      [...series]
        .filter(([, [newest]]) => !newest?.digest.seen.partial)
        .filter(([, [newest]]) => JSON.stringify(newest?.digest.scope) === JSON.stringify(scope))
        .map(([name]) => name),
  };
}

function takenAt({ digest }: StoredDigest): number {
  return Date.parse(digest.takenAt);
}

/** Where digests were posted, in memory. */
export function memoryPosts(trouble: Trouble): DigestPosts {
  const posts = new Map<string, DigestPost>();
  return {
    of: async (id) => posts.get(id),
    put: (id, post) => trouble.around('note', () => void posts.set(id, post)),
  };
}
