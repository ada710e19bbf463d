import type { Digest, DigestChanges, DigestItem, DigestScope } from './digest.ts';
import { earliest } from './earliest.ts';
import { isSameOwner } from './owner-place.ts';
import { restartsSince } from './restarts-since.ts';
import { worseItemFirst } from './worse-item-first.ts';

/** Digests that are looked back over, the newest included. */
const WINDOW = 5;

/**
 * A digest beside earlier ones, the newest of these first: what is new, what is gone, what comes and goes. Each item is in
 * one of these alone. What went on is as old as the earlier digest says. A digest that could not see an item says nothing of
 * it: the one before that does. The digest itself where none can be compared with it.
 */
export function compareDigests(now: Digest, earlier: readonly Digest[]): Digest {
  const before = earlier.filter((one) => isComparable(one, now));
  const [last] = before;
  if (!last) return now;
  const courses = coursesOf([now, ...before].slice(0, WINDOW));
  const aged = new Map(courses.map((course) => [course.item.key, agedIn(course)]));
  const items = now.items.map((item) => aged.get(item.key) ?? item);
  const restarts = now.restarts && last.restarts && restartsSince(now.restarts, last.restarts);
  return {
    ...now,
    items: items.toSorted(worseItemFirst),
    changes: { since: last.takenAt, ...changesIn(courses), ...(restarts ? { restarts } : {}) },
  };
}

/** Whether two digests tell of the same: the same namespaces of one cluster, and all of these or a part. */
export function isComparable(a: Digest, b: Digest): boolean {
  return isSameScope(a.scope, b.scope) && a.seen.partial === b.seen.partial;
}

/** What became of an item over the last digests. */
interface Course {
  /** As the newest of them has it. */
  readonly item: DigestItem;
  /** As the newest before this one has it. */
  readonly earlier: DigestItem | undefined;
  /** Undefined where this digest could not see it. */
  readonly isThere: boolean | undefined;
  /** As the newest that could see it says; undefined where none could. */
  readonly wasThere: boolean | undefined;
  readonly flaps: boolean;
}

function coursesOf(window: readonly Digest[]): readonly Course[] {
  const digests = window.map((digest) => ({
    digest,
    items: new Map(digest.items.map((one) => [one.key, one])),
  }));
  const newest = new Map<string, DigestItem>();
  for (const { items } of digests)
    for (const [key, item] of items) if (!newest.has(key)) newest.set(key, item);
  return [...newest].map(([key, item]) => {
    const [isThere, ...was] = digests.map(
      ({ digest, items }) => items.has(key) || (isSeen(item, digest) ? false : undefined),
    );
    const known = [isThere, ...was].filter((one) => one !== undefined);
    return {
      item,
      earlier: digests
        .slice(1)
        .find(({ items }) => items.has(key))
        ?.items.get(key),
      isThere,
      wasThere: was.find((one) => one !== undefined),
      // What can't be seen now is neither there nor gone.
      flaps: isThere !== undefined && cameBack(known),
    };
  });
}

/** What came once and went has recovered, and what went and came back does so by habit. `known` is the newest first. */
function cameBack(known: readonly boolean[]): boolean {
  const spells = known.filter((isThere, index) => isThere && !known[index + 1]);
  return spells.length > 1;
}

function changesIn(courses: readonly Course[]): Omit<DigestChanges, 'since' | 'restarts'> {
  const steady = courses.filter(({ flaps }) => !flaps);
  const there = steady.filter(({ isThere }) => isThere);
  const lost = courses.filter(({ isThere, wasThere }) => isThere === undefined && wasThere);
  // What its owner suffered from before can't be told now: it may be this.
  const isKnown = ({ item, wasThere }: Course): boolean =>
    wasThere === true || lost.some((other) => isSameOwner(other.item, item));
  return {
    new: keysOf(there.filter((course) => !isKnown(course))),
    ongoing: keysOf(there.filter(isKnown)),
    flapping: keysOf(courses.filter(({ flaps }) => flaps)),
    recovered: steady
      .filter(({ isThere, wasThere }) => isThere === false && wasThere)
      .map(({ item }) => item),
  };
}

function keysOf(courses: readonly Course[]): readonly string[] {
  return courses.map(({ item }) => item.key);
}

/** What was not looked at has not gone as far as anybody knows. */
function isSeen(item: DigestItem, { gaps, seen, items }: Digest): boolean {
  // Its owner was looked into, and may suffer from the same cause still.
  const isUnwell = items.some((one) => isSameOwner(one, item));
  if (seen.undiagnosed > 0 && !isUnwell) return false;
  return !gaps.some(
    ({ about, namespace }) =>
      (about === undefined || (about === 'causes' && isUnwell)) &&
      (namespace === undefined || namespace === item.namespace),
  );
}

function agedIn({ item, earlier, wasThere }: Course): DigestItem {
  const since = earliest([item.since, wasThere ? earlier?.since : undefined]);
  return since === undefined || since === item.since ? item : { ...item, since };
}

function isSameScope(a: DigestScope, b: DigestScope): boolean {
  return a.cluster === b.cluster && namesOf(a) === namesOf(b);
}

function namesOf({ namespaces }: DigestScope): string {
  return namespaces ? JSON.stringify([...new Set(namespaces)].sort()) : '';
}
