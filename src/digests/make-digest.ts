import { compareText } from '../diagnosis/compare.ts';
import type { Severity } from '../diagnosis/finding.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { restarts } from '../diagnosis/pod-status.ts';
import type { Report } from '../diagnosis/report.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { looksOf, type SeenCause } from '../incidents/looks-of.ts';
import type { Digest, DigestGap, DigestItem, DigestScope, DigestSign } from './digest.ts';
import { looksWithMissing } from './looks-with-missing.ts';
import type { MissingPods } from './missing-pods.ts';
import { type IgnoreRules, isIgnoredCause, isIgnoredPod, isOnItsWay } from './noise.ts';
import type { Triaged, UnwellOwner } from './triage.ts';
import { earliest, unwellSince } from './unwell-since.ts';

/** An owner of unwell pods, and why they are. */
export interface DiagnosedOwner {
  readonly owner: UnwellOwner;
  readonly report: Report;
  /** What the report was judged from. */
  readonly snapshot: Snapshot;
}

export interface DigestParts {
  readonly scope: DigestScope;
  readonly takenAt: string;
  readonly triaged: Triaged;
  readonly diagnosed: readonly DiagnosedOwner[];
  /** Owners that nobody looked into. */
  readonly undiagnosed: readonly UnwellOwner[];
  readonly signs?: readonly DigestSign[];
  readonly gaps: readonly DigestGap[];
  readonly ignore: IgnoreRules;
  readonly graceMs: number;
  readonly cost: Digest['cost'];
}

/** Names of pods that an item gives. */
const EXAMPLES = 3;

/** What was found, cause by cause, the worst first. */
export function makeDigest(parts: DigestParts): Digest {
  const { scope, takenAt, triaged, undiagnosed, signs, gaps, cost } = parts;
  const items = parts.diagnosed.flatMap((one) => itemsOf(one, parts));
  const unwell = [...items, ...undiagnosed].reduce((sum, one) => sum + one.unwell, 0);
  return {
    schema: 'podwhy-digest/v1',
    scope,
    takenAt,
    seen: {
      namespaces: namespacesOf(triaged, scope, gaps).size,
      pods: triaged.pods,
      unwell,
      undiagnosed: undiagnosed.length,
    },
    items: items.toSorted(worseItemFirst),
    ...(signs ? { signs } : {}),
    restarts: triaged.restarts,
    gaps,
    cost,
  };
}

/** Those with pods, and those that have none. */
function namespacesOf(
  { namespaces }: Triaged,
  { namespaces: asked = [] }: DigestScope,
  gaps: readonly DigestGap[],
): ReadonlySet<string> {
  const empty = asked.filter((name) => !gaps.some(({ namespace }) => namespace === name));
  return new Set([...namespaces, ...empty]);
}

const SEVERITY: readonly Severity[] = ['critical', 'warning', 'info'];

/** By severity, then by unwell pods, then by age. */
export function worseItemFirst(a: DigestItem, b: DigestItem): number {
  return (
    SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity) ||
    b.unwell - a.unwell ||
    Date.parse(a.since) - Date.parse(b.since) ||
    compareText(a.key, b.key)
  );
}

function itemsOf(diagnosed: DiagnosedOwner, parts: DigestParts): readonly DigestItem[] {
  const { report, snapshot } = diagnosed;
  if (report.verdict === 'healthy') return [];
  const causes = new Map<string, SeenCause & { readonly names: readonly string[] }>();
  const looks = diagnosed.owner.missing ? looksWithMissing(report) : looksOf(report, new Map());
  for (const seen of looks) {
    const { cause, unwell } = seen.look;
    const known = causes.get(cause);
    causes.set(cause, { ...(known ?? seen), names: [...(known?.names ?? []), ...unwell] });
  }
  const now = Date.parse(snapshot.takenAt);
  return [...causes.values()].flatMap(({ names, ...seen }) => {
    if (isIgnoredCause(seen.look.cause, parts.ignore)) return [];
    const named = new Set(names);
    if (named.size === 0 && diagnosed.owner.missing)
      return [itemOf(diagnosed.owner, seen, ofMissing(diagnosed.owner.missing))];
    // Where the target itself is to blame all of its pods suffer from it.
    const about = snapshot.pods.filter(({ metadata }) => named.size === 0 || named.has(metadata?.name ?? ''));
    const unwell = about.filter(
      (pod) => !isOnItsWay(pod, now, parts.graceMs) && !isIgnoredPod(pod, diagnosed.owner, parts.ignore),
    );
    if (unwell.length === 0) return [];
    const isWhole = named.size === 0 || causes.size === 1;
    return [itemOf(diagnosed.owner, seen, ofPods(diagnosed, unwell, isWhole))];
  });
}

/** What an item says of the pods that it is about. */
type OfPods = Pick<DigestItem, 'unwell' | 'pods' | 'restarts' | 'since' | 'examples'>;

function ofPods({ owner, snapshot }: DiagnosedOwner, pods: readonly Pod[], isWhole: boolean): OfPods {
  // Of more than were read the sweep has counted all.
  const unwell = snapshot.truncated && isWhole ? Math.max(owner.unwell, pods.length) : pods.length;
  return {
    unwell,
    pods: Math.max(snapshot.truncated ? owner.pods : snapshot.pods.length, unwell),
    restarts: pods.reduce((sum, pod) => sum + restarts(pod), 0),
    since: earliest(pods.map(unwellSince)) ?? owner.since ?? snapshot.takenAt,
    examples: pods.slice(0, EXAMPLES).map(({ metadata }) => metadata?.name ?? ''),
  };
}

function ofMissing({ count, wanted, since }: MissingPods): OfPods {
  return { unwell: count, pods: wanted, restarts: 0, since, examples: [] };
}

function itemOf(
  { namespace, kind, name }: UnwellOwner,
  { look, report }: SeenCause,
  pods: OfPods,
): DigestItem {
  const { cause, title, fix } = look;
  return {
    key: `${namespace}/${kind}/${name}/${cause}`,
    namespace,
    kind,
    name,
    cause,
    title,
    severity: severityOf(cause, report),
    verdict: report.verdict,
    ...pods,
    ...(fix ? { fix } : {}),
  };
}

function severityOf(cause: string, { findings, verdict }: Report): Severity {
  const finding = findings.find((one) => `${one.playbook}/${one.cause}` === cause);
  return finding?.severity ?? (verdict === 'waiting' ? 'info' : 'warning');
}
