import { keyOf } from './bucket.ts';
import { textAt } from './json-path.ts';
import type { KubeObject, Recording } from './recording.ts';

/** Of an object in several recordings the one that was recorded in full is kept, otherwise the latest. */
export function mergeObjects(recordings: readonly Recording[]): readonly KubeObject[] {
  const merged = new Map<string, KubeObject>();
  const full = new Set<string>();
  const byTime = recordings.toSorted((a, b) => Date.parse(a.takenAt) - Date.parse(b.takenAt));
  for (const { objects, namespace } of byTime) {
    for (const object of objects) {
      const key = `${object.apiVersion}/${object.kind}/${keyOf(object.metadata)}`;
      const own = homeOf(object) === namespace;
      if (full.has(key) && !own) continue;
      if (own) full.add(key);
      merged.set(key, object);
    }
  }
  return [...merged.values()];
}

/**
 * The namespace whose recording knows the object best: of other namespaces a recording may hold less than the whole pod,
 * and what belongs to a namespace may be on its way out by the time another one is recorded.
 */
function homeOf(object: KubeObject): string | undefined {
  if (object.kind === 'Namespace') return object.metadata.name;
  if (object.kind === 'PersistentVolume') return textAt(object, 'spec', 'claimRef', 'namespace');
  return object.metadata.namespace;
}
