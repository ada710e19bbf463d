import { MADE_AT, namespaceObject, nodeObject } from '../../../src/replay/made-cluster/made-cluster.ts';
import { madeOwner, ownerObjects } from '../../../src/replay/made-cluster/made-owner.ts';
import { WAYS } from '../../../src/replay/made-cluster/way.ts';
import type { KubeObject, RecordedLogs, Recording } from '../../../src/replay/recording.ts';
import { dressFor } from './dress.ts';
import { jobObjects } from './job-objects.ts';
import { type LargeClusterOptions, type LargeOwner, largeNodes, largeOwners } from './large-owner.ts';
import { noisy } from './noise.ts';
import { otherObjects } from './other-objects.ts';
import { shortObjects } from './short-objects.ts';

/** What must be told of a large cluster, and nothing else. */
export interface Planted {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  readonly cause: string;
  /** Pods with this cause, and all pods of the owner. */
  readonly unwell: number;
  readonly pods: number;
}

/** What an owner brings along. */
export interface OwnerObjects {
  readonly objects: readonly KubeObject[];
  readonly logs: Readonly<Record<string, RecordedLogs>>;
}

/** What is broken in it; young pods, pods on their way out and runs that were made up for are not. */
export function plantedOf(options: LargeClusterOptions): readonly Planted[] {
  return largeOwners(options).flatMap(({ namespace, kind, name, pods, broken, refused }) => {
    const place = { namespace, kind, name, pods };
    if (refused) return [{ ...place, cause: `not-created/${refused}`, unwell: pods }];
    return broken ? [{ ...place, cause: causeOf(broken.way), unwell: broken.pods }] : [];
  });
}

function causeOf(way: NonNullable<LargeOwner['broken']>['way']): string {
  return way === 'job-failed' ? WAYS['application-error'].cause : WAYS[way].cause;
}

/** The whole cluster as the API has it, its pods as large as they really are. */
export function largeCluster(options: LargeClusterOptions, takenAt = MADE_AT): Recording {
  const owners = largeOwners(options);
  const nodes = largeNodes(options);
  const namespaces = [...new Set(owners.map(({ namespace }) => namespace))];
  const parts = owners.map((owner) => dressed(owner, objectsOf(owner, takenAt, nodes), takenAt));
  return {
    kubernetesVersion: 'v1.32.13',
    takenAt,
    namespace: namespaces.at(-1) ?? 'default',
    objects: [
      ...nodes.map((name) => nodeObject(name, takenAt)),
      ...namespaces.map(namespaceObject),
      ...parts.flatMap(({ objects }) => objects),
    ],
    logs: Object.fromEntries(parts.flatMap(({ logs }) => Object.entries(logs))),
  };
}

function objectsOf(owner: LargeOwner, takenAt: string, nodes: readonly string[]): OwnerObjects {
  const { namespace, kind, name, pods, broken, refused } = owner;
  if (refused) return shortObjects(owner, refused, takenAt);
  if (kind === 'Job' || kind === 'CronJob') return jobObjects(owner, takenAt, nodes);
  if (kind !== 'Deployment') return otherObjects(owner, takenAt, nodes);
  const way = broken?.way;
  const made = way && way !== 'job-failed' ? { pods, way, broken: broken.pods } : { pods };
  return ownerObjects({ ...madeOwner(namespace, name, made), nodes }, takenAt);
}

function dressed(owner: LargeOwner, { objects, logs }: OwnerObjects, takenAt: string): OwnerObjects {
  const dress = dressFor(owner, takenAt);
  return {
    objects: objects.map((object) => (object.kind === 'Pod' ? dress(noisy(object, owner, takenAt)) : object)),
    logs,
  };
}
