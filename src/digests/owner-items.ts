import type { Severity } from '../diagnosis/finding.ts';
import type { Pod } from '../diagnosis/objects/pod.ts';
import { restarts } from '../diagnosis/pod-status.ts';
import type { Report } from '../diagnosis/report.ts';
import type { Snapshot } from '../diagnosis/snapshot.ts';
import { looksOf, type SeenCause } from '../incidents/looks-of.ts';
import type { DigestItem } from './digest.ts';
import { earliest } from './earliest.ts';
import { looksWithMissing } from './looks-with-missing.ts';
import type { MissingPods } from './missing-pods.ts';
import { type IgnoreRules, isIgnoredCause, isIgnoredPod, isOnItsWay } from './noise.ts';
import { placeKey } from './owner-place.ts';
import type { UnwellOwner } from './unwell-owner.ts';
import { unwellSince } from './unwell-since.ts';

/** An owner of unwell pods, and why they are. */
export interface DiagnosedOwner {
  readonly owner: UnwellOwner;
  readonly report: Report;
  /** What the report was judged from. */
  readonly snapshot: Snapshot;
}

/** Names of pods that an item gives. */
const EXAMPLES = 3;

interface ItemRules {
  readonly ignore: IgnoreRules;
  /** Milliseconds that a pod may be on its way. */
  readonly graceMs: number;
}

/** One item a cause; none where by now all is well. */
export function itemsOf(diagnosed: DiagnosedOwner, { ignore, graceMs }: ItemRules): readonly DigestItem[] {
  const { owner, report, snapshot } = diagnosed;
  if (report.verdict === 'healthy') return [];
  const causes = new Map<string, SeenCause & { readonly names: readonly string[] }>();
  const looks = owner.missing ? looksWithMissing(report) : looksOf(report, new Map());
  for (const seen of looks) {
    const { cause, unwell } = seen.look;
    const known = causes.get(cause);
    causes.set(cause, { ...(known ?? seen), names: [...(known?.names ?? []), ...unwell] });
  }
  const now = Date.parse(snapshot.takenAt);
  return [...causes.values()].flatMap(({ names, ...seen }) => {
    if (isIgnoredCause(seen.look.cause, ignore)) return [];
    const named = new Set(names);
    if (named.size === 0 && owner.missing) return [itemOf(owner, seen, ofMissing(owner.missing))];
    // Where the target itself is to blame all of its pods suffer from it.
    const about = snapshot.pods.filter(({ metadata }) => named.size === 0 || named.has(metadata?.name ?? ''));
    const unwell = about.filter((pod) => !isOnItsWay(pod, now, graceMs) && !isIgnoredPod(pod, owner, ignore));
    if (unwell.length === 0) return [];
    const isWhole = named.size === 0 || causes.size === 1;
    return [itemOf(owner, seen, ofPods(diagnosed, unwell, isWhole))];
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

function itemOf(owner: UnwellOwner, { look, report }: SeenCause, pods: OfPods): DigestItem {
  const { namespace, kind, name } = owner;
  const { cause, title, fix } = look;
  return {
    key: `${placeKey(owner)}/${cause}`,
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
