import { containersOf } from '../../diagnosis/containers.ts';
import type { Pod, PodMetrics } from '../../diagnosis/objects/pod.ts';
import { ownerOf } from '../../diagnosis/owner.ts';
import { parseQuantity } from '../../diagnosis/quantity.ts';
import { wellFormed } from '../../diagnosis/well-formed.ts';
import type { DigestSign } from '../digest.ts';
import { type IgnoreRules, isIgnoredPod } from '../noise.ts';
import { ownerPlace, placeKey } from '../owner-place.ts';
import { LIMIT_SHARES, limitSigns, type NearLimit } from './limit-signs.ts';

/** Bytes of memory in use, by `namespace/pod/container`. */
export type MemoryUses = ReadonlyMap<string, number>;

/** Looks at pods that pass by and keeps, for each owner's containers, the one pod that is nearest to its limit. */
export interface LimitWatch {
  /** A pod as it came, not checked yet. Never throws. */
  see(pod: Pod): void;
  /** Of the pods so far, the worst first. */
  signs(): readonly DigestSign[];
}

/** What the containers of these pods use, and nothing else of them. */
export function memoryUses(metrics: readonly PodMetrics[]): MemoryUses {
  const uses = new Map<string, number>();
  for (const { metadata, containers = [] } of metrics.map(wellFormed))
    for (const { name, usage } of containers) {
      const bytes = parseQuantity(usage?.memory);
      if (bytes !== undefined) uses.set(useKey(metadata, name), bytes);
    }
  return uses;
}

export function startLimitWatch(uses: MemoryUses, ignore: IgnoreRules = {}): LimitWatch {
  const near = new Map<string, NearLimit>();
  return {
    see(pod) {
      if (!isMeasured(pod, uses)) return;
      const clean = wellFormed(pod);
      const place = ownerPlace(clean, ownerOf(clean));
      if (isIgnoredPod(clean, place, ignore)) return;
      for (const { container, used, limit } of nearLimits(clean, uses)) {
        const key = `${placeKey(place)}/${container}`;
        const one = { ...place, pod: clean.metadata?.name ?? '', container, used, limit, pods: 1 };
        near.set(key, joined(near.get(key), one));
      }
    },
    signs: () => limitSigns([...near.values()], ignore),
  };
}

/** Most pods of a cluster are never measured, and all pass by here. */
function isMeasured({ metadata, spec }: Pod, uses: MemoryUses): boolean {
  if (uses.size === 0 || !metadata) return false;
  const lists: readonly unknown[] = [spec?.containers, spec?.initContainers];
  return lists.some(
    (list) => Array.isArray(list) && list.some((one) => uses.has(useKey(metadata, one?.name))),
  );
}

function nearLimits(pod: Pod, uses: MemoryUses) {
  return containersOf(pod).flatMap(({ name, spec, status }) => {
    const used = uses.get(useKey(pod.metadata, name));
    // A limit that was changed in place holds once the kubelet has set it.
    const limit = parseQuantity(status?.resources?.limits?.memory ?? spec.resources?.limits?.memory);
    if (used === undefined || !limit || used / limit < LIMIT_SHARES.warning) return [];
    return [{ container: name, used, limit }];
  });
}

/** The nearer one, with the pods of both. */
function joined(known: NearLimit | undefined, one: NearLimit): NearLimit {
  if (!known) return one;
  const nearer = one.used / one.limit > known.used / known.limit ? one : known;
  return { ...nearer, pods: known.pods + 1 };
}

function useKey(metadata: Pod['metadata'], container: unknown): string {
  const { namespace, name } = metadata ?? {};
  return `${text(namespace)}/${text(name)}/${text(container)}`;
}

/** What is no text has no name. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
