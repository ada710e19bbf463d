import { changeOwner, MADE_AT, madeCluster } from '../replay/made-cluster/made-cluster.ts';
import { type MadeOwner, madeOwner, mended, podsOf } from '../replay/made-cluster/made-owner.ts';
import { WAYS, type Way } from '../replay/made-cluster/way.ts';
import type { Recording } from '../replay/recording.ts';
import type { Replay } from '../replay/server.ts';
import type { PageWorkload } from './contract.ts';

/** The namespace of names without one. */
export const SCENE_NAMESPACE = 'shop';

/** Nodes that the recordings have. */
const NODES = ['node-a', 'node-b'];

/** Of what has just become unready an answer would say that it may yet become ready. */
const BROKEN_FOR_MS = 3 * 60_000;

/** What a person can break and heal, how it stands at the beginning. */
const MADE = [
  {
    owner: ownerOf('checkout', 2, 'database-refuses'),
    trouble: 'it crashes: its database refuses connections',
    broken: true,
  },
  { owner: ownerOf('web', 3, 'readiness-failing'), trouble: 'its readiness probe fails', broken: false },
];

function ownerOf(name: string, pods: number, way: Way): MadeOwner {
  return { ...madeOwner(SCENE_NAMESPACE, name, { pods, way }), container: name, nodes: NODES };
}

/** A pod that an alert can be about. */
export interface BrokenPod {
  /** Of the workload. */
  readonly id: string;
  readonly namespace: string;
  readonly pod: string;
  readonly alertname: string;
}

/** The made part of the replayed cluster. */
export interface Scene {
  workloads(): readonly PageWorkload[];
  /** Breaks or heals; false where there is no such workload. */
  set(id: string, state: PageWorkload['state']): boolean;
  /** One of each workload that is broken now. */
  brokenPods(): readonly BrokenPod[];
}

/** The made Deployments as they stand at the beginning. */
export function madeRecording(kubernetesVersion: string, now: number): Recording {
  const owners = MADE.map(({ owner, broken }) => (broken ? owner : mended(owner)));
  const { objects, ...made } = madeCluster(owners, inSeconds(now));
  // The recordings have nodes already: another one would have room for pods that have none there.
  return { ...made, kubernetesVersion, objects: objects.filter(({ kind }) => kind !== 'Node') };
}

/** The hands that change a replay which serves `madeRecording`. */
export function createScene(replay: Replay): Scene {
  const broken = new Set(MADE.filter((one) => one.broken).map(({ owner }) => idOf(owner)));
  return {
    workloads: () =>
      MADE.map(({ owner, trouble }) => ({
        id: idOf(owner),
        label: `Deployment ${idOf(owner)}`,
        state: broken.has(idOf(owner)) ? 'broken' : 'well',
        trouble,
      })),
    set(id, state) {
      const found = MADE.find(({ owner }) => idOf(owner) === id);
      if (!found) return false;
      if (broken.has(id) === (state === 'broken')) return true;
      if (state === 'broken') broken.add(id);
      else broken.delete(id);
      const isBroken = state === 'broken';
      const now = Date.now();
      const since = inSeconds(isBroken ? now - BROKEN_FOR_MS : now);
      const well = mended(found.owner);
      const [before, after] = isBroken ? [well, found.owner] : [found.owner, well];
      changeOwner(replay, before, { ...after, since }, inSeconds(now));
      return true;
    },
    brokenPods: () =>
      MADE.filter(({ owner }) => broken.has(idOf(owner))).flatMap(({ owner }) => {
        const [pod] = podsOf(owner, MADE_AT);
        if (!pod?.way) return [];
        const { namespace, name, way } = pod;
        return [{ id: idOf(owner), namespace, pod: name, alertname: WAYS[way].alert.alertname }];
      }),
  };
}

/** RFC 3339, in whole seconds as the API has it. */
function inSeconds(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`;
}

function idOf({ namespace, name }: MadeOwner): string {
  return `${namespace}/${name}`;
}
