import type { KubeObject } from './recording.ts';

/** One change since the start. `before` is missing for an object that is new, `after` for one that is gone. */
export interface Change {
  readonly resourceVersion: number;
  readonly before?: KubeObject;
  readonly after?: KubeObject;
}

/** The objects of one kind with the changes made to them. */
export interface Bucket {
  get(key: string): KubeObject | undefined;
  /** In the order of the API server's store. */
  list(): readonly KubeObject[];
  changes(): readonly Change[];
  /** Puts an object there as one that always was. */
  seed(key: string, object: KubeObject): void;
  /** Replaces an object, or deletes it where `after` is missing, and tells the listeners. */
  change(key: string, after: KubeObject | undefined, resourceVersion: number): void;
  /** Calls back after each change; returns what ends it. */
  subscribe(listener: (change: Change) => void): () => void;
}

export function createBucket(): Bucket {
  const objects = new Map<string, KubeObject>();
  const changes: Change[] = [];
  const listeners = new Set<(change: Change) => void>();
  let sorted: readonly KubeObject[] | undefined;
  return {
    get: (key) => objects.get(key),
    list: () => {
      sorted ??= [...objects.entries()].sort(byKey).map(([, object]) => object);
      return sorted;
    },
    changes: () => changes,
    seed: (key, object) => {
      objects.set(key, object);
    },
    change: (key, after, resourceVersion) => {
      const before = objects.get(key);
      if (after === undefined) objects.delete(key);
      else objects.set(key, after);
      sorted = undefined;
      const change = { resourceVersion, ...(before && { before }), ...(after && { after }) };
      changes.push(change);
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The key of an object in the API server's store, which also orders lists. */
export function keyOf(ref: { readonly namespace?: string | undefined; readonly name: string }): string {
  return ref.namespace ? `${ref.namespace}/${ref.name}` : ref.name;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
