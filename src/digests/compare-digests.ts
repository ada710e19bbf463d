import type { Digest, DigestChanges, DigestGap, DigestItem, DigestScope } from './digest.ts';
import { worseItemFirst } from './make-digest.ts';
import { restartsSince } from './restarts-since.ts';
import { earliest } from './unwell-since.ts';

/** Digests that are looked back over, the newest included, and how often something comes or goes in them that flaps. */
const WINDOW = 5;
const FLAPS = 2;

/**
 * A digest beside earlier ones, the newest of these first: what is new, what is gone, what comes and goes. Each item is in
 * one of these alone. What went on is as old as the earlier digest says. The digest itself where none is of its scope.
 */
export function compareDigests(now: Digest, earlier: readonly Digest[]): Digest {
  const before = earlier.filter(({ scope }) => isSameScope(scope, now.scope));
  const [last] = before;
  if (!last) return now;
  const known = new Map(last.items.map((item) => [item.key, item]));
  const items = now.items.map((item) => agedBy(item, known.get(item.key)));
  return {
    ...now,
    items: items.toSorted(worseItemFirst),
    changes: changesOf({ ...now, items }, last, before),
  };
}

function changesOf(now: Digest, last: Digest, before: readonly Digest[]): DigestChanges {
  const window = [now, ...before].slice(0, WINDOW).map(keysOf);
  const present = keysOf(now);
  const had = keysOf(last);
  const all = [...new Set([...present, ...window.flatMap((keys) => [...keys])])];
  const flapping = all.filter((key) => changesIn(window, key) >= FLAPS);
  const steady = (key: string) => !flapping.includes(key);
  const restarts = now.restarts && last.restarts && restartsSince(now.restarts, last.restarts);
  return {
    since: last.takenAt,
    new: [...present].filter((key) => !had.has(key) && steady(key)),
    ongoing: [...present].filter((key) => had.has(key) && steady(key)),
    flapping,
    recovered: last.items.filter((item) => !present.has(item.key) && steady(item.key) && isSeen(item, now)),
    ...(restarts ? { restarts } : {}),
  };
}

function keysOf({ items }: Digest): ReadonlySet<string> {
  return new Set(items.map(({ key }) => key));
}

function changesIn(window: readonly ReadonlySet<string>[], key: string): number {
  return window.filter((keys, index) => index > 0 && keys.has(key) !== window[index - 1]?.has(key)).length;
}

/** What was not looked at again has not recovered as far as anybody knows. */
function isSeen({ namespace }: DigestItem, { gaps, seen }: Digest): boolean {
  const isAboutIt = (gap: DigestGap) =>
    gap.about !== 'signs' && (gap.namespace === undefined || gap.namespace === namespace);
  return seen.undiagnosed === 0 && !gaps.some(isAboutIt);
}

function agedBy(item: DigestItem, earlier: DigestItem | undefined): DigestItem {
  const since = earliest([item.since, earlier?.since]);
  return since === undefined || since === item.since ? item : { ...item, since };
}

function isSameScope(a: DigestScope, b: DigestScope): boolean {
  return a.cluster === b.cluster && namesOf(a) === namesOf(b);
}

function namesOf({ namespaces }: DigestScope): string {
  return namespaces ? JSON.stringify([...new Set(namespaces)].sort()) : '';
}
