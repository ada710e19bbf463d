import { type Bucket, type Change, createBucket, keyOf } from './bucket.ts';
import { bothEventVersions } from './event-versions.ts';
import { mergeObjects } from './merge-recordings.ts';
import type { KubeObject, RecordedLogs, Recording } from './recording.ts';
import { apiVersionOf, guessResource, type ResourceType, standardResources } from './resources.ts';
import { restore } from './restore.ts';

/** Names one object. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The objects and logs that a replay serves, with the changes made to them since it started. */
export interface ClusterState {
  readonly types: readonly ResourceType[];
  /** The version before which no change is known: a watch from earlier is too old. */
  readonly firstVersion: number;
  version(): number;
  /** In the order of the API server's store: by namespace, then name. */
  list(type: ResourceType): readonly KubeObject[];
  get(type: ResourceType, namespace: string | undefined, name: string): KubeObject | undefined;
  logs(namespace: string, pod: string, container: string): RecordedLogs | undefined;
  changes(type: ResourceType): readonly Change[];
  update(object: KubeObject): void;
  remove(ref: ObjectRef): boolean;
  /** The key is that of a recording: `namespace/pod/container`. */
  setLogs(key: string, logs: RecordedLogs): void;
  /** Calls back after each change of the type; returns what ends it. */
  subscribe(type: ResourceType, listener: (change: Change) => void): () => void;
}

/** One cluster out of several recordings; an object that several hold is taken once. */
export function createClusterState(recordings: readonly Recording[]): ClusterState {
  const objects = mergeObjects(recordings);
  const logs = new Map(recordings.flatMap((recording) => Object.entries(recording.logs)));
  const firstVersion = objects.reduce(
    (most, one) => Math.max(most, Number(one.metadata.resourceVersion ?? 0)),
    1,
  );
  const bucket = createBuckets();
  const bucketOf = (type: ResourceType) => bucket(apiVersionOf(type), type.kind);
  let version = firstVersion;

  for (const object of objects)
    for (const one of versionsOf(restore(object, String(firstVersion))))
      bucket(one.apiVersion, one.kind).seed(keyOf(one.metadata), one);

  return {
    types: allTypes(objects),
    firstVersion,
    version: () => version,
    list: (type) => bucketOf(type).list(),
    get: (type, namespace, name) => bucketOf(type).get(keyOf({ namespace, name })),
    logs: (namespace, pod, container) => logs.get(`${namespace}/${pod}/${container}`),
    changes: (type) => bucketOf(type).changes(),
    subscribe: (type, listener) => bucketOf(type).subscribe(listener),
    update: (object) => {
      version += 1;
      const metadata = { ...object.metadata, resourceVersion: String(version) };
      for (const one of versionsOf(restore({ ...object, metadata }, String(version))))
        bucket(one.apiVersion, one.kind).change(keyOf(one.metadata), one, version);
    },
    remove: (ref) => {
      if (bucket(ref.apiVersion, ref.kind).get(keyOf(ref)) === undefined) return false;
      version += 1;
      const apiVersions = ref.kind === 'Event' ? ['v1', 'events.k8s.io/v1'] : [ref.apiVersion];
      for (const apiVersion of apiVersions)
        bucket(apiVersion, ref.kind).change(keyOf(ref), undefined, version);
      return true;
    },
    setLogs: (key, own) => void logs.set(key, own),
  };
}

/** Gives each kind of each API version a bucket when it is first asked for. */
function createBuckets(): (apiVersion: string, kind: string) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (apiVersion, kind) => {
    const key = `${apiVersion}/${kind}`;
    const found = buckets.get(key) ?? createBucket();
    buckets.set(key, found);
    return found;
  };
}

function allTypes(objects: readonly KubeObject[]): readonly ResourceType[] {
  const types = new Map(standardResources.map((type) => [`${apiVersionOf(type)}/${type.kind}`, type]));
  for (const object of objects) {
    const key = `${object.apiVersion}/${object.kind}`;
    if (!types.has(key)) types.set(key, guessResource(object));
  }
  return [...types.values()];
}

function versionsOf(object: KubeObject): readonly KubeObject[] {
  return object.kind === 'Event' ? bothEventVersions(object) : [object];
}
