import type { KubeObject, Recording } from '../recording.ts';
import type { Replay } from '../server.ts';
import { MADE_NODES, type MadeOwner, madeOwner, ownerObjects } from './made-owner.ts';
import { suffixOf, uidOf } from './made-pod.ts';
import type { Way } from './way.ts';

export interface MadeClusterOptions {
  readonly namespaces: number;
  /** Deployments in each. */
  readonly ownersEach: number;
  readonly podsEach: number;
  /** Of the Deployments in each namespace so many are well, all others broken. */
  readonly wellEach?: number;
  /** Dealt out in turn, beginning where the seed says. */
  readonly broken: readonly Way[];
  readonly seed: number;
}

/** Deployments by the dozen, broken in known ways: the same seed gives the same. */
export function madeOwners(options: MadeClusterOptions): readonly MadeOwner[] {
  const { namespaces, ownersEach, podsEach, wellEach = 0, broken, seed } = options;
  return Array.from({ length: namespaces * ownersEach }, (_, index) => {
    const namespace = `${TEAMS[Math.floor(index / ownersEach) % TEAMS.length]}-${suffixOf(3, seed, Math.floor(index / ownersEach))}`;
    const name = `${APPS[(index + seed) % APPS.length]}-${suffixOf(3, seed, 'app', index)}`;
    const way = index % ownersEach < wellEach ? undefined : broken[(index + seed) % broken.length];
    return madeOwner(namespace, name, { pods: podsEach, ...(way === undefined ? {} : { way }) });
  });
}

const TEAMS = ['shop', 'billing', 'search', 'media', 'fleet', 'ledger'];
const APPS = ['api', 'web', 'worker', 'cache', 'sync', 'mailer', 'gateway'];

/** A time of made clusters: what happens in them does not depend on the day. */
export const MADE_AT = '2026-01-01T12:00:00Z';

/** The Deployments as the API has them, with three nodes. `takenAt` is the cluster's clock. */
export function madeCluster(owners: readonly MadeOwner[], takenAt = MADE_AT): Recording {
  const parts = owners.map((owner) => ownerObjects(owner, takenAt));
  const namespaces = [...new Set(owners.map(({ namespace }) => namespace))];
  const [first = 'default'] = namespaces;
  return {
    kubernetesVersion: 'v1.32.13',
    takenAt,
    namespace: first,
    objects: [
      ...MADE_NODES.map((name) => nodeObject(name, takenAt)),
      ...namespaces.map(namespaceObject),
      ...parts.flatMap(({ objects }) => objects),
    ],
    logs: Object.assign({}, ...parts.map(({ logs }) => logs)),
  };
}

/** From now on the cluster has `after` where it had `before`, at the same clock. */
export function changeOwner(replay: Replay, before: MadeOwner, after: MadeOwner, takenAt = MADE_AT): void {
  const old = ownerObjects(before, takenAt);
  const now = ownerObjects(after, takenAt);
  const kept = new Set(now.objects.map(identity));
  for (const [key, logs] of Object.entries(now.logs)) replay.setLogs(key, logs);
  for (const object of now.objects) replay.update(object);
  for (const { apiVersion, kind, metadata } of old.objects.filter((object) => !kept.has(identity(object))))
    replay.remove({ apiVersion, kind, name: metadata.name, namespace: before.namespace });
}

function identity({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`;
}

export function namespaceObject(name: string): KubeObject {
  const labels = { 'kubernetes.io/metadata.name': name };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, uid: uidOf('Namespace', name), labels },
    status: { phase: 'Active' },
  };
}

export function nodeObject(name: string, now: string): KubeObject {
  const room = { cpu: '4', memory: '8Gi', pods: '110', 'ephemeral-storage': '200Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      uid: uidOf('Node', name),
      creationTimestamp: '2025-12-01T00:00:00Z',
      labels: { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
    },
    spec: {},
    status: {
      capacity: room,
      allocatable: room,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          lastHeartbeatTime: now,
          lastTransitionTime: now,
        },
      ],
      nodeInfo: { architecture: 'amd64', operatingSystem: 'linux', kubeletVersion: 'v1.32.13' },
    },
  };
}
