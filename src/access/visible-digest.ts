import type { Digest, DigestChanges, DigestGap } from '../digests/digest.ts';
import type { VisibleNamespaces } from './visible.ts';

type Placed = { readonly namespace: string };

const UNDIAGNOSED: DigestGap = {
  message: 'More owners were unwell than are looked into: some of them may be in the namespaces shown here',
};

/** A digest without what is in namespaces that its reader may not see, nor anything that is counted over these. */
export function withoutHiddenDigest(digest: Digest, isVisible: VisibleNamespaces): Digest {
  const { scope, seen, items, signs, restarts, gaps, changes } = digest;
  if (isVisible.all || scope.namespaces?.every(isVisible)) return digest;
  const visible = ({ namespace }: Placed): boolean => isVisible(namespace);
  const shown = items.filter(visible);
  return {
    ...digest,
    scope: { ...scope, ...(scope.namespaces ? { namespaces: scope.namespaces.filter(isVisible) } : {}) },
    // How many pods and namespaces the visible ones are is not known.
    seen: { namespaces: 0, pods: 0, unwell: unwellOf(shown), undiagnosed: 0, partial: true },
    items: shown,
    // What is in no namespace concerns the cluster as a whole.
    ...(signs
      ? { signs: signs.filter(({ namespace }) => namespace !== undefined && isVisible(namespace)) }
      : {}),
    ...(restarts ? { restarts: { ...restarts, owners: restarts.owners.filter(visible) } } : {}),
    gaps: [
      ...gaps.filter(({ namespace }) => namespace === undefined || isVisible(namespace)),
      ...(seen.undiagnosed > 0 ? [UNDIAGNOSED] : []),
    ],
    ...(changes ? { changes: changesIn(changes, isVisible) } : {}),
  };
}

function unwellOf(items: Digest['items']): number {
  return items.reduce((sum, { unwell }) => sum + unwell, 0);
}

function changesIn({ restarts, ...changes }: DigestChanges, isVisible: VisibleNamespaces): DigestChanges {
  const visible = (key: string): boolean => isVisible(key.slice(0, key.indexOf('/')));
  const owners = restarts?.owners.filter(({ namespace }) => isVisible(namespace)) ?? [];
  const total = owners.reduce((sum, owner) => sum + owner.restarts, 0);
  return {
    since: changes.since,
    new: changes.new.filter(visible),
    ongoing: changes.ongoing.filter(visible),
    flapping: changes.flapping.filter(visible),
    recovered: changes.recovered.filter(({ namespace }) => isVisible(namespace)),
    // Only those with most are named: without any of these nothing is known.
    ...(total > 0 ? { restarts: { total, owners } } : {}),
  };
}
