import type { Digest, DigestGap, DigestScope, DigestSign } from './digest.ts';
import type { IgnoreRules } from './noise.ts';
import { type DiagnosedOwner, itemsOf } from './owner-items.ts';
import type { Triaged } from './triage.ts';
import type { UnwellOwner } from './unwell-owner.ts';
import { worseItemFirst } from './worse-item-first.ts';

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
