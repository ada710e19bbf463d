import { counted } from '../diagnosis/counted.ts';
import type { Verdict } from '../diagnosis/diagnosis.ts';
import type { Digest, DigestGap, DigestItem } from './digest.ts';
import { groupsOf } from './digest-groups.ts';
import { restartsText } from './digest-row.ts';
import { warningsIn } from './digest-signs.ts';
import { isSameOwner, placeKey } from './owner-place.ts';

/** How things are on the whole, for the first line and the exit code. */
export interface DigestSummary {
  readonly verdict: Verdict;
  /** `shop: 3 broken, 1 new, 2 recovered` */
  readonly headline: string;
  /** Items of the digest before whose owners are in order now. */
  readonly recovered: readonly DigestItem[];
  /** What flaps and is in order just now: the digest knows its key alone. */
  readonly resting: readonly Resting[];
  /** Signs that somebody should see to. The verdict does not hang on them. */
  readonly warnings: number;
}

interface Resting {
  /** `Deployment shop/web` */
  readonly owner: string;
  readonly cause: string;
}

/** More namespaces than these are counted in the first line, not named. */
const MOST_NAMED = 3;

/** Counts owners, which people know by name, and not causes. */
export function summaryOf(digest: Digest): DigestSummary {
  const { items, changes } = digest;
  const recovered = (changes?.recovered ?? []).filter(
    (before) => !items.some((item) => isSameOwner(item, before)),
  );
  const resting = restingIn(digest);
  const verdict = verdictOf(digest);
  const broken = brokenWords(digest);
  const others = otherWords(digest);
  const quiet = broken.length + others.length === 0 ? quietWords(digest, verdict) : [];
  const changed = changeWords(digest, recovered, resting);
  const words = [...broken, ...quiet, ...changed, ...others, ...absentWords(digest)];
  const headline = `${placeOf(digest)}: ${words.join(', ')}`;
  return { verdict, headline, recovered, resting, warnings: warningsIn(digest) };
}

/** What is not known to be well is no sign of health. */
function verdictOf({ items, gaps, seen }: Digest): Verdict {
  const verdicts = items.map(({ verdict }) => verdict);
  if (verdicts.includes('unhealthy')) return 'unhealthy';
  if (verdicts.includes('inconclusive') || gaps.some(isDecisive) || seen.undiagnosed > 0)
    return 'inconclusive';
  return verdicts.includes('waiting') ? 'waiting' : 'healthy';
}

/** What signs were not seen says nothing of what is broken. */
function isDecisive({ about }: DigestGap): boolean {
  return about !== 'signs';
}

/** What a digest is about, as its headline names it. */
export function placeOf({ scope: { cluster, namespaces } }: Pick<Digest, 'scope'>): string {
  if (!namespaces) return cluster;
  return namespaces.length > MOST_NAMED
    ? `${namespaces.length} namespaces of ${cluster}`
    : namespaces.join(', ');
}

function brokenWords({ items, scope }: Digest): readonly string[] {
  const broken = items.filter(({ verdict }) => verdict === 'unhealthy');
  const namespaces = new Set(broken.map(({ namespace }) => namespace));
  const where = scope.namespaces?.length === 1 ? '' : ` in ${counted(namespaces.size, 'namespace')}`;
  return some(ownersOf(broken), `broken${where}`);
}

/** What is not known to be broken. */
function otherWords({ items, seen }: Digest): readonly string[] {
  const owners = (verdict: Verdict) => ownersOf(items.filter((item) => item.verdict === verdict));
  return [
    ...some(owners('inconclusive'), 'unclear'),
    ...some(owners('waiting'), 'waiting'),
    ...some(seen.undiagnosed, 'not looked into'),
  ];
}

/** Of what has been looked at all may be well. */
function absentWords({ gaps }: Digest): readonly string[] {
  const absent = gaps.flatMap((gap) => (gap.absent && gap.namespace ? [gap.namespace] : []));
  if (absent.length > MOST_NAMED) return [`${absent.length} namespaces do not exist`];
  return absent.map((namespace) => `${namespace} does not exist`);
}

function changeWords(
  digest: Digest,
  recovered: readonly DigestItem[],
  resting: readonly Resting[],
): readonly string[] {
  const { changes, items } = digest;
  if (!changes) return [];
  const marked = groupsOf(digest).flatMap((group) => group.items);
  const owners = (mark: string) => ownersOf(marked.flatMap((one) => (one.mark === mark ? [one.item] : [])));
  const words = [
    ...some(owners('new'), 'new'),
    ...some(owners('new cause'), 'with a new cause'),
    ...some(owners('flapping') + resting.length, 'flapping'),
    ...some(ownersOf(recovered), 'recovered'),
  ];
  return words.length > 0 || items.length === 0 ? words : ['nothing new'];
}

function restingIn({ items, changes }: Digest): readonly Resting[] {
  const present = new Set(items.map(({ key }) => key));
  return (changes?.flapping ?? []).flatMap((key) => {
    const [, namespace, kind, name, cause] = /^([^/]+)\/([^/]+)\/([^/]+)\/(.+)$/.exec(key) ?? [];
    if (present.has(key) || cause === undefined) return [];
    return [{ owner: `${kind} ${namespace}/${name}`, cause }];
  });
}

/** With what is worth a look all the same. */
function quietWords(digest: Digest, verdict: Verdict): readonly string[] {
  const warnings = warningsIn(digest);
  const restarts = restartsText(digest);
  return [
    stillness(digest, verdict, warnings),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(restarts === undefined ? [] : [restarts]),
  ];
}

function stillness({ items, seen }: Digest, verdict: Verdict, warnings: number): string {
  if (verdict !== 'healthy') return 'nothing broken in what could be seen';
  // Of the rest of the cluster nothing is said.
  const where = seen.partial ? ' in what may be shown here' : '';
  if (items.length > 0 || warnings > 0) return `nothing broken${where}`;
  if (seen.partial) return `all quiet${where}`;
  return seen.pods === 0 ? 'no pods' : `all quiet, ${counted(seen.pods, 'pod')}`;
}

function some(count: number, what: string): readonly string[] {
  return count > 0 ? [`${count} ${what}`] : [];
}

function ownersOf(items: readonly DigestItem[]): number {
  return new Set(items.map(placeKey)).size;
}
